"""The plan that stays on the table beside a question, or beside words that nothing was found for (policy 24)."""

from assistant.commands import Command
from assistant.conversation import Conversation
from assistant.follow_ups.revision import follows


def beside_question(command: Command, text: str, conversation: Conversation) -> Conversation:
    """ "make it 4 then" after "am I free at 4?", asked of a plan: the conversation with that plan, if the answer named nothing else, or
    what was to go beside it was not found."""
    aside, question = conversation.aside, conversation.question
    changes = command.operation == "update" and not command.values.is_empty and follows(command.selector, text)
    if aside is None or not changes or conversation.plan is not None:
        return conversation
    if conversation.answered and [*conversation.focus] == [*aside.focus]:
        return aside
    last = conversation.commands[-1:]
    goes = any(one.operation in ("delete", "complete") for one in last) and last != aside.commands[-1:]
    return aside if goes and question is not None and not question.choices else conversation
