"""`plainday`: opens the window, or runs one verb without it. Verbs are loaded by name, so that each loads only what it needs."""

import os
import sys
from collections.abc import Sequence

from app.cli.options import UsageError, parse_options
from app.later import later

#: Verb → module with a ``run(options) -> int``.
VERBS = {
    "": "app.bootstrap",
    "do": "app.cli.doing",
    "parse": "app.cli.parsing",
    "when": "app.cli.telling",
    "import": "app.cli.files",
    "export": "app.cli.files",
    "undo": "app.cli.journal",
    "redo": "app.cli.journal",
    "history": "app.cli.journal",
    "agenda": "app.cli.listing",
    "tasks": "app.cli.listing",
}
#: In place of the window, where there is no display: the same conversation.
TERMINAL = "app.terminal"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a verb; exit status 0 done, 1 failed (nothing was written), 2 wrong usage."""
    try:
        options = parse_options(sys.argv[1:] if argv is None else argv, VERBS)
    except UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    module = VERBS[options.verb] if options.verb or has_display() else TERMINAL
    try:
        return int(later(module, "run")(options))
    except UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; nothing more can be said to it
        return 0


def has_display() -> bool:
    """Whether a window can be shown; only X11 and Wayland can lack it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
