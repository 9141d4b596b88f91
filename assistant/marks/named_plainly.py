"""Sentences that were taken for nothing, though what they name is there: "cancel both locum days in Wodonga", "how many matches have the u10s got";
and what is told to leave at an hour, which is new where nothing is called so: "the bus leaves at three from St Matthew's"."""

import re
from typing import Final

from assistant import wording
from assistant.marks.recognition import CANCELLING, guessed
from assistant.nouns import is_kind_word
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.resolution.naming import TO_DO
from assistant.tagging import TaggedCommand, Tagging, marking
from assistant.temporal.expressions import Point
from assistant.temporal.reading import find_times, values_of
from models.queries import Queries

#: "cancel | both | locum days in Wodonga".
HOW_MANY_OF: Final = re.compile(
    r"(?P<number>both|all|every|(?:the\s+)?(?:next|last|first)(?:\s+(?:two|three))?)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?",
    re.I,
)
#: "how many matches have the u10s got before easter".
HAVE: Final = re.compile(
    r"\W*how many (?P<what>[\w'’-]+(?: [\w'’-]+)?) (?:have|has|had|do|does|did) (?:(?:the|my|our) )?(?P<who>(?!(?:i|we|you|they|he|she|it)\b)[\w'’-]+(?: [\w'’-]+)?)"
    r" (?:got|have|left)\b(?: (?:left|planned|coming up|on))?\s*(?P<when>[^?]*?)\W*",
    re.I,
)
#: "The bus leaves at | three that day | from | St Matthew's |".
LEAVES: Final = re.compile(
    rf"\W*(?:and\s+)?{wording.THE}(?P<what>[\w'’-]+(?: [\w'’-]+)?) (?:leaves|departs|sets off|goes|sails) (?:(?:at|on)\s+)?(?P<when>[^?]*?)"
    r"(?:\s+from\s+(?:the\s+)?(?P<place>[^?,]*?\w))?[\s.!]*",
    re.I,
)
#: "van insurance runs out | 14th april", and no reminder of that.
RUNS_OUT: Final = re.compile(
    rf"\W*{wording.THE}(?P<what>(?!(?:remind|note|if|when|tell|my|the)\b)(?:(?!(?:is|are|that|when|if|until|before)\b)[\w'’&-]+\s+){{1,4}}?"
    r"(?:runs? out|expires?|lapses?|ends|comes? to an end))\s+(?:on\s+|at\s+)?(?:the\s+)?(?P<when>[^?]*?)[\s.!]*",
    re.I,
)
#: "renew passport", "use boots voucher", before when it ends; a work visa and a phone plan are things, which no verb begins.
DEED: Final = re.compile(
    r"(?!(?:work|book|call|phone|file|post|water|print|check|plan|update|walk|text|email|message|drop|paint|iron|find)\b)"
    rf"{TO_DO.pattern}",
    re.I,
)
#: "no | teaching | on Labour Day", of which the day alone was marked; "no more", "no time" and "no need" name nothing.
NO_THING: Final = re.compile(
    r"\W*(?:(?:so|and|there['’]?s|there is|there will be)\s+)*no\s+(?P<name>(?!(?:more|longer|time|need|one|idea|way|other|meetings?|plans?)\b)[^\W\d_]{3,})\s+"
    r"(?:(?:on|for|in)\s+(?:the\s+)?)?$",
    re.I,
)
THAT_DAY: Final = re.compile(r"\s+(?:on\s+)?(?:that|the same) day$", re.I)


def with_plain_name(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging of a sentence that was taken for nothing by what it plainly names, of which the person is asked."""
    command, events = tagging.commands[0], indexes.named("event", queries)
    if len(tagging.commands) > 1:
        return tagging
    if command.operation in ("none", "update") or command.frame == ("create", "task"):
        ending = running_out(tagging.text, command, events)
        tagging = Tagging(tagging.text, (ending,)) if ending else tagging
    command = tagging.commands[0]
    if command.frame == ("delete", "event") and (denied := denied_thing(tagging.text, command)):
        return tagging.with_commands((denied,))
    ways = (cancelling, counting, leaving) if command.operation == "none" else ()
    return next((Tagging(tagging.text, (made,)) for way in ways if (made := way(tagging.text, events))), tagging)


def denied_thing(text: str, command: TaggedCommand) -> TaggedCommand | None:
    """ "no teaching on Labour Day": what there is none of then, of which all goes, and never the day itself."""
    when = command.slots[0] if len(command.slots) == 1 and command.slots[0].name == "when" else None
    found = NO_THING.fullmatch(text, command.start, when.start) if when else None
    if when is None or found is None or is_kind_word(found["name"], "event"):
        return None
    return command.with_slots((*marking(text, when.confidence, ("summary", *found.span("name"))), when))


def cancelling(text: str, events: NameIndex) -> TaggedCommand | None:
    """ "cancel both locum days in Wodonga on the 24th": all words between verb and time are those of something that is there."""
    verb = CANCELLING.match(text)
    if verb is None:
        return None
    number = HOW_MANY_OF.match(text, verb.end())
    begin, last = number.end() if number else verb.end(), len(text.rstrip(" .!"))
    time = next((span for span in find_times(text[:last]) if span[0] > begin and span[1] == last), None)
    end = len(re.sub(r"\s+(?:(?:on|at|in|for)\s+)?(?:the\s+)?$", "", text[: time[0]])) if time else last
    if len(text[begin:end].split()) < 2 or not events.candidates(text[begin:end]):
        return None
    spans = [("quantity", *number.span("number"))] if number else []
    spans += [("summary", begin, end), *([("when", *time)] if time else [])]
    return guessed(text, "delete", "event", *spans)


def counting(text: str, events: NameIndex) -> TaggedCommand | None:
    """ "how many matches have the u10s got": what is called by both words."""
    found = HAVE.fullmatch(text)
    if (
        found is None
        or not events.candidates(f"{found['who']} {found['what']}")
        or (found["when"] and not values_of(found["when"]))
    ):
        return None
    spans = [("summary", *found.span("what")), ("attendee", *found.span("who"))]
    spans += [("when", *found.span("when"))] if found["when"] else []
    return guessed(text, "read", "event", *spans, asks="how_many")


def leaving(text: str, events: NameIndex) -> TaggedCommand | None:
    """ "the bus leaves at three that day from St Matthew's": what leaves at an hour, where nothing is called so yet."""
    found = LEAVES.fullmatch(text)
    if found is None or events.candidates(found["what"]):
        return None
    if not any(isinstance(value, Point) and value.clock for value in values_of(THAT_DAY.sub("", found["when"]))):
        return None
    spans = [
        (name, *found.span(part))
        for name, part in (("summary", "what"), ("when", "when"), ("location", "place"))
        if found[part]
    ]
    return guessed(text, "create", "event", *spans)


def running_out(text: str, command: TaggedCommand, events: NameIndex) -> TaggedCommand | None:
    """ "van insurance runs out 14th april": no deadline of a task, but what is so on that day, where nothing of that name could end then;
    "renew passport it expires 14th april" is to be done by then, as it was taken."""
    found = RUNS_OUT.fullmatch(text)
    what = re.sub(r"\s+\w+$", "", found["what"]) if found else ""
    if found is None or events.candidates(re.sub(r"\s+(?:runs?|comes? to an)$", "", what)):
        return None
    if not any(isinstance(value, Point) and value.day and not value.clock for value in values_of(found["when"])):
        return None
    spans = (("summary", *found.span("what")), ("when", *found.span("when")))
    if DEED.match(found["what"]):
        return None if command.frame == ("create", "task") else guessed(text, "create", "task", *spans)
    return guessed(text, "create", "event", *spans)
