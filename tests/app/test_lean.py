"""The window's modules are loaded without PySide6 reading their sources."""

import subprocess
import sys

#: Prints the modules of the window whose sources are held.
HELD = "import app.bootstrap, linecache; print(*(name for name in linecache.cache if 'views' in name))"


def test_no_source_is_read_and_held() -> None:
    told = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == ""
