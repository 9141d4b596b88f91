"""Starting with the session: an entry in the desktop's autostart folder (freedesktop.org's Desktop Application Autostart)."""

import shlex
import shutil
import sys
from pathlib import Path

ENTRY = """[Desktop Entry]
Type=Application
Name=Plainday
Comment=A calendar that you talk to in plain words
Exec={command}
Icon=plainday
X-GNOME-Autostart-enabled=true
"""


def is_known() -> bool:
    """Whether this desktop starts programs by such entries."""
    return sys.platform not in ("win32", "darwin")


def is_on(file: Path) -> bool:
    """Whether the entry `file` is there."""
    return file.exists()


def turn(file: Path, on: bool) -> None:
    """Writes the entry `file`, or takes it away; raises ``OSError`` where that can't be done."""
    if on:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ENTRY.format(command=command()), encoding="utf-8")
    else:
        file.unlink(missing_ok=True)


def command() -> str:
    """How this program is started."""
    found = shutil.which("plainday")
    return shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m app"
