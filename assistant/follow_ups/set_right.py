"""A sentence that sets itself right: "photo shoot Sunday 13 June 10 am, wait I'm in Perth, make it the 20th". What stands behind such words is said of
the plan that those before them lead to, as if it had been typed after it; it makes no second thing."""

import re
from typing import Final

from assistant import wording
from assistant.asides import HOUR
from assistant.plan import Outcome, Plan
from assistant.temporal.reading import find_times

#: An hour that may be one of any half of the day: "4", "half 8", "noon", "seven".
SOME_HOUR: Final = (
    r"(?:\d{1,2}(?:[:.]?\d\d)?(?:\s?(?:[ap]m|ish|o['’]?clock))?(?![\w:.]*\d)|half\b|quarter\b|noon\b|midday\b|"
    + "|".join(rf"{hour}\b" for hour in (*wording.CARDINALS, "eleven", "twelve"))
    + ")"
)
#: Words that can't well be those of a thing, such as can ("to hold on to the receipts"), and such as also are what somebody is told.
TAKES_BACK: Final = r"nope|nah|naa+h?|scratch that|scrap that|hmm+|u+gh|argh|w?h?oops"
OR_TITLE: Final = r"no+|wait|hang on|hold on|oh"
ALSO_SAID: Final = r"actually|sorry|on second thoughts?"
#: "can only | make it at 8", "she'll probably | make it": what somebody manages.
MANAGES: Final = (
    r"(?:can|could|to|will|would|should|might|may|must|not|\w+n['’]?t|cant|cannot|\w+['’](?:ll|d)|they?ll|youll)"
    r"(?:\s+(?:only|just|probably|maybe|still|also|not|never|always|surely|definitely|actually|hopefully|even)){0,2}\s+make\b"
)
#: What is told between the two is short, says no hour, and is not what can't be done.
REASON: Final = rf"(?:(?!make\b|{MANAGES})[^\W\d][\w'’]*[\s,;.–—-]+){{0,9}}?"
#: "make it 8 | if the train is late".
UNDER: Final = re.compile(r"\b(?:if|when|unless|whether|in case)\b", re.I)
SET_RIGHT: Final = re.compile(
    rf"(?P<said>\S.*?\w)(?P<sign>[\s,;.–—-]+)(?:(?P<back>{TAKES_BACK}|(?P<or_title>{OR_TITLE}))|(?:{ALSO_SAID}))\b[\s,;.!–—-]+{REASON}make (?:it|that) (?:for |at |on )?(?P<new>(?:the )?\S.*)",
    re.I,
)
#: "tell Jo": whatever stands behind it may be what Jo is told.
TELLS: Final = re.compile(r"\b(?:tell|text|e-?mail|message|let|ask|say|write|reply|answer)\b", re.I)
TIME: Final = re.compile(rf"(?:the )?(?:{SOME_HOUR}|\d{{1,2}}(?:st|nd|rd|th)\b|{wording.WEEKDAY}\b)", re.I)


def in_two(text: str) -> tuple[str, str] | None:
    """("photo shoot Sunday 13 June 10 am", "make it the 20th"): what is said, and what it is to be rather; None of other sentences."""
    found = SET_RIGHT.fullmatch(text)
    if found is None or '"' in text or (not found["back"] and TELLS.search(found["said"])):
        return None
    of_title = found["or_title"] and not (found["sign"].strip() or ends_with_time(found["said"]))
    if of_title or UNDER.search(found["new"]):
        return None
    begins = {start for start, _ in find_times(found["new"])}
    timed = TIME.match(found["new"]) or not begins.isdisjoint({0, len("the ")})
    if not timed or not (find_times(found["said"]) or HOUR.search(found["said"])):
        return None
    return found["said"], f"make it {found['new']}"


def ends_with_time(text: str) -> bool:
    """Its last words are a day or an hour: behind them "oh" and "hold on" are no words of a title."""
    return any(end == len(text) for _, end in find_times(text)) or any(
        h.end() == len(text) for h in HOUR.finditer(text)
    )


def same_things(first: Outcome, then: Outcome) -> bool:
    """Both are plans that make so many new things and change none."""
    return isinstance(first, Plan) and isinstance(then, Plan) and made(first) == made(then) > 0


def made(plan: Plan) -> int:
    """How many things a plan makes; none if it changes anything that is there."""
    return 0 if any(effect.before is not None for effect in plan.effects) else len(plan.effects)
