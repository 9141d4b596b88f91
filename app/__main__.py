"""`plainday`: opens the window, or runs one verb without it. Verbs are loaded by name, so that each loads only what it needs."""

import importlib
import sys
from collections.abc import Sequence

from app.cli.options import UsageError, parse_options

#: Verb → module with a ``run(options) -> int``. The one place where modules are imported by name.
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


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a verb; exit status 0 done, 1 failed (nothing was written), 2 wrong usage."""
    try:
        options = parse_options(sys.argv[1:] if argv is None else argv, VERBS)
    except UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        return int(importlib.import_module(VERBS[options.verb]).run(options))
    except UsageError as problem:
        print(problem, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; nothing more can be said to it
        return 0


if __name__ == "__main__":
    sys.exit(main())
