"""The bundled student, and the uids of new rows."""

import uuid

from assistant.tagger import OnnxTagger
from resources.files import path


def load_tagger() -> OnnxTagger:
    """The student that is shipped with the program; raises :class:`assistant.errors.TaggerError`."""
    return OnnxTagger(path("student"))


def new_uid() -> str:
    """A globally unique identifier (RFC 7986 5.3)."""
    return str(uuid.uuid4())
