"""Whether a sentence is whole in itself, so that it answers nothing that was asked (policy 24)."""

from assistant.commands import Command
from assistant.conversation import ASKS_OF_IT, Commands, Turn
from assistant.follow_ups import cues
from assistant.follow_ups.choices import scope_of
from assistant.resolution.matching import content, holds, words_of
from assistant.schema import CHANGES


def of_its_own(turn: Turn) -> Commands | None:
    """A question or an order that answers nothing that was asked."""
    whole = is_of_its_own(turn.command, turn.text, turn.last) or orders_with_others(turn)
    return (turn.command,) if whole else None


def orders_with_others(turn: Turn) -> bool:
    """ "and extend Ben till 11:45", where it is asked at which times something with others is: an order of its own about somebody else."""
    question, command = turn.conversation.question, turn.command
    of_times = question is not None and any(map(scope_of, question.choices))
    orders = command.operation in CHANGES and not command.selector.names and cues.says_order(turn.text)
    others = are_others(command.selector.attendees, (*turn.last.names, *turn.last.people))
    return bool(of_times and orders and others and not (cues.ONE.search(turn.text) or cues.POINTS.search(turn.text)))


def told_of_another(turn: Turn) -> Commands | None:
    """ "oh, that's choir. do it 1 to 3", where it is asked when something else is: which of them is "it" is not said, and it is asked again."""
    points = turn.command.operation == "update" and cues.POINTS.search(turn.text)
    return turn.earlier if points and are_others(turn.command.selector.names, turn.last.names) else None


def is_of_its_own(command: Command, text: str, last: Command) -> bool:
    """A question, an order or a statement that answers nothing that was asked about `last`: "what did I finish", "untick the tent", "and cancel
    choir", "the bins are done"."""
    said, before = command.selector.names, last.selector.names
    if command.operation == "read":
        anew = last.operation != "read" and cues.is_whole(text, command.confidence)
        points = ASKS_OF_IT.match(text)  # "that clashes with the dentist, doesn't it"
        return bool(anew or points or cues.ASKS_ITSELF.match(text) or (said and cues.ASKS_WHEN.match(text)))
    if command.operation not in CHANGES or (command.operation == "update" and command.values.is_empty):
        return False
    anew = command.operation in ("delete", "complete") and last.operation in ("create", "update")
    which = command.selector.whens and (said or command.selector.attendees or command.selector.kind)
    if anew and which and cues.ONE.search(text) and cues.says_order(text):  # "and drop the Saturday one with her"
        return True
    comes = command.operation != "update" or last.operation == "create"  # no guest of the one that is to move
    told = (*said, *command.selector.attendees) if comes else said
    if cues.tells_of(text, told):
        anew = command.operation != last.operation in CHANGES
        return anew or are_others(told, (*last.names, *last.people))
    if not said or cues.NOT.match(text):  # "not the dentist, the vet"
        return False
    if command.operation == "complete" != last.operation and not cues.says_only(said, text):  # "deck done"
        return True
    verb = next((word for word in cues.WORD.findall(text.lower()) if word not in cues.LEADS), "")
    parts = " ".join((*said, *command.selector.whens)).lower()
    if verb not in cues.LITTLE and verb not in cues.WORD.findall(parts):
        return True
    if (
        command.operation == "update" and last.operation == "create"
    ):  # "coffee with Zoe pushed to 11", where it is asked when lunch is
        whole = not (cues.says_nothing_else(command, cues.TIME_WORDS.sub(" ", text)) or cues.POINTS.search(text))
        return whole and are_others(said, last.names)
    return command.operation == last.operation == "update" and bool(before) and are_others(said, before)


def are_others(said: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """None of these names, of which there are some, is one of the things named before."""
    return bool(said) and not any(holds(content(a), words_of(b)) for a in said for b in before)
