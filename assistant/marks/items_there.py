"""What stands on a list already, told beside what is to go on it: "add eggs to the shopping, milk's on there already". That orders nothing."""

import re
from typing import Final

from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from models.queries import Queries
from models.rows import Task

ON_LIST: Final = r"(?:on|in)\s+(?:there|it|(?:the|my|our)\s+(?:[\w-]+\s+)?list)"
LINK: Final = r"(?:but|and|so|as|because|cos)\b"
ITEM: Final = rf"(?!(?:it|that|what|who|which|there|{LINK})\b)\w[\w-]*(?:\s+(?!{LINK})[\w-]+){{0,2}}?"
STANDS: Final = rf"(?:['’](?:s|re)|\s+(?:is|are))\s+(?:already\s+(?:{ON_LIST}|on(?!\s+\w))|{ON_LIST}(?:\s+already)?)"
#: "milk's on there already, …", "the bread and jam are already on, …", "…, milk's on there".
FIRST: Final = re.compile(
    rf"\W*(?:the\s+)?(?P<item>{ITEM})(?:\s+and\s+{ITEM})?{STANDS}(?:\s*[,;.–—]\s*|\s+)(?:(?:but|so|and|just)\s+)*(?P<rest>\S.*)",
    re.I,
)
LAST: Final = re.compile(
    rf"(?P<rest>\S.*?)(?:\s*[,;.–—]\s*|\s+(?={LINK}))(?:{LINK}\s+)*(?:the\s+)?(?P<item>{ITEM}){STANDS}\W*", re.I
)
#: What puts something on a list, and is nothing that is said of the item itself.
ADDS: Final = re.compile(
    r"(?!.*\b(?:it|them|that|instead|delete|remove)\b)"
    r"(?:.*\b(?:add|put|pop|stick|need|want|get|buy)\b|.*\b(?:on|to|onto)\s+(?:the|my|our)\b)",
    re.I,
)
ALREADY: Final = re.compile(r"\balready\b", re.I)
THE_LIST: Final = re.compile(r"\b(?:the|my|our) list\b", re.I)
LIST_SAID: Final = re.compile(r"\b(?:list|(?:on|to|onto)\s+(?:the|my|our)\s+\w+)\b", re.I)


def without_items_there(text: str, tasks: NameIndex, queries: Queries) -> str:
    """The sentence without what is told of an item that stands on a list, on which the rest goes too where no other is said: "add eggs to
    Shopping" of "milk's on the list but add eggs"."""
    found = FIRST.fullmatch(text.strip()) or LAST.fullmatch(text.strip())
    if found is None or not ADDS.match(found["rest"]):
        return text
    rows, calendars = queries.rows(sorted(tasks.holding(words_of(found["item"])))), queries.calendars()
    homes = {row.calendar_id for row in rows if isinstance(row, Task) and row.is_open}
    lists = [calendar.name for calendar in calendars if calendar.id in homes]
    rest = found["rest"].strip(" ,.;!")
    if len(lists) != 1:
        return rest if lists or ALREADY.search(text) else text
    named = THE_LIST.sub(f"the {lists[0]} list", rest)
    if LIST_SAID.search(named) or any(set() < {*words_of(c.name)} <= {*words_of(named)} for c in calendars):
        return named
    return f"{rest} to {lists[0]}" if re.match(r"add\b", rest, re.I) else f"{rest} on the {lists[0]} list"
