"""What can go wrong in understanding, each with one clear sentence for a person; a misunderstanding is not an error."""


class AssistantError(Exception):
    """Base of everything that `assistant` raises on purpose; ``str(error)`` is a sentence that can be shown."""


class Abandoned(Exception):
    """Nobody waits for the answer any more: no error, and nothing to be said."""


class TaggerError(AssistantError):
    """The bundled student is missing, or is not what its manifest says."""
