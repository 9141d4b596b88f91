"""Where the packaged files are."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """The file or folder of that name inside ``resources``, such as ``icons/plus.svg``."""
    return Path(str(files("resources"))) / name
