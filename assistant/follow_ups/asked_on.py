"""What is asked on after an answer about several times: when all of them are over ("when will she be finished"), and what there is in the next week or
month ("and next?", after this one)."""

import dataclasses
import re
from typing import Final

from assistant.commands import Command, Number, with_selector
from assistant.conversation import Turn
from assistant.follow_ups import cues
from assistant.follow_ups.next_periods import PERIODS, step
from assistant.follow_ups.questions import FURTHER, at_time
from assistant.temporal.reading import read_time

#: "when will she be finished", "when does it all stop", "what date is he through with it".
WHEN_OVER: Final = cues.led(
    r"(?:when|what (?:date|day))(?:['’]?s|['’]?ll| is| are| will| does| do| am)?(?: (?:she|he|it|they|that|those|these|i|we|all of (?:it|them|that|those)|the (?:whole|last) (?:thing|lot)|(?:my |our |the )?\w+))?"
    r"(?: (?:all|finally))*(?: be)?(?: all| finally)? (?:finished|finish(?:es)?|done|through|over(?: with)?|ends?|stops?|completed?)(?: (?:with )?(?:it|them|that|those|it all|all that|all of (?:it|them)))?(?: then)?\W*",
    FURTHER,
)
#: "and next?", "next week's too"; "the next one" is another time of one thing.
AND_NEXT: Final = cues.led(r"(?:for )?next\W*", FURTHER)
THIS: Final = re.compile(r"\bthis\b", re.I)


def when_over(turn: Turn) -> Command | None:
    """The last of several times of one thing that were told; None where one was told, or several things."""
    last, conversation = turn.last, turn.conversation
    named = (
        last.selector.names or last.selector.attendees
    )  # else it was found by words that a further question does not repeat
    told = conversation.answered and len(conversation.focus) > 1 and named and not last.selector.past
    one = len({named.partition("\n")[0] for named in conversation.focus}) == 1 or last.asks == "how_many"
    if not (told and one and WHEN_OVER.fullmatch(turn.text)) or last.object != "event":
        return None
    return dataclasses.replace(
        with_selector(last, number=Number.LAST, count=None), asks="when", text="when is the last"
    )


def in_next(turn: Turn) -> Command | None:
    """The question about this week, month or year asked of the next."""
    phrase = " ".join(turn.last.selector.whens)
    asked = read_time(phrase, turn.setting) if THIS.search(phrase) and AND_NEXT.fullmatch(turn.text) else None
    if asked is None or asked.grain not in PERIODS[1:] or asked.time_said:
        return None
    return at_time(turn.last, step(asked.grain, 1, turn.last.selector.whens, turn.setting))
