"""Slot swaps: which other value can stand where a written one stands, so that the sentence stays one that people say.

The class of the written value and the words beside it choose the lexicon: after "remind me to" another thing to do, after "at"
another place, "3 to 5pm" for another range of hours. A value that no rule knows keeps its words.
"""

import dataclasses
import random
import re

from training.bank import Frame
from training.lexicon import Lexicon
from training.timephrases import TimePhrases

#: Labels whose values are time phrases, and how the names of their lexicons begin.
TIMES = {
    "when": "when_",
    "new_when": "when_",
    "duration": "duration_",
    "new_duration": "duration_",
    "recurrence": "recurrence_",
    "new_recurrence": "recurrence_",
    "alarm": "alarm_",
    "new_alarm": "alarm_",
    "shift": "shift_",
}

#: What stands in sentences without little words ("doctor 2"), by the beginning of the name of the usual lexicon, and its share.
TERSE = {"when_": "terse_when", "recurrence_": "terse_recurrence"}
HASTE = 0.5

#: Share of things to do that are two in one breath.
JOINED = 0.08

#: Time classes that stand for each other where no preposition, article or possessive binds the phrase.
LOOSE = ("when_day", "when_weekday", "when_weekday_clock", "when_day_clock", "when_day_part", "when_weekday_part")

BINDING = frozenset(
    str.split("on at the for from by of to in till until since before after around this next last a an my our")
)

#: Words after which a title of an event would not be a name but what somebody does.
CLAUSAL = frozenset(
    str.split(
        "i i'm im i'll we we're we'll am are be being been go going to will can must should gotta have has start starts started "
        "he she they it's its is was get getting"
    )
)
#: Words for a kind, where they are a name: what stands beside them hangs on that.
KINDS = frozenset(("event", "meeting", "appointment", "call"))
DETERMINERS = frozenset(str.split("a an the my our your his her their this that another any every each"))
VOWEL = re.compile(r"(?!uni|use|euro|one\b|u\b)[aeiou]|8|11\b|18\b|hour|mba|hr\b|x-?ray|mri|nhs", re.IGNORECASE)


@dataclasses.dataclass(frozen=True)
class Context:
    """Where a value stands: its label and frame, the words on its left and right, whether its command names a list, and whether the
    sentence has no words but its values."""

    label: str
    frame: Frame
    left: str
    right: str
    listed: bool
    terse: bool = False


class Substitution:
    """Draws values from the lexicons for the slots of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.times = lexicon, TimePhrases(lexicon)
        self.verbs = frozenset(line.split()[0].lower() for line in lexicon.lines["chores"])
        self.gerunds = frozenset(line.split()[0].lower() for line in lexicon.lines["gerunds"])

    def draw(self, value: str, context: Context, rng: random.Random) -> str:
        """Another value for this place, or `value` itself where there is none that surely fits."""
        if context.label in TIMES:
            return self.time(value, context, rng)
        name = self.lexicon_for(value, context)
        if name is None:
            return value
        if name == "chores" and rng.random() < JOINED:
            name = "chores_joined"
        for _ in range(6):
            drawn = self.lexicon.draw(name, rng)
            if agrees(context.left, drawn):
                return drawn
        return value

    def time(self, value: str, context: Context, rng: random.Random) -> str:
        """A time of the same class, or the same words with other numbers and names."""
        short = TERSE.get(TIMES[context.label]) if context.terse else None
        if short and rng.random() < HASTE:
            return self.times.draw(short, rng)
        name = self.times.classify(value, TIMES[context.label])
        if name is None:
            return self.times.vary(value, rng)
        loose = name in LOOSE and context.left not in BINDING and not context.right.startswith(("'", "’"))
        if loose and rng.random() < 0.5:
            name = rng.choice(LOOSE)
        drawn = self.times.draw(name, rng)
        if context.left == "the":
            drawn = drawn.removeprefix("the ")
        return drawn

    def lexicon_for(self, value: str, context: Context) -> str | None:
        """The lexicon whose values fit, None where the written value had better stay."""
        base = context.label.removeprefix("new_").removeprefix("removed_")
        if base in ("summary", "excluded"):
            return self.title_lexicon(value, context)
        if base == "attendee":
            return self.person_lexicon(value, context)
        if base == "location":
            return self.place_lexicon(value, context)
        if base == "list":
            return self.list_lexicon(value, context)
        if base == "description":
            return (
                "notes"
                if context.left in ("note:", "notes:", ":", "note", "saying", "says", "that says", "comment")
                else None
            )
        return None

    def title_lexicon(self, value: str, context: Context) -> str | None:
        """For the name of an event or task."""
        first = value.split()[0].lower()
        if context.frame.object == "list":
            return "lists"
        if value.lower() in KINDS or (context.label == "excluded" and is_one_of_them(value)):
            return None
        if context.frame.object == "task":
            if first in self.verbs and not self.lexicon.has("items", value):
                return "chores"
            if first in self.gerunds:
                return "gerunds"
            if self.lexicon.has("items", value) or (context.listed and context.frame.operation != "update"):
                return None if context.left in ("a", "an", "some") or len(value.split()) > 4 else "items"
        if context.left in CLAUSAL and not context.label.startswith("new_"):
            return None
        if (
            context.frame.object == "event"
            and first in self.verbs
            and first != value
            and not self.lexicon.has("titles", value)
        ):
            return None
        return self.noun_lexicon(value, context)

    def noun_lexicon(self, value: str, context: Context) -> str | None:
        """For a noun phrase as a title; None for a plural, a long one, or one that is more than a name."""
        if self.lexicon.has("titles_plural", value):
            return "titles_plural"
        words = value.split()
        known = self.lexicon.has("titles", value)
        plural = words[-1].lower().endswith("s") and not words[-1].lower().endswith(("ss", "us", "is", "'s"))
        if not known and (plural or len(words) > 4 or context.right in ("are", "aren't", "were")):
            return None
        return "titles" if context.left in DETERMINERS else "titles_free"

    def person_lexicon(self, value: str, context: Context) -> str | None:
        """For somebody who is met or invited."""
        if context.left in ("my", "our", "his", "her", "their"):
            return "roles" if self.lexicon.has("roles", value) else None
        if context.left == "the":
            return "groups" if self.lexicon.has("groups", value) or value.endswith("s") else None
        if value.lower().startswith(("my ", "our ", "the ")):
            return "people_owned"
        return "people"

    def place_lexicon(self, value: str, context: Context) -> str | None:
        """For where something is held."""
        if context.left == "the" or value.lower().startswith("the "):
            return "venues_the" if context.left == "the" else "places_at"
        if context.left in ("my", "our") or value.lower() in ("home", "here", "work", "downtown"):
            return None
        if any(map(str.isdigit, value)) and not self.lexicon.has("places_at", value):  # an address, a room
            return None
        return "places_in" if context.left == "in" else "places_at"

    def list_lexicon(self, value: str, context: Context) -> str | None:
        """For the name of a list or a calendar."""
        if context.right.startswith(("calendar", "agenda", "schedule")) or context.frame.object == "event":
            return "calendars"
        if value.lower() in ("to do", "to-do", "todo", "task") or len(value.split()) > 3:
            return None
        return "lists"


def is_one_of_them(value: str) -> bool:
    """Whether what is left out is told by its time: "the one on Friday", "Monday's"."""
    return value.lower().startswith("one") or value.endswith(("'s", "’s"))


def agrees(left: str, value: str) -> bool:
    """Whether "a" or "an" on the left suits the value's first letter."""
    return left not in ("a", "an") or bool(VOWEL.match(value)) == (left == "an")
