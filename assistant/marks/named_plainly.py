"""What a sentence plainly names is meant, though it was taken for nothing ("cancel both locum days in Wodonga"), or for the day of it ("no teaching on
Labour Day")."""

import re
from typing import Final

from assistant.marks.recognition import CANCELLING, guessed
from assistant.nouns import is_kind_word
from assistant.resolution.name_index import Indexes, NameIndex
from assistant.tagging import TaggedCommand, Tagging, marking
from assistant.temporal.reading import find_times
from models.queries import Queries

#: "cancel | both | locum days in Wodonga".
HOW_MANY_OF: Final = re.compile(
    r"(?P<number>both|all|every|(?:the\s+)?(?:next|last|first)(?:\s+(?:two|three))?)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?",
    re.I,
)
#: "no | teaching | on Labour Day", of which the day alone was marked; "no more", "no time" and "no need" name nothing.
NO_THING: Final = re.compile(
    r"\W*(?:(?:so|and|there['’]?s|there is|there will be)\s+)*no\s+(?P<name>(?!(?:more|longer|time|need|one|idea|way|other|meetings?|plans?)\b)[^\W\d_]{3,})\s+"
    r"(?:(?:on|for|in)\s+(?:the\s+)?)?$",
    re.I,
)


def with_plain_name(tagging: Tagging, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging of a sentence that was taken for nothing by what it plainly names, of which the person is asked."""
    command, events = tagging.commands[0], indexes.named("event", queries)
    if len(tagging.commands) > 1:
        return tagging
    if command.frame == ("delete", "event") and (denied := denied_thing(tagging.text, command)):
        return tagging.with_commands((denied,))
    made = cancelling(tagging.text, events) if command.operation == "none" else None
    return Tagging(tagging.text, (made,)) if made else tagging


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
