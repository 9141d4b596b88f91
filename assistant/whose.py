"""Whose thing is meant, before the student reads it: "coffee with Sophie straight after her interview" is after Sophie's interview, "sophies interview" has
lost its apostrophe, "Tunde texted, can you move our call" is of the call with Tunde, if something is called so."""

import re
from collections.abc import Collection
from typing import Final

from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.wording import WEEKDAY_OR_SHORT

#: "pick her | up", "meet her | at", "let her | know": she is the one to whom it is done, and owns nothing there.
NOT_OWNED: Final = (
    r"up|off|out|in|into|on|onto|over|down|back|away|round|around|along|through|together|home|here|there|at|to|from|with|for|about|after|before|by|until|till"
    r"|when|if|so|and|or|but|that|again|too|instead|know|have|go|come|a|an|the"
)
#: "her | interview", "our | roadmap call"; "her" before a word of time or little words is no owner.
THEIRS: Final = re.compile(
    rf"\b(?P<whose>her|his|their|our)\s+(?P<what>(?!(?:own|next|last|first|other|new|name|place|house|phone|number|birthday|{NOT_OWNED})\b(?!-))[^\W_][\w'’:-]*)(?P<more>\s+[^\W\d_][\w'’-]*)?",
    re.I,
)
#: "sophies | interview".
OWNED: Final = re.compile(r"(?<![\w'’])(?P<name>[^\W\d_]{2,})s(?=\s+(?P<what>[^\W\d_]{3,})\b)", re.I)
#: Where something that is there is meant: a time counted from it, a question, an order or news of it; "wish Sophie luck for her interview" is new.
COUNTED: Final = re.compile(
    r"\b(?:before|after|until|till|during|since|than|from|between|following|(?:day|night|evening|afternoon|morning|week|weekend|time|hour|start|end) of"
    r"|(?:remind|ping|nudge) (?:me|us) (?:about|of)|add\b.*\bto)\s+(?:the\s+)?$",
    re.I,
)
ASKED: Final = re.compile(
    r"\?|(?:^|[,;.!–—-]\s+)\W*(?:(?:and|so|ok(?:ay)?)\W+)*(?:when|what|where|who|which|how|is|are|do|does|did|has)\b",
    re.I,
)
ORDERED: Final = re.compile(
    r"\b(?:cancel|delete|scrap|skip|move|push|pull|postpone|reschedule|shift|change|swap|rename|extend|invite|clear|start|make\s+(?:it|that)|(?:bring|put)\b.*\b(?:forward|back|off))\b",
    re.I,
)
IS_NOW: Final = re.compile(r"\s*(?:['’](?:s|re)|(?:is|are|was|has|have|will|now|starts|ends|needs)\b)", re.I)
#: "Tunde texted he can't do | Wednesday | any more, | can you move the call with him …": which of them it is, told before the order.
CANT_DO: Final = re.compile(
    r".*?\b(?:can(?:['’]?t|not)|couldn['’]?t|won['’]?t be able to|is unable to) (?:do|make|manage) (?:it )?(?:on )?"
    rf"(?P<day>(?:(?:this|next) )?{WEEKDAY_OR_SHORT}|tomorrow|today|the \d{{1,2}}(?:st|nd|rd|th))\b(?: any ?more| now| after all)?"
    r"[\s,.;–—-]+(?:(?:so|and|then)\s+)?(?P<order>(?:(?:can|could|would) (?:you|we)|please|move|push|shift|change)\b.*)",
    re.I | re.S,
)
WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")


def person_before(text: str, index: NameIndex) -> str | None:
    """The one person named in these words, as they name them: by two names where they are known so; None where it is nobody, or several."""
    words = [found[0] for found in WORD.finditer(text)]
    named = dict[str, str]()
    for at, word in enumerate(words):
        name = re.sub(r"['’]s$", "", word)
        known = index.people(name)
        if not known or len(name) < 3:
            continue
        both = f"{name} {words[at + 1]}" if at + 1 < len(words) else ""
        whole = both if both and holds_name(both, known) else name
        before = words[at - 1] if at else ""
        if before and holds_name(f"{before} {name}", known):  # the second half of a name
            continue
        named[whole.casefold()] = whole
    return next(iter(named.values())) if len(named) == 1 else None


def holds_name(name: str, people: Collection[str]) -> bool:
    """One of these people is called so."""
    return any(name.casefold() in person.casefold() for person in people)


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks there of something that may be in the calendar, and not of something new."""
    return bool(COUNTED.search(text[:start]) or ASKED.search(text) or ORDERED.search(text) or IS_NOW.match(text, end))


def with_owner(text: str, index: NameIndex) -> str:
    """The sentence with the person in the place of "her" before a thing that is theirs; as it is where nothing of them is called so."""
    for found in THEIRS.finditer(text):
        person = person_before(text[: found.start()], index)
        if person is None:
            continue
        for what in filter(None, (f"{found['what']}{found['more'] or ''}" if found["more"] else "", found["what"])):
            if not is_meant(text, found.start(), found.start("what") + len(what)):
                continue
            if index.titles((*words_of(what), *words_of(person))):
                ours = found["whose"].lower() == "our"
                said = f"the {what} with {person}" if ours else f"{person}'s {what}"
                before, after = text[: found.start()], text[found.start("what") + len(what) :]
                told = CANT_DO.fullmatch(f"{before}{said}") if ours else None
                return f"{told['order']} on {told['day']}{after}" if told else before + said + after
    return text


def is_written(word: str, index: NameIndex) -> bool:
    """Somebody or something has just this word in its name: "Sharon Brooks" is no Brook."""
    rows = (index.rows[id_] for id_ in index.holding(words_of(word)))
    names = (name for row in rows for name in (row.summary, *row.attendees))
    return any(word.casefold() in WORD.findall(name.casefold()) for name in names)


def with_apostrophe(text: str, index: NameIndex) -> str:
    """ "sophie's interview" for "sophies interview", where the calendar knows a Sophie, nobody and nothing called Sophies, and an interview of hers."""

    def read(found: re.Match[str]) -> str:
        name = found["name"]
        plain = index.people(name) and not is_written(f"{name}s", index)
        return f"{name}'s" if plain and index.titles((*words_of(found["what"]), *words_of(name))) else found[0]

    return OWNED.sub(read, text)


def with_whose(text: str, index: NameIndex) -> str:
    """The sentence with whose thing each of them is, as far as the calendar tells."""
    return with_owner(with_apostrophe(text, index), index)
