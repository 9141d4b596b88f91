"""What people say in one breath with what they want, as they do who dictate: why, and of whom. It gets the comma that was left out, or goes."""

import re
from collections.abc import Callable, Collection
from typing import Final

from assistant import wording
from assistant.marks.left_over import SURE_VERBS
from assistant.schema import ABOUT_TIME, EXCLUDED, PLACES
from assistant.tagging import Tagger
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time

#: Who is spoken of: "I'm", "shes", "they have"; "its at 3" says a time or a place of the thing itself.
SOMEBODY: Final = (
    r"(?:i['’]?(?:m|ve)|(?:we|they)['’](?:re|ve|ll)|(?:he|she|i)['’]ll|(?:she|he)['’]?s|(?:we|they)ve|theyre|theyll"
    r"|(?:i|we|he|she|they|(?:every|no|some)(?:one|body))\s+(?:am|is|are|was|were|have(?!\s+to\b)|has|had|can['’]?t|cannot|won['’]?t|don['’]?t"
    r"|doesn['’]?t|didn['’]?t|shall|will)"
    r"|(?:next door|(?:the|my|our|his|her|their)\s+(?!name\b)\w+)\s+(?:is|are|has|have|was|were)"
    r"|it['’]?ll\s+take)\b"
    r"(?!\s+(?:to\s+(?:do|call|go)|bringing|coming|at\s+\d|now|moved|cancel+ed|off|not\s+(?:at|on))\b)"
)
CLAUSE: Final = re.compile(rf"\s+(?={SOMEBODY})", re.I)
#: "for a good cause | the 14th |", "root cause | the login bug |": behind "because" the boiler "leaks", or "is old".
NO_CLAUSE: Final = r"\s+(?:the|my|our|his|her|their)\s+(?![^\W\d]+\s+(?:[^\W\d]+\s+)?(?:are|were|have|had|can['’]?t|won['’]?t|need|want|said|got|broke|went|came|[^\W\d]+(?:s|ed))\b)"
#: "cos weve got the game", "because it's getting louder"; "because of the rain" is no clause.
REASON: Final = re.compile(
    rf"\s*[,;–—-]?\s+(?:because|['’]?(?:cos|coz|cuz)|['’]cause|cause(?!{NO_CLAUSE}))\s+(?:(?:i|we|he|she|they|it|that|there|you)(?:['’]?(?:m|s|ve|re|ll|d))?|the|my|our|his|her|their"
    r"|(?:every|no|some)(?:one|body)|next door|\w+['’]?s|\w+(?=\s+(?:is|are|was|were|has|have|had|can['’]?t|won['’]?t|needs?|wants?|says?|said|got)\b))\s+(?!of\b)\w",
    re.I,
)
#: "to the 22nd | so it's not right on Christmas", "from the 3rd |, that's after the operation": what it names is none of the order.
BESIDE_TIME: Final = re.compile(
    r"(?:\s*[,;–—-]\s+(?:that['’]?s|that is|which is)\s+(?:(?:right|straight|just)\s+)?(?:after|before|during|the\s+(?:day|week|night|morning|evening)\s+(?:after|before|of))"
    r"|\s*[,;–—-]?\s+so\s+(?:that\s+)?(?:it|they|he|she|that)(?:['’]?(?:s|re)\s+not|\s+(?:is|are|do|does|wo|was|were)(?:n['’]?t|\s+not)))\s[^,;?!]*?(?=\s+and\s|[,;?!]|[\s.]*$)",
    re.I,
)
#: Where what was wanted goes on behind it: "so put both in", "and then pick her up".
ORDER: Final = rf"(?:{SURE_VERBS}|put|pop|stick|add|book|make|remind|take|bring|pick|drop|collect|get|call|ring|clear|change|set|tell|invite|let)\b"
GOES_ON: Final = re.compile(
    rf"\s*[,;.–—]?\s+(?:(?P<so>so)\s+|(?:and|then)\s+)(?:(?:then|so|please|just|also)\s+)*"
    rf"(?={ORDER}|(?:can|could|would|will|shall|should)\s+(?:you|i|we)\s+(?!not\b|believe\b|imagine\b|see\b)\w"
    rf"|(?:i|we)\s+(?:can['’]?t\s+(?:do|make|get\s+to|come\s+to)\s+(?!(?:it|that|this|them|anything|much|any)\b)|(?:need|have)\s+to\s+{ORDER}))",
    re.I,
)
#: ", cancel yoga tomorrow": an order behind a comma alone.
ORDER_ALONE: Final = re.compile(rf"\s*[,;.–—]\s+(?:please\s+)?(?={ORDER})", re.I)
#: What leads a value of the order behind a reason: "except the | standup |", ", at | Nandos |", "to | next friday |", "and | bread |".
LED: Final = re.compile(
    rf"(?:(?P<but>\s*,?\s+{wording.EXCEPT_WORDS}\s+(?:for\s+)?)|(?P<comma>\s*[,;–—-]\s+(?:(?:at|in|on|by|from|for)\s+)?)|(?P<to>\s+to\s+)|(?P<and>\s+and\s+))"
    r"(?:(?:the|my|our)\s+)?$",
    re.I,
)
#: What is to be told goes on behind its time, and a question asks of all its words.
TO_TELL: Final = re.compile(
    r"\b(?:tell|text|e-?mail|message|let|ask|to say|explain|remember|note|hope|think|know|check|mean|if|whether|when|while|unless"
    r"|where|what|what['’]?s|whats|who|which|how|why)\b",
    re.I,
)
#: Before a time that is told of there is nothing yet that could be wanted: "on Friday I'm away".
NOTHING_YET: Final = re.compile(
    r"\W*(?:(?:and|so|oh|ok|okay|right|well|then|also|but|on|at|in|for|by|from|the|this|next|remind me|hey|hi|please|just|my|yes|no)\b\W*)*",
    re.I,
)
#: "the week she's away", "every day I'm there": which one it is.
WHICH: Final = re.compile(r"(?:.*\s)?(?:the|every|each|all|any|first|last|those)\s+(?:[^\W\d]+)?", re.I | re.S)
#: An hour that is no sure time of a sentence by itself: "to 4", "about 7".
HOUR: Final = re.compile(r"\b(?:at|to|till|until|about|around|by)\s+\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?\b", re.I)
#: "right so …", "right football on Saturday"; one's right knee is right.
RIGHT: Final = re.compile(
    rf"\W*(?:(?:ok(?:ay)?|oh|well)\W+)?right(?:\s+so)?\s+(?!(?:{wording.SIDED}|then|now|away|to|of|or|and|on|at|turn|angle|hook|after|before|up|down|here|there"
    r"|i|that|this|it|ok|okay|well|person|people|one|thing|time|way)\b)(?=\w)",
    re.I,
)
#: "remind me when I get in about half two to": a time is what is left of it.
ONCE_IN: Final = re.compile(
    r"(?P<lead>\b(?:remind|ping|nudge|tell)\s+me\s+)(?:when|once|as soon as|after)\s+i(?:['’]?m|\s+am|\s+get|\s+come|['’]?ve got)\s+(?:back\s+)?(?:in|home|up|back|there|off|out"
    r"|done|to\s+(?:the\s+)?\w+)(?:\s+from\s+(?:the\s+)?\w+(?:\s+(?!at\b)\w+)?)?\s*,?\s+(?P<time>[^,;]*?)(?=\s*,?\s+to\s)",
    re.I,
)
#: "at | like | 7", "friday, | say 4": what is said before an hour that need not be kept to.
SOME_HOUR: Final = (
    r"(?:\d{1,2}(?:[:.]?\d\d)?(?:\s?(?:[ap]m|ish|o['’]?clock))?(?![\w:.]*\d)|half\b|quarter\b|noon\b|midday\b|"
    + "|".join(rf"{hour}\b" for hour in (*wording.CARDINALS, "eleven", "twelve"))
    + ")"
)
SAY: Final = re.compile(
    rf"(?P<at>\b(?:at|by|around|about|till?|until|before|after)\s+)(?:like|say|maybe|roughly|idk|um+|uh+|er+m?)\s*,?\s+(?={SOME_HOUR})",
    re.I,
)
SAY_BARE: Final = re.compile(
    rf"\s*,?\s+(?:like|say|maybe)\s*,?\s+(?={SOME_HOUR}(?:\s*[,.!]|\s+(?:to|for|with|at|in|on)\b|\s*$))", re.I
)
#: "remind me tonight at 7 | when im home | to": that is then.
WHEN_IN: Final = re.compile(
    r"(?P<lead>\b(?:remind|ping|nudge|tell)\s+me\b(?P<time>[^,;]*?\b(?:\d|half|quarter|noon)[^,;]*?))\s*,?\s+(?:when|once|as soon as|cos|because)\s+"
    r"i(?:['’]?m|\s+am|['’]?ll be|\s+will be|\s+get|\s+come|['’]?ve got)\s+(?:back\s+)?(?:in|home|up|back|there|off|out|done|free|at (?:home|work))(?=\s*,?\s+(?:to|about)\s)",
    re.I,
)
#: "kunles driving test | is on | the 23rd | stick me a reminder in the evening before to …".
REMINDER_OF_IT: Final = re.compile(
    r"\W*(?P<thing>(?!(?:there|it|that|this|he|she|what|when|if)\b)\S[^,;?]*?)(?:['’]s|\s+is|\s+are)\s+(?:on\s+|at\s+|in\s+)?(?P<when>(?:the\s+)?\S[^;?]*?)\W+"
    r"(?:(?:so|and|can you|could you|please|pls|just|then)\s+)*(?:remind me|(?:stick|set|put|give|pop|add|make|i need|need)\s+(?:me\s+)?(?:in\s+)?a reminder(?:\s+in)?)\s+"
    r"(?:for\s+|on\s+)?(?P<before>(?:the|an|a)\s+(?:\w+\s+)?(?:evening|night|day|morning|week|hour|afternoon)\s+before|(?:\d+|two|three|four|half an)\s+\w+\s+before)"
    r"(?:\s+(?:it|that))?\s+(?P<to>to\s+\S.*)",
    re.I,
)
#: "| kevs | coming round": somebody is, and what; "bens drumming lesson" is Ben's.
DOING: Final = re.compile(
    r"(?<![\w'’])(?P<name>[^\W\d_]{2,})s(?=\s+(?:coming|going|staying|stopping|visiting|popping|picking|dropping|collecting|bringing|taking|driving|"
    r"arriving|leaving|flying|having|working|cooking|playing|moving|calling|helping|away|here|off|back|home|in|out|ill|sick|free|busy|not)\b)",
    re.I,
)
#: "… at 7.30 and | before that | dinner at 5.30", "and drinks | before | at 8"; "the night before at 8" is a time.
HOUR_SAID: Final = rf"(?:at|around)\s+(?:\d|half|quarter|noon|{'|'.join(wording.CARDINALS)})"
BEFORE_THAT: Final = re.compile(
    rf"(?<=\s)(?P<and>and|then)\s+(?:before|after)(?:\s+that|hand|wards?)\b\s*,?\s+(?=\w.*\b{HOUR_SAID})"
    rf"|^(?P<and_too>\W*(?:and|plus|then)\s+(?!the\b)(?:[\w'’]+\s+){{1,3}}?)(?<!day )(?<!night )(?<!week )(?<!evening )(?<!morning )(?<!hour )(?<!hours )"
    rf"(?<!minutes )(?:before|after|beforehand|afterwards?)\s+(?={HOUR_SAID})",
    re.I,
)
#: "Comfort wants me to bake for the sale on 26 november, so | remind me on the 24th to buy flour": what one is asked for is why.
ASKED_OF_ME: Final = re.compile(
    r"(?P<story>\W*(?:[\w'’]+\s+){1,4}?(?:wants?|needs?|asked|expects?|told|got|has asked|have asked|would like)\s+(?:me|us)\s+to\s.*\w)\W+so\s+"
    r"(?:(?:can you|could you|please|just)\s+)*(?P<order>(?P<lead>remind me\s+(?:(?:on|by)\s+)?(?:the\s+)?)(?P<rest>(?!.*\b(?:before|after|then|that|same|it|them|him|her|there)\b).*\bto\s+\w.*))",
    re.I,
)
#: "26 november", "november 26th" in the story, and a day without a month in the order.
STORY_MONTH: Final = re.compile(
    rf"(?<!from )(?<!of )(?<!since )(?<!dated )\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<behind>{wording.MONTH})|(?P<before>{wording.MONTH})\s+(?P<after>\d{{1,2}}))",
    re.I,
)
BARE_DAY: Final = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?{wording.MONTH})", re.I)
#: "… for the zoo trip so remind me about that the night before".
ABOUT_THAT: Final = re.compile(
    r"(?P<story>.*\w)\W+so\s+(?:(?:can you|could you|please|just)\s+)*remind me (?:about|of) (?:that|this|it)\b\s*(?P<when>.*?)[\s.!]*",
    re.I,
)
THE: Final = re.compile(
    r"^(?:(?:the|a|an|my|our|his|her|their|for|to|of|about|has|have|got|is|on|at|so|and)\s+)+", re.I
)
#: "Note to self: ask Margaret".
TO_SELF: Final = re.compile(r"\W*(?:note|memo|message) to (?:self|myself|me)\b\W*(?:to\s+)?(?=\w)", re.I)
#: "and the microchip one too, the breeder has done it".
TOO: Final = re.compile(
    r"(?P<said>\W*(?:(?:oh|and|also|plus)\W+)+[^,;.]*\b(?:too|as well))\s*[,;–—-]\s*(?:(?:the|my|our|his|her|their)\s+)?[\w'’]+\s+(?:has|have|had|is|are|was"
    r"|were|did|does|got|will)\b[^,;?]*",
    re.I,
)


def without_asides(text: str, tagger: Tagger) -> str:
    """The sentence with a comma before what is told of somebody behind its time ("skip yoga on Friday, I'm away"), and without why it is wanted
    ("cos we've got the game"), and with what the person begins to speak ("right so"). The tagger says where a reason is over."""
    said = RIGHT.sub("", text, count=1) if RIGHT.match(text) else text
    said = TO_SELF.sub("Note: ", said, count=1) if TO_SELF.match(said) else said
    if too := TOO.fullmatch(said):
        said = too["said"]
    said = with_plain_hours(without_what_is_asked(said))
    once = ONCE_IN.search(said)
    if once and read_time(once["time"], ANY_TIME):
        said = said[: once.end("lead")] + said[once.start("time") :]
    return without_beside_time(without_reason(with_commas(in_a_row(said)), tagger), tagger)


def with_plain_hours(text: str) -> str:
    """The sentence without "like" and "say" before an hour, and without when one is home beside the hour."""
    said = SAY.sub(r"\g<at>", text)
    if bare := SAY_BARE.search(said):
        days = {end for _, end in find_times(said[: bare.start()])}
        said = f"{said[: bare.start()]} at {said[bare.end() :]}" if bare.start() in days else said
    return WHEN_IN.sub(r"\g<lead>", said, count=1)


def with_apostrophes(text: str, people: Callable[[str], Collection[str]]) -> str:
    """ "kevs coming round" is "kev's coming round" where the calendar knows a Kev, and nobody called Kevs."""

    def read(found: re.Match[str]) -> str:
        known = people(found["name"])
        plain = known and not any(found[0].casefold() in person.casefold().split() for person in known)
        return f"{found['name']}'s" if plain else found[0]

    return DOING.sub(read, text)


def with_thing_told(text: str, is_known: Callable[[str], object]) -> str:
    """ "remind me the evening before the test to bring the keys" for "the test is on the 23rd, stick me a reminder in the evening before to …";
    "cadi needs wellies for the zoo trip so remind me about that the night before": that is what the story ends or begins with, where something
    is called so; the sentence as it is where nothing is."""
    told = REMINDER_OF_IT.fullmatch(text)
    if told and read_time(told["when"], ANY_TIME) and is_known(THE.sub("", told["thing"])):
        return f"remind me {told['before']} {told['thing']} {told['to']}"
    found = ABOUT_THAT.fullmatch(text)
    words = found["story"].split() if found else []
    tried = (part for n in range(4, 0, -1) for part in (words[-n:], words[:n]) if len(part) == n)
    things = (THE.sub("", " ".join(part)) for part in tried)
    thing = next((name for name in things if name and not find_times(f"on {name}") and is_known(name)), None)
    if found is None or thing is None:
        return text
    when = found["when"]
    return f"remind me {when} the {thing}" if when.endswith("before") else f"remind me about the {thing} {when}".strip()


def without_what_is_asked(text: str) -> str:
    """ "remind me on the 24th november to buy flour" for "Comfort wants me to bake for the sale on 26 november, so remind me on the 24th to buy flour":
    in the month of the story where that is before what the story is about."""
    asked = ASKED_OF_ME.fullmatch(text)
    if asked is None:
        return text
    month, day = STORY_MONTH.search(asked["story"]), BARE_DAY.match(asked["rest"])
    if month is None or day is None or int(re.sub(r"\D", "", day[0])) > int(month["day"] or month["after"]):
        return asked["order"]
    return f"{asked['lead']}{day[0]} {month['behind'] or month['before']}{asked['rest'][day.end() :]}"


def in_a_row(text: str) -> str:
    """ "theatre at 7.30 and before that dinner at 5.30", "and drinks before at 8": where each has its hour, what comes before says no more."""
    found = BEFORE_THAT.search(text)
    if found is None or (found["and"] and not re.search(rf"\b{HOUR_SAID}", text[: found.start()], re.I)):
        return text
    led = found["and_too"] or f"{found['and']} "
    return f"{text[: found.start()]}{led}{text[found.end() :]}"


def value_behind(text: str, begin: int, end: int, tagger: Tagger) -> int:
    """Where behind a reason (its words from `begin` to `end` are sure) what leads a further value of the order before it stands: an exception, a
    time or a place behind a comma, what it does not say yet behind "to", a thing of a list that is named only there. Else where the text ends."""
    order, *_ = tagger.tag(text).commands
    said = {slot.name for slot in order.slots if slot.end <= begin}
    later = [slot for slot in order.in_order if slot.start >= end]
    for slot in later:
        led = LED.search(text, end - 1, slot.start)
        if led is None or CLAUSE.match(text, slot.end):
            continue
        goes_on = {
            "but": slot.name == EXCLUDED,
            "comma": slot.name in PLACES.union(ABOUT_TIME),
            "to": slot.name in {"summary", "new_when", "list", "new_list"} - said,
            "and": slot.name == "summary" and "list" in {s.name for s in later} - said,
        }
        if goes_on[str(led.lastgroup)]:
            return led.start()
    return len(text)


def without_reason(text: str, tagger: Tagger) -> str:
    """The sentence without its reason, up to where an order or a value of the order goes on; whole where it is what somebody is to be told."""
    why = REASON.search(text)
    if why is None or not text[: why.start()].strip() or TO_TELL.search(text, 0, why.start()) or '"' in text:
        return text
    orders = (found.start() for words in (GOES_ON, ORDER_ALONE) if (found := words.search(text, why.end())))
    return text[: why.start()] + text[min((*orders, value_behind(text, why.start(), why.end(), tagger))) :]


def without_beside_time(text: str, tagger: Tagger) -> str:
    """The sentence without what is told right behind a time of it; what goes on behind an "and" or a comma stays, and an exception."""
    told = BESIDE_TIME.search(text)
    before = text[: told.start()] if told else ""
    if (
        told is None
        or '"' in text
        or TO_TELL.search(before)
        or len(before) not in {end for _, end in find_times(before)}
    ):
        return text
    return before + text[min(told.end(), value_behind(text, told.start(), told.start() + 1, tagger)) :]


def with_commas(text: str) -> str:
    """The sentence with a comma behind a time, where a clause of somebody follows; without that clause, where "and then pick her up" does."""
    for start, end in sorted({*find_times(text), *(hour.span() for hour in HOUR.finditer(text))}):
        clause = CLAUSE.match(text, end)
        if clause is None or NOTHING_YET.fullmatch(text, 0, start) or TO_TELL.search(text, 0, start):
            continue
        if WHICH.fullmatch(text, 0, end):
            continue
        on = GOES_ON.search(text, clause.end())
        goes = on and not on["so"] and not find_times(text[clause.end() : on.start()])
        return text[:end] + (text[on.start() :] if on and goes else f", {text[clause.end() :]}")
    return text
