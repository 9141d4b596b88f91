"""What was just carried out, as a further sentence means it: of another thing, at one time of its series alone, at all of them, or since another day. It
is then taken back, and done so (policy 24)."""

import dataclasses

from assistant.commands import Command
from assistant.conversation import Commands, Conversation, Turn
from assistant.follow_ups.corrections import other_thing
from assistant.follow_ups.more_times import of_more_times
from assistant.follow_ups.revision import since_then
from assistant.follow_ups.second_thoughts import just_once
from assistant.resolution.context import Context
from assistant.temporal.values import Setting


def otherwise_done(
    command: Command, text: str, conversation: Conversation, setting: Setting, context: Context
) -> Commands | None:
    """The commands that are meant in the place of those that were carried out; None where the sentence is about something else."""
    if (other := other_thing(command, text, conversation.done)) is not None:
        return (other,)
    planned = dataclasses.replace(conversation, commands=conversation.done, plan=conversation.just_done)
    turn = Turn(command, text, planned, setting)
    return just_once(turn) or since_then(turn) or of_more_times(text, planned, context)
