"""Where the person's files are, by the platform's rules."""

from pathlib import Path

from platformdirs import PlatformDirs

FOLDERS = PlatformDirs("plainday", appauthor=False)


def database_file() -> Path:
    """The calendar: one SQLite file in the user's data folder."""
    return FOLDERS.user_data_path / "plainday.sqlite"


def settings_file() -> Path:
    """The window's settings."""
    return FOLDERS.user_config_path / "settings.ini"


def log_file() -> Path:
    """What went wrong, for whoever mends it."""
    return FOLDERS.user_log_path / "plainday.log"


def autostart_file() -> Path:
    """The entry that starts the program with the session."""
    return FOLDERS.user_config_path.parent / "autostart" / "plainday.desktop"


def documents_folder() -> Path:
    """Where people keep files of their own; the home folder where there is no such place."""
    documents = FOLDERS.user_documents_path
    return documents if documents.is_dir() else Path.home()
