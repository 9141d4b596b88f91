"""What hurried people type instead of a clean line: slips of the finger, short forms, lost blanks and punctuation.

Only the student reads noised lines; the teacher reads the clean one. Each character of the noised line knows the character of
the clean line that it stands for, so that labels and teacher scores find their words again.
"""

import random
import re

from assistant.spelling import NEAR
from training.recipe import Noise
from training.sampling import QUESTION

#: What people shorten, and how.
SHORT = {
    "tomorrow": ("tmrw", "tmr", "tomoz", "2moro", "tmw", "tomorow", "tommorow", "tommorrow"),
    "tonight": ("tonite", "2nite", "tnite"),
    "today": ("2day", "tdy"),
    "meeting": ("mtg", "meetin", "meting", "mtng"),
    "meetings": ("mtgs",),
    "appointment": ("appt", "apt", "appointmnt", "apointment", "appointement"),
    "appointments": ("appts",),
    "with": ("w/", "w", "wit", "wth"),
    "without": ("w/o",),
    "and": ("&", "n", "an"),
    "at": ("@",),
    "reminder": ("remindr", "rmndr", "remider"),
    "remind": ("rmnd", "remnid", "remid"),
    "please": ("pls", "plz", "pleas", "plse"),
    "you": ("u",),
    "your": ("ur",),
    "are": ("r",),
    "to": ("2", "ti", "tp"),
    "for": ("4", "fro", "foe"),
    "minutes": ("mins", "min", "mintues", "minuets"),
    "minute": ("min",),
    "hours": ("hrs", "hr"),
    "hour": ("hr",),
    "week": ("wk",),
    "weeks": ("wks",),
    "weekend": ("wkend", "wknd"),
    "month": ("mth",),
    "morning": ("morn", "mornin", "mrng"),
    "afternoon": ("aft", "arvo", "afternoo"),
    "evening": ("eve", "evenin"),
    "monday": ("mon", "mondy"),
    "tuesday": ("tue", "tues", "tuseday"),
    "wednesday": ("wed", "weds", "wensday", "wednsday"),
    "thursday": ("thu", "thurs", "thur", "thrusday"),
    "friday": ("fri", "frday"),
    "saturday": ("sat", "saterday"),
    "sunday": ("sun",),
    "calendar": ("cal", "calender", "calandar", "calander"),
    "schedule": ("sched", "shedule", "scedule", "schedual"),
    "reschedule": ("resched", "reshedule", "re-schedule"),
    "birthday": ("bday", "b-day", "brithday"),
    "doctor": ("dr", "doc"),
    "conference": ("conf",),
    "because": ("cuz", "bc", "cos"),
    "going": ("goin",),
    "want": ("wanna",),
    "about": ("abt",),
    "before": ("b4", "bfore"),
    "between": ("btwn", "betwen"),
    "what": ("wat", "wht"),
    "what's": ("whats", "wats"),
    "thanks": ("thx", "ty", "tnx"),
    "message": ("msg",),
    "tasks": ("taks",),
    "cancel": ("cancle", "cancell", "cncl"),
    "delete": ("delet", "dlt", "delte"),
    "remove": ("remve", "rmv"),
    "dinner": ("diner",),
    "every": ("evry", "evey"),
    "don't": ("dont", "dnt"),
    "next": ("nxt",),
    "groceries": ("grocerys",),
    "grocery": ("grocry",),
    "restaurant": ("resturant", "restaraunt"),
    "dentist": ("dentst", "dentits"),
}

#: A character of the noised line and the index of the clean character that it stands for.
Mark = tuple[str, int]

PARTS = re.compile(r"\s+|[^\s]+")
WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

#: Words, at most, of a question that its mark alone makes one.
FEW = 5


def add_noise(text: str, numbers: Noise, rng: random.Random) -> tuple[str, list[int]]:
    """A noised line, and for each of its characters the index in `text` of the one that it stands for."""
    if rng.random() < numbers.clean:
        return text, list(range(len(text)))
    marks: list[Mark] = []
    at = 0
    for word in WORDS.finditer(text):
        marks += [(c, i) for i, c in enumerate(text[at : word.start()], at)]
        marks += misspell(word[0], word.start(), numbers, rng)
        at = word.end()
    marks += [(c, i) for i, c in enumerate(text[at:], at)]
    unpunctuated = rng.random() < numbers.unpunctuated
    asked = is_asked_by_sign(text)
    lost = [
        not (asked and mark[0] == "?") and is_lost(marks, n, unpunctuated, numbers, rng) for n, mark in enumerate(marks)
    ]
    marks = [mark for mark, gone in zip(marks, lost, strict=True) if not gone]
    return "".join(c for c, _ in marks), [i for _, i in marks]


def is_asked_by_sign(text: str) -> bool:
    """Whether the question mark alone makes a question of few words: "dentist friday?" without it is a new event."""
    words = text.lower().split()
    return text.endswith("?") and len(words) <= FEW and words[0] not in QUESTION


def misspell(word: str, start: int, numbers: Noise, rng: random.Random) -> list[Mark]:
    """A word as it might be typed; short forms first, then one slip in words of three letters or more."""
    marks = [(c, start + i) for i, c in enumerate(word)]
    if word.lower() in SHORT and rng.random() < numbers.shorten:
        return [(c, start) for c in rng.choice(SHORT[word.lower()])]
    if len(word) < 3 or not word.isalpha() or rng.random() >= numbers.typo:
        return marks
    i = rng.randrange(len(marks) - 1) + (rng.random() < 0.8 and len(marks) > 3)
    i = min(i, len(marks) - 2)
    slip = rng.choice(("near", "swapped", "dropped", "doubled", "added"))
    letter = marks[i][0]
    near = rng.choice(NEAR.get(letter.lower(), letter))
    if slip == "near":
        marks[i] = (near, marks[i][1])
    elif slip == "swapped":
        marks[i], marks[i + 1] = (marks[i + 1][0], marks[i][1]), (marks[i][0], marks[i + 1][1])
    elif slip == "dropped":
        del marks[i]
    elif slip == "doubled":
        marks.insert(i, marks[i])
    else:
        marks.insert(i + 1, (near, marks[i][1]))
    return marks


def is_lost(marks: list[Mark], n: int, unpunctuated: bool, numbers: Noise, rng: random.Random) -> bool:
    """Whether the n-th character is left out: an apostrophe, a mark between words, or a blank between two words."""
    letter = marks[n][0]
    if letter in "'’":
        return rng.random() < numbers.apostrophes
    if letter in ",.;!?":
        inside = 0 < n < len(marks) - 1 and marks[n - 1][0].isalnum() and marks[n + 1][0].isalnum()
        return unpunctuated and not inside
    return letter == " " and 0 < n < len(marks) - 1 and rng.random() < numbers.glued
