"""Hours as they are dictated: "five to ten" is five minutes to ten, or, of a shift and what else takes hours, from five to ten."""

import dataclasses
import re
from datetime import timedelta
from typing import Final

from assistant import wording
from assistant.commands import Command, with_values
from assistant.phrasing import say_time
from assistant.plan import Question
from assistant.resolution.clocks_abroad import with_clock_there
from assistant.resolution.context import Context
from assistant.resolution.creation import Creation
from assistant.resolution.halves import hour_hint
from assistant.resolution.readings import at_reading
from assistant.temporal.lexicon import DIGITS, TEENS
from assistant.temporal.values import Purpose

#: Minutes that are hours as well; twenty is none, and a quarter no number.
SPAN: Final = re.compile(
    rf"\b(?:five|ten) (?:to|till) (?:{'|'.join([*DIGITS.values(), TEENS[10], TEENS[11], TEENS[12]])})\b", re.I
)
#: An hour is led to by these, and a span by "from".
LEADS: Final = re.compile(rf"(?:\b(?:at|by|before|after|around|about|just|past|from|{wording.UNTIL_WHEN})|@)\s*$", re.I)
#: What lasts for hours, so that two hours beside it are its beginning and its end.
LONG: Final = wording.pattern(
    "shifts?", "work(?:ing)?", "lates?", "earl(?:y|ies)", "dut(?:y|ies)", "on call", "cover(?:ing)?", "rota", "placements?", "clinicals?", "baby ?sit(?:ting)?",
    "volunteer(?:ing)?", "open(?:ing)? (?:day|house|evening)", "markets?", "f[eê]tes?", "fairs?", "festivals?", "stalls?", "car boots?", "jumble sale", "practice",
    "training", "rehearsals?", "camps?", "part(?:y|ies)", "bbq", "barbecue", "workshops?", "courses?", "conferences?", "exhibitions?", "tournaments?", "receptions?",
    "play ?dates?", "club", "study(?:ing)?", "revision", "after ?school",
)  # fmt: skip
LONGEST: Final = timedelta(hours=8)


def span_said(command: Command) -> str | None:
    """ "five to ten", of a new event, where nothing before it says that it is an hour; None else."""
    if command.frame != ("create", "event"):
        return None
    found = next((s for when in command.values.when if (s := SPAN.search(when))), None)
    at = command.text.find(found[0]) if found else -1
    return found[0] if found and at >= 0 and not LEADS.search(command.text[:at]) else None


def in_hours(command: Command) -> Command:
    """ "closing shift on Tuesday five to ten": from five to ten; what takes no hours is at five to ten."""
    said = span_said(command)
    return as_span(command, said) if said and LONG.search(command.text) else command


def as_span(command: Command, said: str) -> Command:
    """The command from the one hour to the other."""
    whens = tuple(when.replace(said, f"from {said}") for when in command.values.when)
    return with_values(command, when=whens)


def with_other_hours(made: Creation, command: Command, context: Context) -> Creation:
    """What is made, and beside it the other reading of "five to ten", or of "at 9 in Madrid" (policy 21)."""
    made = with_clock_there(made, command, context)
    spanned = next((when for when in command.values.when if re.search(rf"from {SPAN.pattern}", when, re.I)), None)
    plain = tuple(re.sub(rf"from (?={SPAN.pattern})", "", when, flags=re.I) for when in command.values.when)
    said = span_said(with_values(command, when=plain))
    if said is None or command.values.recurrence:
        return made
    other = with_values(command, when=plain) if spanned else as_span(command, said)
    reading = context.read_time(" ".join(other.values.when), Purpose.CREATE, hour_hint(command.text))
    if reading is None or reading.start is None or (reading.end and reading.end - reading.start > LONGEST):
        return made
    until = f" to {say_time(reading.end)}" if reading.end else ""
    choice = at_reading(with_values(command, when=plain), " ".join(plain), reading, context)
    choice = dataclasses.replace(choice, label=f"{say_time(reading.start)}{until}")
    asked = made.question or Question("")
    text = f"{asked.text} Or {'from' if until else 'at'} {choice.label}?".strip()
    return dataclasses.replace(made, question=Question(text, (*asked.choices, choice)))
