"""How many it shall be of what stands on a list: "tulips should be 300 not 200", "change the milk from 1 to 2 litres"."""

import re
from typing import Final

from assistant import wording
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.tagging import TaggedCommand, marking

#: An amount, perhaps with what it is counted in; an hour ("4pm", "at 4") is none.
AMOUNT: Final = r"\d+(?:[.,]\d+)?(?!\s*[ap]\.?m\b|[:.]\d)(?:\s*[^\W\d_]+)?"
SHALL: Final = (
    r"(?:(?:now|actually|only)\s+)?(?:should|ought to|must|needs? to|has to|have to|shall)\s+(?:now\s+|only\s+)?be"
)
#: What stands before both amounts, or before and between them.
FORMS: Final = tuple(
    re.compile(form, re.I)
    for form in (
        rf"\W*{wording.THE}(?P<name>\S.*?)\s*(?:\s{SHALL}|\s(?:is|are)|[:,=])\s+(?P<new>{AMOUNT})\s*,?\s*(?:not|instead of|rather than)\s+(?P<old>{AMOUNT})[\s.!]*",
        rf"{wording.POLITE}(?:make|change|set)\s+{wording.THE}(?P<name>\S.*?)\s+(?:to\s+)?(?P<new>{AMOUNT})\s*,?\s*(?:not|instead of|rather than)\s+(?P<old>{AMOUNT})[\s.!]*",
        rf"{wording.POLITE}(?:change|set|update|correct)\s+{wording.THE}(?P<name>\S.*?)\s+from\s+(?P<old>{AMOUNT})\s+to\s+(?P<new>{AMOUNT})[\s.!]*",
    )
)


def told_amount(text: str, command: TaggedCommand, index: NameIndex) -> TaggedCommand | None:
    """The new name of the one task or item that is called so, with the amount that it is no more; None where there is none."""
    for form in FORMS:
        found = form.fullmatch(text) if command.operation in ("create", "update", "none") else None
        if found is None:
            continue
        named = {*words_of(found["name"])}
        titles = [t for t in index.titles(named) if named and words_of(found["old"])[0] in words_of(t)]
        if len(titles) == 1:
            slots = marking(
                text, command.confidence, ("summary", *found.span("name")), ("new_summary", *found.span("new"))
            )
            whole = command.with_slots(slots, operation="update", object="task", asks=None)
            return whole.with_slots(whole.slots, start=0, end=len(text))
    return None
