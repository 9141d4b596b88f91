"""The window's modules are loaded without PySide6 reading their sources, and without what the first picture does not need."""

import subprocess
import sys

#: Prints the modules of the window whose sources are held.
HELD = "import app.bootstrap, linecache; print(*(name for name in linecache.cache if 'views' in name))"


def test_no_source_is_read_and_held() -> None:
    told = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == ""


#: Prints what the first picture does without, of what is loaded when the window's modules are.
LOADED = "import sys, app.bootstrap; print(*{'icalendar', 'alembic', 'onnxruntime', 'PySide6.QtPrintSupport', 'app.terminal'} & {*sys.modules})"


def test_the_first_picture_loads_no_more_than_it_shows() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == ""
