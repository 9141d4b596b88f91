"""The bundled student, and the uids of new rows."""

import uuid
from typing import TYPE_CHECKING

from app.later import later
from resources.files import path

if TYPE_CHECKING:
    from assistant.tagger import OnnxTagger


def load_tagger() -> "OnnxTagger":
    """The student that is shipped with the program; raises :class:`assistant.errors.TaggerError`.

    Its module is imported by name, since that takes 120 ms (onnxruntime): the window calls this on its worker, when the first
    picture is up.
    """
    made: OnnxTagger = later("assistant.tagger", "OnnxTagger")(path("student"))
    return made


def new_uid() -> str:
    """A globally unique identifier (RFC 7986 5.3)."""
    return str(uuid.uuid4())
