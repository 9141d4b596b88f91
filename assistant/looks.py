"""Orders to the window: which calendars are shown, and in which colour. No operation does that (policy 22), and nothing is changed."""

import re
from collections.abc import Iterable

from assistant import wording
from assistant.resolution.matching import words_of

IN_SIDE_BAR = (
    "I can't show, hide or colour a calendar by words. In the side bar, the box beside its name shows or hides it, and Change "
    "(the pen beside its name) sets its colour."
)
COLOR = (
    r"(?:(?:light|dark|bright|pale)\s+)?(?:red|green|blue|gold|yellow|orange|purple|violet|pink|teal|brown|gr[ae]y|black|white|cyan|magenta"
    r"|turquoise)"
)
OF_IT = r"(?:(?:the|my|our|all|every|just|only)\s+)*"
#: Each with what is shown or coloured in its first group; after an answer "show only work" is of what was asked about.
SHOWN = (
    rf"(?:show|display)\s+(?:me\s+)?{OF_IT}(?:just|only|nothing but)\s+{OF_IT}(.+?)",
    rf"(?:show|display)\s+(?:me\s+)?{OF_IT}(.+?)\s+(?:only|alone)",
    rf"only\s+(?:show|display)\s+(?:me\s+)?{OF_IT}(.+?)",
)
ORDERS = (
    rf"(?:hide|unhide|toggle|(?:turn|switch)\s+(?:on|off))\s+{OF_IT}(.+?)(?:\s+(?:on|off))?",
    rf"(?:turn|switch)\s+{OF_IT}(.+?)\s+(?:on|off)",
    rf"(?:make|colou?r|mark|turn|set)\s+{OF_IT}(.+?)\s+(?:to\s+|in\s+)?{COLOR}",
    rf"(?:change|set|make|switch)\s+{OF_IT}colou?rs?\s+(?:of|for)\s+{OF_IT}(.+?)(?:\s+(?:to\s+)?{COLOR})?",
    rf"(?:change|set|make|switch)\s+{OF_IT}(.+?)(?:['’]s)?\s+colou?r(?:\s+(?:to\s+)?{COLOR})?",
)
#: "all calendars | but | Work".
BUT = re.compile(rf"\s+(?:except|but|apart from|other than|bar)(?:\s+for)?\s+{OF_IT}", re.I)
CALENDARS = re.compile(r"\s*\bcalendars?$", re.I)
FORMS = tuple(re.compile(rf"{wording.POLITE}{order}(?:\s+(?:please|for now))?\W*", re.I) for order in (*ORDERS, *SHOWN))


def is_of_looks(text: str, names: Iterable[str], asked: bool = False) -> bool:
    """ "hide the work calendar", "make Work green", "show only personal": of calendars, or what one of these names is; "hide the gift", "turn off
    the gym alarm" and "show only meetings with Ana" are not. `asked`: an answer was given before."""
    forms = FORMS[: len(ORDERS)] if asked else FORMS
    found = next((match for form in forms if (match := form.fullmatch(text))), None)
    said = BUT.split(found[1]) if found else []
    bare, known = [CALENDARS.sub("", part) for part in said], {words_of(name) for name in names}
    return bare != said or any(words_of(part) in known for part in bare)
