"""Somebody who comes, stays or goes: what they do is what the event is called ("Uncle Pete lands")."""

import re

from assistant import wording
from assistant.commands import Command
from assistant.resolution.matching import TITLES, words_of
from assistant.resolution.name_index import NameIndex
from assistant.temporal.reading import find_times

#: What somebody who comes or goes is said to do, with the little word that belongs to it.
MOVING = (
    r"(?:visit(?:s|ing)?|com(?:es?|ing)(?: (?:over|round|home|back|in|up|down)\b)?|arriv(?:es?|ing)|stay(?:s|ing)?|land(?:s|ing)?|"
    r"(?:fl(?:y|ies|ying)|driv(?:es?|ing)|mov(?:es?|ing)|check(?:s|ing)?|head(?:s|ing)?|sail(?:s|ing)?)(?: (?:in|out|over|home|back|up|down|off)\b)?|"
    r"get(?:s|ting)? (?:in|here|home|back)|drop(?:s|ping)? by|stop(?:s|ping)? by|leav(?:es?|ing)|depart(?:s|ing)?|return(?:s|ing)?|sets? off|"
    r"cover(?:s|ing)?|work(?:s|ing) for)\b"
)
#: Where somebody is said to be.
BEING = (
    r"(?:here|away|back|home|over|off|out|in town|abroad|sick|ill|unwell|on (?:(?:sick |annual )?leave|holidays?"
    r"|vacation)|at (?:his|her|their|camp)|with (?:his|her|their))\b"
)
#: What tells the end of a thing from the thing, said of one day.
ENDING = (
    r"(?:ends|finishes|closes|expires|reopens|resumes|(?:breaks|winds) up|runs out|(?:starts|begins|opens) (?:again|back)|"
    r"(?:is|are) (?:over|due back|closed|shut))\b"
)
#: Where somebody is that is said of nothing that takes place: "the therapist | is away | next week".
AWAY = (
    r"(?:away|abroad|on (?:(?:sick |annual |maternity |parental )?leave|holidays?|vacation|nights|earlies|lates"
    r"|(?:early|late|night|day) shifts?|call|duty))\b"
)
#: Words for somebody of the family, or whom one lets in.
KIN = re.compile(
    r"(?:(?:grand|step|great-?)?-?(?:mum|mom|mam|mother|dad|father|pa|ma|son|daughter|parents|kids|children)|mummy|mommy|daddy|nan|nana|nanny|gran|granny|"
    r"oma|opa|nonn[ao]|zi[ao]|t[ií][ao]|abuel[ao]|tante|yiayia|papou|grandad|aunt(?:ie|y)?|uncle|sister|brother|cousins?|niece|nephew|in-laws|twins|boys|girls|guests|folks)(?: [A-Z]\w*)?",
    re.I,
)
#: Those of them that stand before somebody's name.
BEFORE_NAME = re.compile(
    r"aunt(?:ie|y)?|uncle|cousin|sister|brother|zi[ao]|t[ií][ao]|tante|nonn[ao]|abuel[ao]|oma|opa|yiayia|papou|nan|nana|nanny|gran|granny"
    r"|grand(?:ma|pa|dad|mum|mother|father)",
    re.I,
)
#: A little word before a time, of which one is no part of a name: "flying in | on the", "coming | at 4 on | Sunday".
BEFORE_TIME = re.compile(
    rf"(?:\s*[,:;-])*(?:\s+at\s+\d{{1,2}}(?:[:.]\d\d)?)?(?:\s+(?:on|at|from|for|in|by|{wording.UNTIL_WHEN}))?(?:\s+the)?(?:\s*[,:;-])*\s*$",
    re.I,
)
#: "gets | in Friday": never without its little word.
GETS_IN = re.compile(r"get(?:s|ting)? in\b", re.I)
#: What is no one: "it's off", "I am away".
NOBODY = re.compile(r"(?:i|we|you|it|there|that|this|he|she|they|which|who|\w+ing)", re.I)


def moves(who: str, command: Command) -> str | None:
    """What `who` (a pattern of names) is said to do, up to the time: "arrives", "flying in", "away"; None where nothing is."""
    found = re.search(
        rf"(?:{who})(?:(?:\s+(?:is|are|will|will be)|['’]s)?\s+(?={MOVING}|{BEING}))([^,;.()]*)",
        command.text,
        re.I,
    )
    if found is None:
        return None
    said = command.text[found.start(1) :]  # a full stop may stand in an hour
    until = min((begin for begin, _ in find_times(said)), default=len(said))
    whole = GETS_IN.match(said)
    least, until = whole.end() if whole else 0, min(until, len(found[1]))
    return found[1][:least] + BEFORE_TIME.sub("", found[1][least:until])


def with_movement(name: str, command: Command, people: NameIndex) -> str:
    """Somebody's name with what they do ("grandma | arrives"), or that they are away, a thing's that ends ("lease | ends"); any other as it is."""
    if command.values.attendees or len(command.values.names) != 1:
        return name
    said = re.search(rf"(?:\b(?:the|my|our)\s+)?\b([\w'’-]+)\s+(?:is|are)\s+{re.escape(name)}", command.text, re.I)
    if re.match(BEING, name, re.I) or (said and re.match(MOVING, name, re.I) and is_somebody(said[1], people)):
        return f"{said[1]} {name}" if said and not NOBODY.fullmatch(said[1]) else name
    ends = re.search(rf"\b{re.escape(name)}(?:['’]s)?\s+({ENDING}|(?:(?:is|are) )?{AWAY})", command.text, re.I)
    if ends and len(command.values.when) == 1:
        return f"{name} {ends[1].removeprefix('is ').removeprefix('are ')}"
    if is_somebody(name, people):
        does = moves(re.escape(name), command)
        return f"{name} {does}" if does else name
    return name


def is_somebody(name: str, people: NameIndex) -> bool:
    """A word for somebody of the family, or the first name of somebody known."""
    words = words_of(name)
    return bool(KIN.fullmatch(name)) or (len(words) == 1 and bool(people.people(words[0])))


def is_one_name(first: str, last: str) -> bool:
    """ "Dr Barker", "zia Rosa": two words that are one person; "mum Rosa" may be two."""
    return first in TITLES or bool(BEFORE_NAME.fullmatch(first) and not KIN.fullmatch(last))
