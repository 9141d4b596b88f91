"""The plan that stays on the table beside a question, or beside words that nothing was found for (policy 24)."""

from assistant.commands import Command, Number, Selector
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.lists import MORE_ITEMS
from assistant.follow_ups.revision import follows


def beside_question(command: Command, text: str, conversation: Conversation) -> Conversation:
    """ "make it 4 then" after "am I free at 4?", asked of a plan: the conversation with that plan, if the answer named nothing else, or
    what was to go beside it was not found."""
    aside, question = conversation.aside, conversation.question
    if aside is not None and adds_to(aside.commands, command, text, conversation):
        return aside
    changes = command.operation == "update" and not command.values.is_empty and follows(command.selector, text)
    if aside is None or not changes or conversation.plan is not None:
        return conversation
    last = conversation.commands[-1:]
    looked = aside.plan is not None and (len(conversation.focus) != 1 or asks_of_period(last))
    if conversation.answered and (looked or [*conversation.focus] == [*aside.focus]):
        return aside
    goes = any(one.operation in ("delete", "complete") for one in last) and last != aside.commands[-1:]
    return aside if goes and question is not None and not question.choices else conversation


def adds_to(planned: tuple[Command, ...], command: Command, text: str, conversation: Conversation) -> bool:
    """ "and tablets" after "what else is on it", of a list to which a plan adds: one thing more of that plan."""
    last, asked = planned[-1:], conversation.commands[-1:]
    if not (last and asked and conversation.answered and command.operation == "create" and MORE_ITEMS.match(text)):
        return False
    name, of = last[0].values.list_name, asked[0].selector
    same = name is not None and (of.referent is not None or (of.list_name or "").casefold() == name.casefold())
    return last[0].operation == "create" and same and command.values.has_only("names", "list_name")


def asks_of_period(commands: tuple[Command, ...]) -> bool:
    """ "what else is on Friday": whatever is there, it is not what "it" means."""
    asked = commands[-1].selector if commands else Selector()
    named = asked.names or asked.attendees or asked.ordinal or asked.number is not Number.ONE
    return bool(asked.whens or (commands and cues.AS_PLANNED.search(commands[-1].text))) and not named
