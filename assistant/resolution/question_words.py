"""Words of a question that mean other things than they say: deadlines are tasks, who lands takes a flight, who works has a calendar for it."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Number, Referent, Selector, with_selector, without_words
from assistant.resolution.calendars import WORK, as_shifts, called
from assistant.resolution.clashes import CLASH, asks_for_clashes
from assistant.resolution.coming_and_going import NOBODY
from assistant.resolution.context import Context
from assistant.resolution.deeds import as_deed_of
from assistant.resolution.extent import is_boundless
from assistant.resolution.free_hours import FREE_FOR, MANY_DAYS
from assistant.resolution.kinds import BIRTHDAY
from assistant.resolution.matching import EMPTY, WORD, content, stem, words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.saying import HOW_OFTEN
from assistant.resolution.whereabouts import TITLES, as_whereabouts
from assistant.temporal.reading import values_of

#: "when did I last | get a haircut |": what was done is no part of the name.
DONE = re.compile(
    r"^(?:do|did|have|had|get|got|go to|went to|be at|attend|see|play|take|took)\s+(?:(?:an?|my|the)\s+)?(?=\w)", re.I
)
#: "when do I | land | in London", "what time do we leave for Rome".
TRAVELLING = re.compile(
    r"\b(?:i|we|he|she|they)\s+(?:\w+\s+)?(?:land|arrive|touch down|fly|flying|take off|depart)\b", re.I
)
FLYING = re.compile(r"\b(?:i|we)\s+(?:fly|flying)\b(?: (?:out|off|there|(home|back)))?(?: (?:on|in|next))?\W*$", re.I)
#: "when do I get back from London".
RETURNING = re.compile(r"\b(?:i|we|he|she|they)\s+(?:get|come|fly|be|am|are)?\s*(?:back|home|return)\b", re.I)
JOURNEYS = ("flight", "train", "ferry", "coach", "bus")
WORKING = re.compile(
    r"\b(?:am|are|do|will|did|was|were)\s+(?:i|we)\s+(?:(?:\w+\s+)?work(?:ing)?\b|(?:knock|clock)(?:ing)?\s+(?:off|on|in)\b|(?:get|getting)\s+off\s+work\b)",
    re.I,
)
#: "who do I have to call", "who is opening tomorrow", "how many times do I swim": the word for what is done may be in a title.
WHOM = re.compile(
    r"^\W*whom? (?:do|should|must) (?:i|we) (?:still )?(?:(?:have|need|want|ought) to )?(call|phone|ring|e?mail|text|write|message|ask|pay|thank)\b",
    re.I,
)
HOW_FREE = re.compile(
    rf"\bhow (?:{FREE_FOR}|many (?:mornings|afternoons|evenings|nights|days|weekends)\b(?: \w+){{0,4}} free\b)", re.I
)
SINCE = re.compile(r"\bsince (?:i|we|my|our|the|last)\b", re.I)
WHO_DOES = re.compile(
    r"^\W*who(?:['’]?s| is| are) (?!(?:coming|going|joining|attending|being)\b)([a-z]{3,}ing)\b", re.I
)
#: "how many times have I | been to pt", "when do I | jog": what is done, of which no slot says anything.
DEED = re.compile(
    r"^\W*(?:(?:and|so)\s+)?(?:(?P<counts>how (?:many (?:more )?times|often))|(?P<when>when|what (?:time|days?))|(?=(?:did|have|had)\b))\s*"
    r"(?:do|did|will|have|had|am|are|was|were)\s+(?:i|we)\s+(?P<deed>\S.*)",
    re.I,
)
#: "when is | Carlson Heating coming |": of what, where no slot says it.
THING = re.compile(
    rf"^\W*(?:(?:and|so)\s+)?(?:when|what (?:time|days?))\s+(?:is|are|was|does|do|did|will)\s+{wording.THE}(?P<deed>\S.*)",
    re.I,
)
#: Of these no thing is called.
NO_THING = re.compile(
    r"^\W*(?:he|she|it|they|this|that|these|those|you|there|every(?:one|body)|any(?:one|body)|some(?:one|body))\b", re.I
)
#: What is asked where such words name what is meant; when one climbs is not when one is free.
DEEDS_ASKED = ("when", "how_many", "exists", "free")
#: A name is of at most so many words.
LONGEST = 3
#: Words of a question about what is done that name nothing of it.
NO_DEED = frozenset(
    ["i", "we", "me", "us", "to", "a", "an", "the", "my", "our", "any", "some", "anything", "something", "it", "that", "this", "there", "be", "been", "being", "go", "going", "gone", "went", "do",
     "doing", "done", "have", "had", "having", "has", "got", "get", "getting", "see", "seen", "seeing", "meet", "met", "meeting", "attend", "attended", "attending", "visit", "visited", "visiting", "take", "taken", "need", "want", "should", "supposed",
     "next", "last", "first", "ever", "still", "again", "usually", "normally", "actually", "already", "yet", "also", "now", "then", "since", "at", "on", "in", "for", "with", "of", "from", "by", "before", "after", "until", "and", "or", "so", "far", "all",
     "both", "either", "up", "out", "off", "over", "back", "away", "home", "here", "free", "busy", "available", "open", "booked", "booking", "planned", "scheduled", "due", "left", "late", "early", "else", "more", "coming", "come", "start", "starting", "begin", "end", "ending",
     "finish", "finishing", "knock", "clock", "leave", "leaving", "arrive", "arriving", "land", "landing", "fly", "flying", "travel", "travelling", "traveling", "work", "working", "worked", "double", "clash", "clashing", "overlap", "overlapping", "conflict", "time", "times", "day", "days", "week",
     "weekend", "month", "year", "morning", "afternoon", "evening", "night", "today", "tomorrow", "yesterday", "tonight", "please", "spend", "spent", "talk", "talked", "speak", "spoke", "spoken", "moved", "move", "cancel", "cancelled", "changed", "change", "add", "added", "missed", "miss", "everything", "room", "space", "slot", "slots", "gap", "gaps", "break", "nothing"]
)  # fmt: skip

#: "which | dogs | am I | boarding": what is done says which things; these verbs say nothing of them.
DOING = re.compile(
    r"(?:\b(?:which|what|how many) (?P<sort>(?:\w+ ){1,2}))?\b(?:am|are) (?:i|we) (?:(?:still|also|currently) )?"
    r"(?P<verb>(?!(?:meet|see|do|hav|go|gett|com|be|work|plann|miss|attend)ing\b)[a-z]{3,}ing)\b",
    re.I,
)
#: "how many times is | the vet | coming".
VISITS = re.compile(
    rf"{HOW_OFTEN} (?:is|are|does|do|will|has|have) {wording.THE}([\w'’-]+)\b.*?\b(?:com(?:es?|ing)|here|there|in|over|on|visit(?:s|ing)?|work(?:s|ing)?|got)\b",
    re.I,
)
#: Titles by which somebody is not there.
NO_VISIT = re.compile(rf"{TITLES['off'].pattern}|{BIRTHDAY.pattern}", re.I)
#: "does that | clash with anything".
CLASHES_WITH_ANY = re.compile(
    rf"\b(?:does|do|did|will|would|is|are)(?:n['’]?t)? (?:that|this|it|they|these|those)\b(?: \w+)? {CLASH.pattern}(?: w(?:/|ith)?)? (?:any|some)(?:thing|one|body)\b",
    re.I,
)
#: Feasts that are of several days, where it is asked what is on then.
FEAST_DAYS = dict.fromkeys(("christmas", "xmas"), "from Christmas Eve to Boxing Day") | {
    "easter": "from Good Friday to Easter Monday"
}
FEAST = re.compile(
    rf"(?P<over>(?:over|during)\s+)?(?:the\s+)?(?P<name>{'|'.join(FEAST_DAYS)})(?P<rest> weekend| break)?", re.I
)


def reworded(command: Command, context: Context) -> Command:
    """The question as it is meant."""
    ways = (as_held, as_feast, as_free, as_since, as_clash, as_due, as_done, as_journey, at_work, as_visits)
    for meant in (*ways, as_deed_of, as_doing, as_gathering, as_sort, as_whereabouts, as_unheard):
        command = meant(command, context)
    return command


def as_held(command: Command, context: Context) -> Command:
    """ "where do I pick up the keys", taken for a task, where none is called so, but an event is: that one."""
    selector = command.selector
    asked = command.object == "task" and command.asks in ("when", "where", "who", "how_long")
    name = selector.names[0] if asked and len(selector.names) == 1 else None
    held = name and context.index("event").candidates(name) and not context.index("task").candidates(name)
    return dataclasses.replace(command, object="event") if held else command


def as_feast(command: Command, context: Context) -> Command:
    """ "what am I doing at Easter", "anything on over Christmas": of all its days, of Easter from Good Friday to Easter Monday."""
    whens = command.selector.whens
    feast = FEAST.fullmatch(whens[0]) if len(whens) == 1 else None
    if not feast or command.object != "event":
        return command
    if not (feast["over"] or feast["rest"] or re.search(rf"\b(?:at|for) {re.escape(whens[0])}", command.text)):
        return command
    return with_selector(command, whens=(FEAST_DAYS[feast["name"].lower()],))


def as_free(command: Command, context: Context) -> Command:
    """ "how long am I free on Friday", "how many evenings are free next week": about free time, and no event's length or number."""
    asked = HOW_FREE.search(command.text) if command.object == "event" and command.operation == "read" else None
    free = asked and command.asks in ("how_long", "how_many", "what") and not command.selector.names
    return dataclasses.replace(command, asks="free") if free else command


def as_since(command: Command, context: Context) -> Command:
    """ "how long is it since I saw Hannah", "since the dentist": the last time that lies behind."""
    selector = command.selector
    since = command.asks in ("how_long", "how_many") and SINCE.search(command.text) and not selector.whens
    named = selector.names or selector.attendees
    return with_selector(command, past=True, number=Number.LAST) if since and named and not selector.past else command


def as_clash(command: Command, context: Context) -> Command:
    """ "am I double booked", of which no time is said: in the weeks to come, and the answer says so; "does that clash with anything": of what was
    talked of."""
    selector, asked = command.selector, command.asks in ("exists", "what", "how_many")
    if context.focus and asked and CLASHES_WITH_ANY.search(command.text) and selector.kind in (None, "event"):
        bare = Selector(kind=selector.kind, number=selector.number, referent=selector.referent)
        return (
            with_selector(command, kind=None, number=Number.ONE, referent=Referent.THEM)
            if selector == bare
            else command
        )
    whenever = command.object == "event" and not (selector.whens or selector.referent or selector.past)
    if not (asked and whenever and asks_for_clashes(command) and is_boundless(selector)) or context.focus:
        return command
    return with_selector(command, whens=(MANY_DAYS,))


def as_due(command: Command, context: Context) -> Command:
    """ "any deadlines next week": tasks that are due then, where no event is called so."""
    if context.index("event").words.get("deadline"):
        return command
    return tasks_due(command) or command


def tasks_due(command: Command) -> Command | None:
    """A question about deadlines as one about tasks; None of others."""
    selector = command.selector
    named = {word for name in selector.names for word in words_of(name)}
    if command.object != "event" or not wording.DEADLINES.search(command.text) or not named <= {"deadline"}:
        return None
    if selector.attendees or selector.places:
        return None
    number = selector.number if selector.number in (Number.NEXT, Number.FIRST, Number.LAST) else Number.ALL
    due = with_selector(command, names=(), kind="task", number=number, plural=False)
    return dataclasses.replace(due, object="task")


def as_done(command: Command, context: Context) -> Command:
    """ "when did I last get a haircut", taken for a task that none is called by: the last of what is in the calendar."""
    selector = command.selector
    # "when did I last | do a | night shift |"
    said = [name for name in selector.names if not EMPTY.issuperset(words_of(DONE.sub("", name)))]
    if not (selector.past and selector.number is Number.LAST and len(said) == 1):
        return command
    if command.object == "task" and context.index("task").candidates(said[0]):
        return command
    names = (DONE.sub("", said[0]),)
    return dataclasses.replace(with_selector(command, names=names, status=None), object="event")


def as_visits(command: Command, context: Context) -> Command:
    """ "how many times is Marta in this month", "how often does the vet come", where things bear the name: those, and none to which she is only
    invited."""
    selector, index, said = command.selector, context.index("event"), VISITS.search(command.text)
    marked = (*selector.attendees, *selector.places)
    if said is None or selector.names or NOBODY.fullmatch(said[1]) or len(marked) > 1:
        return command
    who = marked[0] if marked else said[1]
    name, bare = set(content(who)), with_selector(command, attendees=(), places=())
    if name.isdisjoint(words_of(said[1])):
        return command
    if titles := sorted(t for t in index.titles(name) if name <= {*words_of(t)} and not NO_VISIT.search(t)):
        return with_selector(bare, names=tuple(titles))
    if marked:
        return command
    return with_selector(command, attendees=(who,)) if index.people(who) else with_selector(command, names=(who,))


def as_journey(command: Command, context: Context) -> Command:
    """ "when do I land in London": the flight there, where one stands in the calendar, rather than what is held there; "when do I fly out": the
    next one."""
    selector, index = command.selector, context.index("event")
    if command.object != "event" or command.asks != "when" or selector.names or len(selector.places) > 1:
        return command
    flies = FLYING.search(without_words(command.text, *selector.whens))
    if flies and with_selector(command, whens=()).selector.is_empty:
        homeward = flies[1] and f"flight {flies[1]}"
        flight = homeward if homeward and index.nearness(homeward) == 0 else "flight"
        return with_selector(command, names=(flight,), number=Number.NEXT) if index.candidates(flight) else command
    if not selector.places:
        return command
    ways = [f"to {selector.places[0]}"] if TRAVELLING.search(command.text) else []
    ways = ["home", "back"] if RETURNING.search(command.text) else ways
    names = (f"{journey} {way}" for way in ways for journey in JOURNEYS)
    name = next((name for name in names if (found := index.nearness(name)) is not None and found < 3), None)
    return with_selector(command, names=(name,), places=()) if name else command


def as_doing(command: Command, context: Context) -> Command:
    """ "who is opening tomorrow", "who do I have to call", where something is called so: that."""
    deed = WHOM.search(command.text)
    said = deed or WHO_DOES.match(command.text)
    verb = said[1].lower() if said and is_unnamed(command) else ""
    word = word_for(verb, context.index(command.object)) if verb else None
    asks = "what" if deed else command.asks
    return dataclasses.replace(with_selector(command, names=(word,)), asks=asks) if word else command


def is_unnamed(command: Command) -> bool:
    """Neither a name, nor a person, nor a place is said."""
    selector = command.selector
    return not (selector.names or selector.attendees or selector.places)


def word_for(verb: str, index: NameIndex) -> str | None:
    """How things are called of what is done: "swim", of Swim club, "swimming" of Swimming; None where nothing is called so."""
    (word,) = words_of(verb)[:1] or ("",)
    if word in index.words:
        return word
    return next((w for w in index.words if stem(w) == stem(word) or re.fullmatch(rf"{re.escape(word)}\w*ing", w)), None)


def as_unheard(command: Command, context: Context) -> Command:
    """ "how many times have I | been to pt |", "when do I | jog |", of which no slot says what: of that, and where nothing is called so there is none,
    but never all that there is."""
    selector, text = command.selector, without_words(command.text, *command.selector.whens)
    deed, thing = DEED.match(text), THING.match(text) if command.asks == "when" else None
    said = deed or (thing if thing and not NO_THING.match(thing["deed"]) else None)
    told = selector.list_name or selector.referent or selector.picked or selector.kind not in (None, "event")
    if said is None or command.asks not in DEEDS_ASKED or told or not is_unnamed(command):
        return command
    words = [word for word in WORD.findall(said["deed"].lower()) if word not in NO_DEED and word not in wording.HEARD]
    if not words or len(words) > LONGEST or any(map(values_of, words)):
        return command
    index, held = context.index("event"), context.index("task") if command.object == "task" else None
    known = [word for word in words if word_for(word, index)] if deed else begun_so(words, index)
    if (command.asks == "free" and not known) or (held and any(word_for(word, held) for word in words)):
        return command
    if not (deed or known) and context.focus:  # "when is everything ready", of what was talked of
        return command
    name = " ".join((word_for(word, index) or word) if deed else word for word in known or words)
    asks = "when" if command.asks == "free" else command.asks
    return dataclasses.replace(with_selector(command, names=(name,), status=None), object="event", asks=asks)


def begun_so(words: list[str], index: NameIndex) -> list[str]:
    """The most of these words, from the first on, that something may be called by: "roadmap review", of "roadmap review ready"."""
    return next((words[:n] for n in range(len(words), 0, -1) if index.candidates(" ".join(words[:n]))), [])


def as_gathering(command: Command, context: Context) -> Command:
    """ "when do the coaches meet", where a Coaches meeting is in the calendar: that, and nobody who is called so."""
    selector, people = command.selector, command.selector.attendees
    if (
        len(people) != 1
        or selector.names
        or not re.search(rf"{re.escape(people[0])}\s+(?:\w+\s+)?meets?\b", command.text, re.I)
    ):
        return command
    who = set(content(people[0]))
    titles = [t for t in context.index("event").titles(who) if {*words_of(t)} - who <= {"meeting"}]
    return with_selector(command, names=tuple(sorted(titles)), attendees=()) if titles else command


def as_sort(command: Command, context: Context) -> Command:
    """ "which dogs am I boarding this month", "am I grooming anyone on Friday", where titles begin so, Boarding Luna, Groom Coco: those."""
    selector, said, index = command.selector, DOING.search(command.text), context.index("event")
    if said is None or command.object != "event" or selector.attendees or selector.places:
        return command
    sort, verb = (said["sort"] or "").strip(), said["verb"].lower()
    if any(name != sort or index.candidates(name) for name in selector.names):
        return command
    titles = (words_of(index.rows[id_].summary) for id_ in index.like(verb))
    if all(stem(title[0]) != stem(verb) for title in titles if title):
        return command
    behind = words_of(without_words(command.text[said.end() :], *selector.whens))[:1]  # "am I walking | Tank |"
    name = " ".join((verb, *(word for word in behind if word in index.words)))
    asks = "what" if command.asks == "who" else command.asks
    return dataclasses.replace(with_selector(command, names=(name,), kind=None, plural=False), asks=asks)


def at_work(command: Command, context: Context) -> Command:
    """ "am I working on Saturday", where a calendar is called Work: what is on that one; else the shifts, where there are any."""
    selector = command.selector
    if command.object != "event" or selector.names or selector.list_name or not WORKING.search(command.text):
        return command
    if known := called(WORK, "event", context):
        return with_selector(command, list_name=known.name)
    shifts = as_shifts(WORK, context)
    return with_selector(command, names=(shifts,), attendees=()) if shifts else command
