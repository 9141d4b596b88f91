"""What can go wrong with the store, each with one clear sentence for a person."""


class StoreError(Exception):
    """Base of everything that `models` raises on purpose; ``str(error)`` is a sentence that can be shown."""


class StaleChange(StoreError):
    """A row is no longer what the change set saw as its ``before``; nothing was written."""


class NothingToUndo(StoreError):
    """There is no entry to take back, or to repeat."""


class CalendarFileError(StoreError):
    """A file could not be read as iCalendar; the sentence names the line or component."""


class NewerFile(StoreError):
    """The file was written by a newer version of the program; it was not touched."""


class DamagedFile(StoreError):
    """The file is not a whole Plainday database; it was not overwritten."""
