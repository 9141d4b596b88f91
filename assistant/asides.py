"""What people say in one breath with what they want, as they do who dictate: why, and of whom. It gets the comma that was left out, or goes."""

import re
from collections.abc import Callable, Collection
from typing import Final

from assistant import wording
from assistant.marks.left_over import SURE_VERBS
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
#: "cos weve got the game", "because it's getting louder"; "because of the rain" is no clause.
REASON: Final = re.compile(
    r"\s*[,;–—-]?\s+['’]?(?:because|cos|coz|cuz|cause)\s+(?:(?:i|we|he|she|they|it|that|there|you)(?:['’]?(?:m|s|ve|re|ll|d))?|the|my|our|his|her|their"
    r"|(?:every|no|some)(?:one|body)|next door|\w+['’]?s|\w+(?=\s+(?:is|are|was|were|has|have|had|can['’]?t|won['’]?t|needs?|wants?|says?|said|got)\b))\s+(?!of\b)\w",
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
    r"\W*(?:(?:ok(?:ay)?|oh|well)\W+)?right(?:\s+so)?\s+(?!(?:then|now|away|to|of|or|and|on|at|side|side's|turn|back|foot|hand|handed|leg|knee|hip|eye"
    r"|ear|arm|elbow|wrist|ankle|shoulder|wing|breast|lung|kidney|thumb|toe|heel|thigh|calf|guard|angle|hook|after|before|up|down|here|there"
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
#: "… for the zoo trip so remind me about that the night before".
ABOUT_THAT: Final = re.compile(
    r"(?P<story>.*\w)\W+so\s+(?:(?:can you|could you|please|just)\s+)*remind me (?:about|of) (?:that|this|it)\b\s*(?P<when>.*?)[\s.!]*",
    re.I,
)
#: "… at 9 every night from the 19th |, that's after the operation |", "| , it's right before my holiday".
WHEN_THAT_IS: Final = re.compile(
    r"\s*[,;–—]\s*(?:(?:and|as|because)\s+)?(?:that|which|it|this)(?:['’]?(?:s|ll be)|\s+(?:is|was|will be))\s+"
    r"(?:(?:just|right|straight|shortly|the|an?|few|two|three|days?|weeks?|months?|nights?|evening|morning)\s+)*(?:after|before)\s+"
    r"(?:the|my|our|his|her|their|i|we|he|she|they|[\w]+['’]s)\b[^,;?\d]*$",
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
#: "| the offsite | is off, | delete | it | and the prep": what goes, told before the order.
IS_OFF: Final = re.compile(
    r"(?P<lead>\W*(?:(?:oh|ok(?:ay)?|so|right|well|and|no)\W+)*)(?P<thing>(?:(?:the|my|our)\s+)?(?:[\w'’&:-]+\s+){0,3}?[\w'’&:-]+?)"
    r"(?:['’]s|\s+is|\s+has(?: been| got)?|\s+was)\s+(?:now\s+)?(?:off|cancel+ed|called off|not happening|scrapped|binned|dead)(?:\s+(?:now|after all|again))?"
    r"\s*[,;.–—-]?\s+(?:(?:so|and|then|please|can you|could you|just)\s+)*(?P<verb>delete|cancel|remove|bin|drop|scrap|axe|take|clear)\s+"
    r"(?:it|that)(?P<rest>\s+(?:and|plus|with|along with|as well as)\s+\S.*)",
    re.I,
)
NOBODY: Final = re.compile(r"(?:it|that|this|he|she|they|there|everything|what|who)", re.I)


def with_thing_off(text: str) -> str:
    """ "delete offsite and the prep" for "offsite is off, delete it and the prep", where more than the one thing goes."""
    off = IS_OFF.fullmatch(text)
    if off is None or NOBODY.fullmatch(off["thing"]) or find_times(off["thing"]):
        return text
    return f"{off['verb']} {off['thing']}{off['rest']}"


#: Of whom such a clause tells.
WHO: Final = (
    r"(?:i|we|he|she|they|you|people|mum|mom|dad|gran|nan|(?:every|no|some)\s?(?:one|body)"
    r"|(?:the|my|our|his|her|their|that|this)\s+[\w'’-]+(?:\s+(?!is\b|are\b)[\w'’-]+)??|(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?(?-i:[A-Z])[\w'’-]+(?:\s+(?-i:[A-Z])[\w'’-]+)?)"
)
NOT: Final = r"(?:can['’]?t|cannot|can not|couldn['’]?t|won['’]?t|wouldn['’]?t|don['’]?t|doesn['’]?t|didn['’]?t)"
SAID: Final = r"(?:says?|said|reckons?|thinks?|insists?|promised|promises|swears?|(?:tells?|told)\s+(?:me|us))"
#: A clause at the end that says why, by what it begins with: these whatever else it says ("or I'll miss it", "only I can't get there by 3") …
PLAIN_WHY: Final = re.compile(
    rf"\s*[,;–—-]?\s+(?:(?:otherwise|or(?:\s+else)?)\s+{WHO}\s?(?:(?:['’]?ll|will|might|shall)\s+(?:only\s+|just\s+)?(?:be\s+(?!free\b)|miss|forget|never|not|have\s+to|end\s+up|lose|get|run|hit)|['’]?(?:m|re)\s+(?:late|stuck|rushing)|won['’]?t|never)"
    rf"|only\s+{WHO}\s+{NOT}|{WHO}\s+{NOT}\s(?=[^,;?!]*\botherwise\W*$)"
    r"|so\s+(?:that\s+)?(?:(?:i|we|he|she|they)(?:['’]?(?:m|s|re)|\s+(?:am|is|are))\s+not\s+(?!on\b|at\b|in\b|free\b|there\b|here\b|around\b|going\b|coming\b"
    r"|doing\b|having\b|seeing\b|able\b|available\b|needed\b)|(?<=[,;–—-] so )(?:i|we|he|she|they)\s+(?:don['’]?t|doesn['’]?t|won['’]?t)\s+(?:have\s+to|need\s+to|miss|forget|get|be)\b"
    r"|(?<=[,;–—-] so )(?:i|we)(?:['’]?ve|\s+have)\s+(?:(?:got|still)\s+)*(?:(?:the|some|enough|plenty of|more)\s+)?time\b))",
    re.I,
)
#: … these where a new time, or a step, was said before ("move it to the 22nd so it's not on Christmas") …
SO_NOT: Final = re.compile(
    rf"\s*[,;–—-]?\s+(?:so|in order)\s+(?:that\s+)?(?:it|that|this|they|these|{WHO})(?:['’]?(?:s|re)\s+not|\s+(?:is|are|do|does|will|wo|ca|can|would|could)(?:n['’]?t|\s?not)"
    rf"|\s+never)\b",
    re.I,
)
#: … these where no other kind of time is said than before, which might be how it shall be ("he never stays past six", "I can't do Thursdays") …
HABIT: Final = re.compile(
    rf"\s*[,;–—-]\s+(?:{WHO}\s+{SAID}\s+)?(?:{WHO}(?:['’]?(?:s|m|re)|\s+(?:is|are|am|was|were))?\s+(?:(?:just|nearly|almost)\s+)?(?:never|always|usually|hardly|rarely|barely|seldom|generally|normally"
    rf"|tends?\s+to|keeps?\s+(?:on\s+)?\w+ing|hates?|loves?|prefers?)\b|{WHO}(?:['’](?:s|re)|\s+(?:is|are))\s+(?:away|busy|off|out|full|shut|closed|booked)\b|{WHO}\s+{NOT}(?!\s+(?:need|want|mean|have\s+to)\b)"
    r"|(?:no\s?one|nobody)\s+\w+s\b)",
    re.I,
)
#: … these of the day that was said …
THAT_IS: Final = re.compile(
    r"\s*[,;–—-]\s+(?:that['’]?s|that is|which is)\s+(?:(?:right|straight|just)\s+)?(?:after|before|during|when|while|the\s+(?:day|week|night|morning|evening)\s+(?:after|before|of))\s",
    re.I,
)
#: … and these where the time that is told was said before: "at 8 instead, he says eight sharp".
SAYS: Final = re.compile(
    rf"\s*[,;–—-]\s+{WHO}\s+{SAID}\b",
    re.I,
)
#: The rest of such a clause, which goes on behind an "and" only with somebody.
REST: Final = re.compile(
    r"(?:(?!\s+(?:and|but|so|then)\s)(?:[^,;?!.]|\.(?=\d))|\s+(?:and|but|so)\s+(?=(?:i|we|he|she|they|it|there)\b)(?!\w+\s+(?:need|want|will|have)\b))*",
    re.I,
)
#: What asks for room, or asks at all: there a clause may say which times will do.
OPEN: Final = re.compile(
    r"\W*(?:(?:and|so|ok|oh)\s+)*(?:what|when|where|who|which|how|why|is|are|am|do|does|did|has|have|was|were|will)(?:['’]?s)?\b|.*\b(?:find|free|slots?|any\s?time|some\s?time|whenever)\b",
    re.I | re.S,
)
#: What somebody is told to be or have between a thing that is off and the order: "no piano this week | , Mrs Gray is poorly | , so cancel it".
ILL: Final = re.compile(
    rf"\s*[,;–—-]\s+{WHO}(?:['’]s|['’]re|\s+(?:is|are|has|have))\s+(?:(?:got|been|come|very|really|still|not|off|gone|a\s+bit)\s+)*(?:poorly|ill|sick|unwell|away|well"
    r"|under|laid|in\s+hospital|on\s+(?:holiday|leave)|broken|hurt|injured|caught|down\s+with|stuck|busy|an?\s+(?:\w+\s+)?(?:cold|bug|fever|migraine|temperature|headache)"
    rf"|(?:the\s+)?flu|covid)\b[^,;?!.]*(?=[,;–—-]?\s+so\s+(?:(?:please|just|can you|could you)\s+)*{ORDER}\s+(?:it|that|this|them)\b)",
    re.I,
)
#: The words of a time: hours, however they are written, and days.
NUMBER: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:[:.]\d\d)?(?:\s?[ap]m)?|{'|'.join(wording.CARDINALS)}|noon|midday|midnight|half|quarter)\b",
    re.I,
)
DAY: Final = re.compile(
    rf"\b(?:{wording.WEEKDAY}|today|tomorrow|tonight|\d{{1,2}}(?:st|nd|rd|th)|{wording.MONTH})", re.I
)
PART: Final = re.compile(r"\b(?:mornings?|afternoons?|evenings?|nights?|early|earlier|later?)\b", re.I)
A_TIME: Final = re.compile(
    rf"{NUMBER.pattern}|{DAY.pattern}|{PART.pattern}|\b(?:days?|weeks?|weekends?|months?)\b", re.I
)
#: Of what repeats it may say when it doesn't.
REPEATS: Final = re.compile(
    r"\b(?:every|each|weekly|daily|fortnightly|monthly|yearly|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b", re.I
)
#: By how much something moves.
STEP: Final = re.compile(
    r"\b(?:back|forward|on|by)\s+(?:by\s+)?(?:an?|one|two|three|\d+)\s+(?:day|week|fortnight|hour|month|minute)s?\b|\b(?:day|week|hour|month|minute)s?\s+(?:later|earlier)\b",
    re.I,
)
#: Where something goes, and how far: "to the 22nd", "a week later".
NEW_TIME: Final = re.compile(
    rf"\b(?:to|till|until|for)\s+(?:the\s+)?(?:next\s+|this\s+)?(?:{A_TIME.pattern})|{STEP.pattern}", re.I
)
LENGTH: Final = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?)\b", re.I)

#: "auntie wants us to bring the cake | so put pick up cake on Saturday": where the order begins, and words of it that are told before.
SO_PUT: Final = re.compile(
    r"(?P<story>[^\W\d_].*?\w)\W+so\s+(?:(?:then|please|just|now|can you|could you|let['’]?s|i['’]ll|we['’]ll|i should|we should)\s+)*"
    r"(?P<order>(?:put|add|pop|stick|pencil in|book|schedule)\s+(?!(?:it|that|this|them|those|these|both|all|one|down|in|on|me|us|him|her|the|my|our)\b)\w.*)",
    re.I | re.S,
)
IT: Final = re.compile(r"\b(?:it|that|this|them|those|these|there)\b", re.I)
ITS_PLACE: Final = re.compile(
    r"\b(?:on|to|onto|in|into)\s+(?:the|my|our)\s+(?:\w+\s+){1,2}?(?:list|calendar|cal|diary)\b", re.I
)


def without_asides(text: str) -> str:
    """The sentence with a comma before what is told of somebody behind its time ("skip yoga on Friday, I'm away"), and without why it is wanted
    ("cos we've got the game"), with what the person begins to speak ("right so"), and when that will be, where its hour is said."""
    said = with_thing_off(RIGHT.sub("", text, count=1) if RIGHT.match(text) else text)
    said = TO_SELF.sub("Note: ", said, count=1) if TO_SELF.match(said) else said
    said = behind_story(said)
    if too := TOO.fullmatch(said):
        said = too["said"]
    said = with_plain_hours(without_when_that_is(said))
    once = ONCE_IN.search(said)
    if once and read_time(once["time"], ANY_TIME):
        said = said[: once.end("lead")] + said[once.start("time") :]
    return without_tail(without_reason(with_commas(in_a_row(said))))


def without_when_that_is(text: str) -> str:
    """The sentence without what its time is told to be after or before, where its hour, or how often, is said."""
    found = WHEN_THAT_IS.search(text)
    if found is None or TO_TELL.search(text, 0, found.start()):
        return text
    times = (read_time(text[begin:end], ANY_TIME) for begin, end in find_times(text[: found.start()]))
    told = any(time and (time.time_said or time.kind == "recurrence") for time in times) or HOUR.search(
        text[: found.start()]
    )
    return text[: found.start()] if told else text


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


def behind_story(text: str) -> str:
    """ "auntie wants us to bring the cake so put pick up cake on Saturday at 11": the order alone, where it is whole without what is told."""
    found = SO_PUT.fullmatch(text) if '"' not in text else None
    if found is None or find_times(found["story"]) or IT.search(found["order"]):
        return text
    return found["order"] if find_times(found["order"]) or ITS_PLACE.search(found["order"]) else text


def in_a_row(text: str) -> str:
    """ "theatre at 7.30 and before that dinner at 5.30", "and drinks before at 8": where each has its hour, what comes before says no more."""
    found = BEFORE_THAT.search(text)
    if found is None or (found["and"] and not re.search(rf"\b{HOUR_SAID}", text[: found.start()], re.I)):
        return text
    led = found["and_too"] or f"{found['and']} "
    return f"{text[: found.start()]}{led}{text[found.end() :]}"


def without_reason(text: str) -> str:
    """The sentence without its reason, up to where an order goes on; whole where the reason is what somebody is to be told."""
    why = REASON.search(text)
    if why is None or not text[: why.start()].strip() or TO_TELL.search(text, 0, why.start()) or '"' in text:
        return text
    on = GOES_ON.search(text, why.end())
    return text[: why.start()] + (text[on.start() :] if on else "")


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


def without_tail(text: str) -> str:
    """The sentence without a clause behind an order that says why, though it may hold an hour, a day or a "not" ("till Monday, they never answer on a
    Wednesday"); an order that goes on behind it stays."""
    if '"' in text or "?" in text or OPEN.match(text):
        return text
    ill = ILL.search(text)
    if ill is not None and text[: ill.start()].strip():
        return text[: ill.start()] + text[ill.end() :]
    for way in (PLAIN_WHY, SO_NOT, THAT_IS, HABIT, SAYS):
        why = way.search(text)
        before = text[: why.start()] if why else ""
        rest = REST.match(text, why.end()) if why else None
        if why is None or rest is None or not before.strip() or TO_TELL.search(before) or NOTHING_YET.fullmatch(before):
            continue
        goes_on = text[rest.end() :]
        if goes_on.strip(" .!") and not (goes_on[0] in ",;.!" or GOES_ON.match(goes_on)):
            continue
        told = why[0] + rest[0]
        if way is PLAIN_WHY or (way is SO_NOT and NEW_TIME.search(before)) or (way is THAT_IS and DAY.search(before)):
            return before + goes_on
        if A_TIME.search(told) and tells_nothing_new(before, told, same=way is SAYS):
            return before + goes_on
    return text


def tells_nothing_new(before: str, told: str, same: bool) -> bool:
    """Before it a day or an hour is said for sure, of one time, and what is told says no other kind of time, or where it has to be the `same` no other one at
    all."""
    hours = {"hour"} if HOUR.search(before) else {"day", "hour"} if STEP.search(before) else set[str]()
    said = hours | {kind for start, end in find_times(before) for kind in kinds_of(before[start:end])}
    if not said or REPEATS.search(before) or (LENGTH.search(told) and not LENGTH.search(before)):
        return False
    if same:
        return times_in(told) <= times_in(before)
    return ("hour" in said or not (NUMBER.search(told) or PART.search(told))) and (
        "day" in said or not DAY.search(told)
    )


def kinds_of(phrase: str) -> set[str]:
    """Whether a time phrase says a day, an hour or both; neither of a week, which is open."""
    read = None if re.search(r"(?:week(?:end)?|month|year)s?$", phrase, re.I) else read_time(phrase, ANY_TIME)
    return {kind for kind, is_said in (("day", read and read.day_said), ("hour", read and read.time_said)) if is_said}


def times_in(text: str) -> set[str]:
    """The days and hours of some words, each in one way of writing."""
    numbers = (found[0].casefold() for found in NUMBER.finditer(text))
    return {str(wording.CARDINALS.get(number, number)) for number in numbers} | {
        found[0].casefold() for found in DAY.finditer(text)
    }
