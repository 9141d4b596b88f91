"""What a person typed, with the parts in quotes that are to be taken literally."""

import dataclasses
import re

QUOTED = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”]|(?<!\w)['‘]([^'‘’]{2,}?)['’](?!\w)")


@dataclasses.dataclass(frozen=True)
class Utterance:
    """A typed sentence. Offsets are Python string offsets of `text`."""

    text: str

    @property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Half-open spans of the words between quotation marks, marks excluded."""
        return tuple(m.span(1 if m[1] is not None else 2) for m in QUOTED.finditer(self.text))
