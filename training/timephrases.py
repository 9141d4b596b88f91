"""Times as patterns: "Friday at 3pm" is "{weekday} at {clock}", so another time of the same form can stand in its place.

A pattern's class is the lexicon that lists it (``when_weekday_clock.txt``, ``duration_plain.txt``…); a phrase whose pattern no
lexicon lists keeps its words and gets other numbers and names only.
"""

import random
import re

from training.lexicon import Lexicon

#: Beginnings of the names of the lexicons that are classes of time phrases.
CLASSES = ("when_", "duration_", "recurrence_", "alarm_", "shift_")

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
UNIT = r"(?:minute|min|hour|hr|day|week|month|year)"

#: Name of an atom and what it looks like, tried in this order; each name is a lexicon too.
ATOMS = (
    ("clock", rf"(?:half|quarter|ten|twenty|five|a quarter) (?:past|to|after|till) {HOUR}\b(?: ?[ap]m\b)?"),
    ("clock", r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.m\.|[ap]m\b)"),
    ("clock", r"\b\d{1,2}[:.]\d\d\b"),
    ("clock", rf"\b{HOUR} ?o'?clock\b"),
    ("weekdays", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"),
    ("ordinal", r"\b\d{1,2}(?:st|nd|rd|th)\b"),
    ("date_number", r"\b\d{1,2}/\d{1,2}\b"),
    ("weekday", rf"\b{WEEKDAY}\b"),
    ("month", rf"\b{MONTH}\b"),
    ("year", r"\b20\d\d\b"),
    ("units", rf"\b{UNIT}s\b"),
    ("number", r"\b\d{1,3}\b"),
    ("count", r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty)\b"),
)
#: A day that no month has.
NO_DAY = re.compile(rf"\b({MONTH}) (?:3[2-9]|[4-9]\d|\d{{3}})\b", re.IGNORECASE)
ATOM = re.compile("|".join(f"(?P<a{n}>{form})" for n, (_, form) in enumerate(ATOMS)), re.IGNORECASE)


def abstract(phrase: str) -> str:
    """The pattern of a time phrase in lower case, its atoms as ``{places}``."""
    return ATOM.sub(lambda found: "{" + ATOMS[int(str(found.lastgroup)[1:])][0] + "}", phrase.lower())


class TimePhrases:
    """Draws times that can stand where a written one stands."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.classes: dict[str, list[str]] = {}
        for name, lines in lexicon.lines.items():
            if name.startswith(CLASSES):
                for line in lines:
                    self.classes.setdefault(line.lower(), []).append(name)

    def classify(self, phrase: str, prefix: str) -> str | None:
        """The class of a phrase among those whose name begins with `prefix`; None for a form that no lexicon lists."""
        names = [name for name in self.classes.get(abstract(phrase), ()) if name.startswith(prefix)]
        return names[0] if names else None

    def vary(self, phrase: str, rng: random.Random) -> str:
        """The same words with other hours, days, months and numbers."""
        return with_days(self.lexicon.fill(abstract(phrase), rng), rng)

    def draw(self, name: str, rng: random.Random) -> str:
        """A phrase of a class."""
        return with_days(self.lexicon.draw(name, rng), rng)


def with_days(phrase: str, rng: random.Random) -> str:
    """The phrase with a day that its month has."""
    return NO_DAY.sub(lambda found: f"{found[1]} {rng.randint(1, 28)}", phrase)
