"""Words that confirm the plan on the table, in whatever words: "lovely, yes, go on", "yes, all of them", "yes, delete it" (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.choices import of_all_offered
from assistant.plan import Plan

#: "oh yes please, | …".
YES_AND = rf"(?=\W*(?:{cues.NICELY}\b\W*)*{cues.CONFIRMS}\b)\W*(?:(?:{cues.CONFIRMS}|{cues.NICELY})\b\W*)+"
#: "yes, all of them": of what is planned, which is all of it.
ALL_OF_IT = r"(?:all(?: (?:\d+|two|three|four|five|six))?(?: of)?(?: (?:them|it|those|these|that))?|(?P<both>both(?: of (?:them|those|these))?)|every(?:thing| (?:single )?one(?: of (?:them|those|these))?)?|the (?:whole|entire) (?:series|thing|lot)|the (?:lot|series))"
YES_ALL = re.compile(rf"{YES_AND}{ALL_OF_IT}{cues.END}", re.I)
#: "yes, delete it": which operation is confirmed so.
YES_DO = re.compile(
    rf"{YES_AND}(?:(?:and|just)\W+)*"
    r"(?:(?P<delete>(?:delete|cancel|remove|scrap|bin|drop|axe|clear) (?:it|that|this|them)(?: all)?|take (?:it|that|them) (?:off|out))"
    r"|(?P<create>(?:book|add|save|schedule|put) (?:it|that|them)(?: (?:in|on|down))?|(?:put|pop) (?:it|that|them) (?:in|on|down))"
    r"|(?P<update>(?:move|change|shift|update) (?:it|that|them)(?: all)?)|(?P<complete>tick (?:it|that|them)(?: all)?(?: off)?))"
    rf"{cues.END}",
    re.I,
)
#: "save it", of what is planned.
BOOKS_IT = cues.led(rf"(?:save|book|schedule|confirm) (?:it|that|them)(?: in)?{cues.END}")


def agrees(text: str, conversation: Conversation, plan: Plan) -> bool:
    """ "yes that'll do"; "save it", "yes, delete it", "yes, all of them", of a plan that does so, and of all of it."""
    if cues.YES.fullmatch(text):
        return True
    if BOOKS_IT.fullmatch(text):
        return all(effect.after is not None for effect in plan.effects)
    if said := YES_DO.fullmatch(text):
        return {command.operation for command in conversation.commands} == {said.lastgroup}
    every = YES_ALL.fullmatch(text)
    more = plan.question is not None and of_all_offered(plan.question)
    return every is not None and not more and (every["both"] is None or len(plan.effects) == 2)
