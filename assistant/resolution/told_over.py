"""What is told as done of an event that is over: "rehearsal done!" ticks off no Rehearsal clothes."""

from collections.abc import Sequence

from assistant.commands import Command, Number
from assistant.plan import Clarification, ask
from assistant.resolution.asking import CHOICES, each_of
from assistant.resolution.bearing import at_an_end
from assistant.resolution.context import Context, Target
from assistant.resolution.matching import content, words_of
from assistant.resolution.verbs_done import begun_by
from models.rows import Event


def without_told_over(commands: Sequence[Command], context: Context) -> list[Command]:
    """ "closing done! | remind me to call Ana": what is told of today's closing is no order."""
    kept = [c for c in commands if over_today(c, context) is None or is_called(c, context)]
    return kept or list(commands)


def ask_if_done(command: Command, targets: Sequence[Target], context: Context) -> Clarification | None:
    """Whether a task is done, too, of which only the words say so that an event of today bears."""
    over = over_today(command, context)
    if over is None or begun_by(command, targets) or is_called(command, context):
        return None
    rows = [target.row for target in targets[:CHOICES]]
    return ask(f"“{over.summary}” is over. Or is this done?", each_of(command, rows, context))


def over_today(command: Command, context: Context) -> Event | None:
    """The event of today whose name begins or ends with what is told as done, where it has begun."""
    selector = command.selector
    told = command.operation == "complete" and selector.number is Number.ONE and len(selector.names) == 1
    if not told or selector.list_name or selector.whens or selector.kind:
        return None
    said = content(selector.names[0])
    begun = (o.row for o in context.queries.event_occurrences(context.midnight, context.now))
    over = (row for row in begun if isinstance(row, Event) and at_an_end(said, content(row.summary)))
    return next((row for row in over if not is_deed_there(content(row.summary), context)), None)


def is_deed_there(event: Sequence[str], context: Context) -> bool:
    """A task is what is done there, and not what is named by it: Clean the gutters, of Gutters, and not Gutters bill."""
    return any(words_of(title)[0] not in event for title in context.index("task").titles(event))


def is_called(command: Command, context: Context) -> bool:
    """A task bears just that name."""
    index, said = context.index("task"), content(command.selector.names[0])
    return any(content(title) == said for title in index.titles(words_of(command.selector.names[0])))
