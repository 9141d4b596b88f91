"""News that is an order, in the words in which the student knows it: "probe thing ive done" is done, "take gas safety out its done" takes it out."""

import re
from collections.abc import Collection
from typing import Final

from assistant import wording
from assistant.nouns import singular
from assistant.resolution.matching import EMPTY, only, words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.verbs_done import bases
from assistant.temporal.carried import ANY_TIME, day_words
from assistant.temporal.expressions import Length
from assistant.temporal.reading import find_times, read_time, values_of

#: Hours in words.
HOURS: Final = (*wording.CARDINALS, "eleven", "twelve")
LEAD: Final = r"(?P<lead>\W*(?:(?:oh|ok(?:ay)?|so|right|well|and|also|yes|no|btw)\b\W*)*)"
#: "| the probe thing | ive done".
DONE_BEHIND: Final = re.compile(
    rf"{LEAD}(?P<thing>(?!(?:what|which|how|when|who|show|list|all|every\w*|things?|tasks?|stuff|if|once)\b)[\w'’][^,;.?!]*?)\W+"
    r"(?:i['’]?ve|i have|we['’]?ve|we have)\s+(?:(?:just|already|now|finally)\s+)?(?:done|finished|sorted|completed)"
    r"(?:\s+(?:already|now|today|earlier|it|that))*[\s.!]*",
    re.I,
)
#: "take gas safety out | its done": why it goes.
GOES: Final = re.compile(
    rf"{LEAD}(?P<order>(?:take|delete|remove|cancel|bin|cross|scrap|drop|strike|clear|pull|chuck|ditch)\s+(?!(?:it|that|them|this)\b)\S.*?)[\s,;.–—-]+"
    r"(?:(?:because|cos|as|since)\s+)?(?:it|that|they|he|she)(?:['’]?(?:s|re)|\s+is|\s+are|\s+has been|\s+was|\s+got)"
    r"(?:\s+(?:all|already|now|been))*\s+(?:done|finished|over|cancel+ed|off|not happening|sorted|dead|called off|not needed|no longer needed)[\s.!]*",
    re.I,
)
#: "take the November on call out | tom is doing it": who does it instead.
TAKEN_OVER: Final = re.compile(
    rf"{LEAD}(?P<order>(?:take|pull|strike|cross)\s+\S.*?\s+(?:out|off))[\s,;.–—-]+(?:(?:because|cos|as|since)\s+)?"
    r"(?P<who>[\w'’]+)(?:['’]?s|['’]?re|\s+is|\s+are)\s+(?:doing|covering|taking|having|running|handling)\s+(?:it|that|them|this)(?:\s+(?:now|instead|for me))*[\s.!]*",
    re.I,
)
#: The month or day beside what something is called.
ITS_TIME: Final = re.compile(rf"\b(?:{wording.MONTH}|{wording.WEEKDAY})(?:['’]?s)?\s+(?=\w)", re.I)
#: "take | gas safety | out".
TAKE_OUT: Final = re.compile(
    r"(?:take|pull|strike|cross|get)\s+(?P<thing>\S.*?)\s+(?:out|off|away)(?:\s+(?:of|from)?\s*(?:the|my)\s+\w+)?", re.I
)
#: "running ten mins late for | tom | so make it 10 past 3": what begins today, and when.
LATE_FOR: Final = re.compile(
    rf"{LEAD}(?:(?:i|we)(?:['’]?(?:m|re|ll))?(?:\s+(?:am|are|will|might|may))?\s+)?(?:gonna\s+|going to\s+)?(?:be\s+)?(?:running\s+)?(?:(?:an?|\d+|{'|'.join(HOURS)})?\s*(?:bit|little|min(?:ute)?s?|hour|half hour)\s+)?"
    r"late for\s+(?:(?:the|my|our)\s+)?(?P<thing>[\w'’:-]+(?:\s+[\w'’:-]+){0,3}?)\s*[,;.–—-]?\s*(?:(?:so|and|can you|could you|please|pls)\s+)*"
    r"(?:make|move|push|shift|put|change)\s+(?:it|that)\s+(?:(?:to|at|back to)\s+)?(?P<when>\S.*)",
    re.I,
)
#: "ive got | the card | for uche": what was to be bought, or fetched; what one has got "to pay" is still to be done.
GOT: Final = re.compile(
    rf"{LEAD}(?:i['’]?ve|i have|we['’]?ve|we have)\s+(?:(?:just|already|now|finally)\s+)*(?P<got>got|bought|picked up|collected|ordered)\s+(?:the|my|our|his|her)\s+"
    r"(?P<thing>[\w'’&-]+(?:\s+(?!to\b)[\w'’&-]+){0,3}?)(?:\s+(?:already|now))*(?:\s+for\s+[\w'’]+)?[\s.!]*",
    re.I,
)
#: "swap my | thurs | and | sat | shifts": one of each day.
SWAPPED_DAYS: Final = re.compile(
    rf"{LEAD}(?:(?:can you|could you|please|pls)\s+)*(?P<verb>swap|switch|exchange)\s+(?:the\s+|my\s+|our\s+)?(?P<one>{wording.WEEKDAY_OR_SHORT})(?:['’]?s)?(?:\s+(?P<noun>[^\W\d_]{{3,}}))?\s+(?:and|with|for|&)\s+"
    rf"(?:the\s+|my\s+|our\s+)?(?P<other>{wording.WEEKDAY_OR_SHORT})(?:['’]?s)?\s+(?P<nouns>[^\W\d_]{{3,}})(?P<rest>(?:\s+(?:over|round|around))?(?:\s+\S.*)?)",
    re.I,
)
#: "van service at 9 | yeah?": it is asked whether that is so.
SO_IT_IS: Final = re.compile(
    r"\W*(?:(?:so|and|the|my|our)\s+)*(?P<what>\S[^,;.?!]*?)\W+(?:yeah|yes|yep|right|correct|innit|isn['’]?t it|am i right)\s*\?+\W*",
    re.I,
)
#: "read | chapter 7 | finally", "finally | rang | the vet", "we've | told | Ana | this morning".
DEED_TOLD: Final = re.compile(
    rf"{LEAD}(?:(?:i|we)(?:['’]?ve|\s+have)?\s+)?(?P<first>(?:(?:finally|at (?:long )?last|already|just)\s+)*)(?P<verb>[^\W\d_]+)\s+(?P<thing>\S[^,;.?!]*?)"
    r"(?P<last>(?:\s+(?:finally|at (?:long )?last|already|now|just now|earlier|today|this (?:morning|afternoon|evening)|yesterday|last night))*)[\s.!]*",
    re.I,
)
AT_LAST: Final = re.compile(r"\b(?:finally|last|already)\b(?! night)", re.I)
#: "guest list | isn't done, give me | another week", "flyers aren't printed yet, | Friday": what is to be done is put off.
NOT_DONE: Final = re.compile(
    rf"{LEAD}(?P<thing>(?!(?:it|that|this|they|those)\b)\w[^,;.?!]*?)(?:\s+(?:(?:is|are|was|were)(?:n['’]?t|\s+not)|not)|['’]s\s+not)\s+(?:\w+\s+)?(?:\w+ed|done|ready|complete|written|sent|made|paid|bought)(?:\s+yet)?"
    r"[\s,;.!–—-]+(?:(?:so|and|please|can you|could you|can i|could i|i['’]?ll|i|we['’]?ll|we)\s+)*"
    r"(?:(?:give|allow|grant)\s+(?:me|us|it)\s+|(?:need|have|take|(?:push|move|put|shift|shove|bump|postpone)\s+(?:it|that))\s+)?(?:(?:back|by|to|till?|until)\s+)*"
    r"(?P<rest>\S.*?)(?:\s+(?:for|on|with)\s+(?:it|that))?(?:\s+please)?[\s.!]*",
    re.I,
)
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: What a task begins with that is got so.
BUYING: Final = frozenset(str.split("buy get order"))
GETTING: Final = BUYING | frozenset(str.split("pick up collect fetch grab"))

#: "hospital letter came | mri now the 25th same time": who brought it goes before what is so now.
TOLD_NOW: Final = re.compile(
    rf"{LEAD}(?P<told>\S.*?\b(?:came|arrived|rang|called|phoned|texted|messaged|emailed|wrote|changed|got in touch|came through|come through|is here))\b[\s,;.:–—-]+"
    r"(?:(?:and|so)\s+)?(?:(?:the|my|our)\s+)?(?P<thing>[\w'’&-]+(?:\s+[\w'’&-]+){0,3}?)\s+(?P<now>(?:is\s+|are\s+|will be\s+)?now\s+(?P<when>\S.*))",
    re.I,
)
#: "physio and dentist clash there | make physio 3": why, before the order.
CLASH_TOLD: Final = re.compile(
    rf"{LEAD}(?P<one>\S[^,;?]*?)\s+(?:and|&)\s+(?P<other>\S[^,;?]*?)\s+(?:clash(?:es)?|overlaps?|collide)(?:\s+(?:there|then|again|now|so))*[\s,;.–—-]+(?:(?:so|and|can you|please)\s+)*"
    r"(?P<order>(?:make|move|put|push|shift|bring|start|cancel|change)\s+(?!(?:it|that|them|one)\b)\S.*)",
    re.I,
)
#: "I can't | mow | today. Move it to Tuesday": what can't be done is what moves, or goes.
CANNOT: Final = re.compile(
    rf"(?P<says>{LEAD}(?:i|we)\s+(?:(?:ca|wo)n['’]?t|cannot|can not|couldn['’]?t|am not able to|are not able to)\s+(?:(?:be able to|manage to|get to|get round to)\s+)?)"
    r"(?P<deed>(?:[^\W\d][\w'’-]*\s+){0,3}?[^\W\d][\w'’-]*)(?P<rest>(?:\s+(?:on\s+)?(?P<when>[^,;.!]+))?\s*[,;.!–—-]+\s+(?:(?:so|and|please|then|can you|could you)\s+)*"
    r"(?:move|put|push|shift|postpone|reschedule|cancel|skip|drop|bring)\s+(?:it|that|this)\b.*)",
    re.I,
)
#: "training | till half 7 tonight", "Anita's ran over till 12:30", "I'll be at the pantry until 1 next week": a new end of what is there.
GOES_TILL: Final = re.compile(
    r"(?P<lead>\W*(?:(?:oh|ok(?:ay)?|so|right|well|and|also|btw)\b\W*)*)(?:(?:i|we)(?:['’]?ll| will| shall)(?: only)? be (?:at|in)\s+)?(?:(?:the|my|our)\s+)?(?P<thing>(?:[^\W\d][\w'’-]*\s+){0,3}?(?:\d:\d\s+)?[^\W\d][\w'’-]*?)(?P<whose>['’]?s)?"
    r"(?P<ran>\s+(?:ran|overran|has run|dragged|went))?(?:\s+(?:runs?|running|is running|goes|going|is going|is))?(?:\s+(?:over|on|late))*\s+(?:till?|until)\s+(?P<when>\S.*?)[\s.!]*",
    re.I,
)


def is_held(name: str, indexes: Collection[NameIndex]) -> bool:
    """Something is called so, little words aside."""
    words = [word for word in words_of(name) if word not in EMPTY]
    return any(index.holding(words) for index in indexes)


def title_got(thing: str, got: str, tasks: NameIndex) -> str | None:
    """The one task that is to get this thing, and nothing more; who has "got" the kids has not picked them up."""
    said = {word for word in words_of(thing) if word not in EMPTY}
    begins = GETTING if got.lower() in ("picked up", "collected") else BUYING
    titles = {t for t in tasks.titles(said) if said and {*words_of(t)} - GETTING - EMPTY == said}
    titles = {t for t in titles if begins.issuperset(GETTING.intersection(words_of(t)[:1]))}
    return next(iter(titles)) if len(titles) == 1 else None


def title_begun(told: re.Match[str], tasks: NameIndex) -> str | None:
    """The one task that begins with the verb of which this is the past, and holds the words of what it was done to; so much of several as is said.
    "Read" and "put" are the past only where it is said that it is done at last."""
    begins = bases(told["verb"])
    if told["verb"].casefold() in begins and not AT_LAST.search(told["first"] + told["last"]):
        return None
    said = [word for word in words_of(told["thing"]) if word not in EMPTY]
    titles = {t for t in tasks.titles(said) if not begins.isdisjoint(words_of(t)[:1])} if said else set[str]()
    verbs = {title.split()[0] for title in titles}
    return only(titles) or (f"{verbs.pop()} {told['thing']}" if len(verbs) == 1 else None)


def put_off(said: str) -> str | None:
    """ "by 2 days" of "another 2 days", "to Friday": by how much, or until when."""
    words = re.sub(rf"^another (?=\d|(?:{'|'.join(HOURS)}|few|couple)\b)", "", said, flags=re.I)
    if any(isinstance(value, Length) for value in values_of(words)):
        return f"by {words}"
    day = read_time(words, ANY_TIME)
    return f"to {words}" if day is not None and day.day_alone else None


def asked_whether(told: str, events: NameIndex) -> str | None:
    """ "is the van service at 9?" of "van service at 9", where something is called so, and its time and nothing else is told of it."""
    ends = (gap.start() for gap in re.finditer(r"\s+", told))
    end = next((end for end in ends if read_time(told[end:].strip(), ANY_TIME) is not None), 0)
    thing = re.sub(r"\s+(?:is|are)$|['’]s$", "", told[:end], flags=re.I)
    return f"is the {thing} {told[end:].strip()}?" if end and is_held(thing, (events,)) else None


def with_news(text: str, events: NameIndex, tasks: NameIndex) -> str:
    """The sentence with its news as an order; as it is where nothing is called so."""
    if (asked := SO_IT_IS.fullmatch(text)) and (whether := asked_whether(asked["what"], events)):
        return whether
    if (done := DONE_BEHIND.fullmatch(text)) and is_held(done["thing"], (tasks,)):
        return f"{done['lead']}ive done {done['thing']}"
    if (past := DEED_TOLD.fullmatch(text)) and (title := title_begun(past, tasks)):
        return f"{past['lead']}tick off “{title}”"
    if (late := NOT_DONE.fullmatch(text)) and is_held(late["thing"], (tasks,)) and (to := put_off(late["rest"])):
        return f"{late['lead']}postpone the task {late['thing']} {to}"
    if (got := GOT.fullmatch(text)) and (title := title_got(got["thing"], got["got"], tasks)):
        return f"{got['lead']}ive done {title}"
    over = TAKEN_OVER.fullmatch(text)
    if goes := GOES.fullmatch(text) or over:
        out = TAKE_OUT.fullmatch(goes["order"])
        named = ITS_TIME.sub("", out["thing"]) if out else ""
        # "take the bins out, Tom is doing it" is of today's
        if out and is_held(named, (events,) if over else (events, tasks)) and not find_times(named):
            return f"{goes['lead']}delete {out['thing']}"
    days = SWAPPED_DAYS.fullmatch(text)
    if days and is_held(one := singular(days["nouns"]), (events,)) and days["noun"] in (None, one, days["nouns"]):
        first, second = (next(d for d in DAYS if d.startswith(days[n][:3].lower())) for n in ("one", "other"))
        return f"{days['lead']}{days['verb']} {first}'s {one} with {second}'s {one}{days['rest']}"
    late = LATE_FOR.fullmatch(text)
    if late and is_held(late["thing"], (events,)) and values_of(late["when"]) and not find_times(late["thing"]):
        return f"{late['lead']}move the one with {late['thing']} today to {late['when']}"
    return without_told(with_deed_named(text, events, tasks), events)


def with_new_end(text: str, events: NameIndex) -> str:
    """ "extend training until half 7 tonight" for "training till half 7 tonight", where something is called so."""
    told = GOES_TILL.fullmatch(text)
    if told is None or not is_until_hour(told["when"]):
        return text
    names = (told["thing"], f"{told['thing']}{told['whose'] or ''}")  # "Anita's", of which "Anita" stands in a title
    name = next((name for name in names if is_held(name, (events,))), None)
    today = " today" if told["ran"] and not day_words(told["when"]) else ""
    return f"{told['lead']}extend {name} until {told['when']}{today}" if name else text


def is_until_hour(when: str) -> bool:
    """ "half 7 tonight", "1:00 next week": an hour, of whichever day or week, and nothing else."""
    hour = when.replace(day_words(when) or "", "").strip()
    said = read_time(hour, ANY_TIME)
    return find_times(f"until {when}")[:1] == [(0, len(f"until {when}"))] and said is not None and said.time_said


def with_deed_named(text: str, events: NameIndex, tasks: NameIndex) -> str:
    """ "I can't mow the lawn today. Move it to Tuesday" for "I can't mow today. …", where one thing is called so."""
    told = CANNOT.fullmatch(text)
    said = {word for word in words_of(told["deed"]) if word not in EMPTY} if told else set[str]()
    titles = {title for index in (events, tasks) for title in index.titles(said)} if said else set[str]()
    timed = told and (not told["when"] or find_times(told["when"])[:1] == [(0, len(told["when"]))])
    if told is None or not timed or len(titles) != 1:
        return text
    title = titles.pop()
    return f"{told['says']}{title[:1].lower()}{title[1:]}{told['rest']}"


def without_told(text: str, events: NameIndex) -> str:
    """What is so now of a thing that is there, without who told of it; an order about one of two that clash, without that they do."""
    told = TOLD_NOW.fullmatch(text)
    if told and is_held(told["thing"], (events,)) and (find_times(told["when"]) or values_of(told["when"])):
        return f"{told['lead']}{told['thing']} {told['now']}"
    clash = CLASH_TOLD.fullmatch(text)
    if clash and all(is_held(clash[part], (events,)) for part in ("one", "other")):
        return f"{clash['lead']}{clash['order']}"
    return text
