"""Moves by a length ("an hour later") and lead times of alarms ("10 minutes before")."""

from collections.abc import Mapping
from datetime import time
from fractions import Fraction
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from assistant.temporal.chart import Rule
from assistant.temporal.expressions import Clock, Length
from assistant.temporal.lengths import length_of

#: What direction words say: (sign, whether the end alone moves). Back, push and later go forward in time; forward, up and earlier
#: go back (policy 15).
DIRECTIONS: Final = {
    (1, False): "later|back|after|late|out|further|further out|on|afterwards|down",
    (-1, False): "earlier|forward|forwards|up|sooner|before|early|ahead|prior|closer|backward|backwards",
    (1, True): "longer|more|extra|additional|long",
    (-1, True): "shorter|less|fewer|off",
}
#: When "the evening before" is (policy 6).
EVES: Final = {time(9): "morning", time(14): "afternoon", time(19): "evening", time(20): "night"}
NOON: Final = time(12)
LEXICONS: Final[Mapping[str, Mapping[Any, str]]] = {"direction": DIRECTIONS, "eve": EVES}

ONE: Final = Fraction(1)
#: What "a bit" moves by.
QUARTER_HOUR: Final = Fraction(15)
NOTHING: Final = Length(relativedelta(), "minute")

SHIFTS: Final = (
    Rule(
        "by-length", "shift", "(by|for|just|only)? <length>",
        lambda n: (n, None),
        {"30 minutes": "PT30M +?", "by a week": "P7D +?"},
    ),
    Rule(
        "length-direction", "shift", "(by|to|just|only)? <length> <direction>",
        lambda n, d: (n, d),
        {"an hour later": "PT1H +", "15 min earlier": "PT15M -", "half an hour longer": "PT30M + end"},
    ),
    Rule(
        "direction-length", "shift", "to? <direction> (by|for|another)? <length>",
        lambda d, n: (n, d),
        {"back 30 minutes": "PT30M +", "forward an hour": "PT1H -", "shorter by ten minutes": "PT10M - end"},
    ),
    Rule(
        "signed-length", "shift", "(+|plus) <length>",
        lambda n: (n, (1, False)),
        {"+30 min": "PT30M +"},
    ),
    Rule("minus-length", "shift", "(-|minus) <length>", lambda n: (n, (-1, False)), {"-30 min": "PT30M -"}),
    Rule(
        "extra-length", "shift", "(by|for)? (another|(an|a|another)? (extra|additional|further)) <length>",
        lambda n: (n, (1, True)),
        {"an extra 15 minutes": "PT15M + end", "for another 30 minutes": "PT30M + end"}, cost=-1,
    ),
    Rule(
        "extra-length-direction", "shift", "(by|for)? (another|(an|a)? (extra|additional|further)) <length> <direction>",
        lambda n, d: (n, d),
        {"an extra 15 minutes later": "PT15M +"}, cost=-2,
    ),
    Rule("another-unit", "shift", "(by|for)? (another|an extra|an additional|a further) <stretch>", lambda u: (length_of(ONE, u), (1, True)), cost=-1),
    Rule(
        "n-more", "shift", "(by|for)? <number> (more|extra|additional|further) <stretch>",
        lambda n, u: (length_of(n, u), (1, True)) if n < 10000 else None,
        {"30 more minutes": "PT30M + end", "one more night": "P1D + end"}, cost=-1,
    ),
    Rule("stretch", "stretch", "<unit>", lambda u: u),
    Rule("stretch-night", "stretch", "night|nights", lambda: "day"),
    Rule(
        "bit-direction", "shift", "(a bit|a little|a little bit|a tad|slightly|a touch) <direction>",
        lambda d: (length_of(QUARTER_HOUR, "minute"), d),
        {"a bit later": "PT15M +", "slightly longer": "PT15M + end"}, cost=-1,
    ),
    Rule("night-direction", "shift", "(one|a|an)? night <direction>", lambda d: (length_of(ONE, "day"), d)),
    Rule("unit-direction", "shift", "(one|a|an|another|(an|a) (extra|additional|further))? <period> <direction>", lambda u, d: (length_of(ONE, u), d), cost=1),
)  # fmt: skip

#: What is asked for is a length: a unit alone is one of it.
ASKED: Final = (
    Rule("asked", "lengthasked", "(for|by|about|just|only|to|of)? <length> long?", lambda n: n),
    Rule(
        "unit-asked", "lengthasked", "(for|by|about|just|only|to|of)? (the|one|an|a)? full? <period> -? long?",
        lambda u: length_of(ONE, u), cost=1,
    ),
    Rule("all-day-asked", "lengthasked", "(for)? (all|the whole|the full|the entire) <period> long?", lambda u: length_of(ONE, u)),
)  # fmt: skip


def hour_of_day(clock: Clock, late: bool) -> time:
    """The hour of "the day before at 5", in the half of the day that policy 5 says; of an evening in the second."""
    return time(clock.hour + 12 * (clock.bare and clock.hour < (12 if late else 7)), clock.minute)


LEADS: Final = (
    Rule(
        "lead", "leadtime", "(at least|about|around|exactly|with)? <length> <leading>? ((the|my|its)? <event>)?",
        lambda n, *_: n,
        {"10 minutes before": "PT10M", "an hour ahead": "PT1H", "15 min": "PT15M", "two days in advance": "P2D"},
    ),
    Rule(
        "unit-before", "leadtime", "(the|a|one)? (<period>) <leading> ((the|my|its)? <event>)?",
        lambda u, *_: length_of(ONE, u),
        {"the day before": "P1D"},
    ),
    Rule(
        "night-before", "leadtime", "(the|on the)? <eve> <leading> ((the|my|its)? <event>)?",
        lambda at, *_: at,
        {"the night before": "PT12H", "the evening before": "PT13H", "the morning before": "PT23H"},
    ),
    Rule(
        "day-before-at", "leadtime", "(the|a|one)? (day|<eve>) <leading> at (<clock>|<wholehour>)",
        lambda eve, _, clock: hour_of_day(clock, eve is not None and eve > NOON),
        {"the day before at 5": "PT15H", "the evening before at 9": "PT11H"},
    ),
    Rule(
        "at-time", "leadtime",
        "((at|right at|on) (the|its)? (time|time of event|time of the event|start|start time|beginning|moment|start of the event)|"
        "(when|as soon as) (it|the event|the meeting) (starts|begins|is due)|on time|on the dot|immediately|then|at due time|when due|at that time|at that moment)",
        lambda: NOTHING,
        {"at the time": "PT0S", "when it starts": "PT0S"},
    ),
)  # fmt: skip
