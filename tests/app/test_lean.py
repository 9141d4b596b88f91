"""The window's modules are loaded without PySide6 reading their sources, and without what the first picture does not need."""

import subprocess
import sys

#: A start that compiles all of it, on a machine that does much else, takes more than a minute of the clock on the wall: that fails nothing.
PATIENCE_S = 600
#: Prints the modules of the program whose sources are held, wherever it lies.
HELD = "import app.bootstrap, linecache, pathlib; home = str(pathlib.Path(app.__file__).parent); print(*(name for name in linecache.cache if name.startswith(home)))"


def test_no_source_is_read_and_held() -> None:
    told = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    assert told.stdout.strip() == ""


#: Prints what the first picture does without, of what is loaded when the window's modules are.
LOADED = "import sys, app.bootstrap; print(*{'icalendar', 'alembic', 'onnxruntime', 'PySide6.QtPrintSupport', 'app.terminal'} & {*sys.modules})"


def test_the_first_picture_loads_no_more_than_it_shows() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    assert told.stdout.strip() == ""
