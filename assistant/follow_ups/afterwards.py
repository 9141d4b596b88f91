"""What a further time says after something was carried out: that one too, or not then (policy 24)."""

from assistant.commands import Command, Selector, with_selector
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME, with_said
from assistant.temporal.reading import find_times, read_time


def then_too(command: Command, last: Command, text: str) -> Command | None:
    """ "and Thursday", "nor the 25th", after Tuesday's swimming was cancelled, or got another hour: that too."""
    nor, before = cues.NOR.match(text), last.selector.whens
    whens = command.selector.whens or (command.values.when if nor else ())
    bare = command.selector == Selector(whens=command.selector.whens)
    fragment = bare and (nor or command.operation in ("read", "delete")) and "?" not in text
    if not (fragment and whens and before and (nor or cues.ALSO.match(text))):
        return None
    new = read_time(" ".join(last.values.when), ANY_TIME) if last.values.when else None
    hour = last.operation == "update" and new is not None and new.time_said and not new.day_said and not nor
    if last.operation != "delete" and not hour:
        return None
    return with_selector(last, whens=with_said(whens, before), picked=())


def not_then(command: Command, last: Command, text: str) -> Command | None:
    """ "not the 4th of May", after a new series was made: that day of it goes, and nothing else of that day."""
    whens, names = tuple(text[start:end] for start, end in find_times(text))[:1], last.values.names[:1]
    made = (last.operation, last.object) == ("create", "event") and last.values.recurrence and names
    if not (made and whens and cues.NOT.match(text)) or command.selector.names:
        return None
    return Command("delete", "event", selector=Selector(names=names, whens=whens), text=text)
