"""Words, numbers and signs of a phrase, with their places in it; near misses of day and month names are mended here."""

import dataclasses
import functools
import re
import unicodedata

from rapidfuzz.distance import OSA

from assistant.temporal.lexicon import DIGITS, MONTHS, TEENS, WEEKDAY_PLURALS, WEEKDAYS

NAMES = [words.split("|")[0] for words in (*WEEKDAYS.values(), *MONTHS.values())]
#: What people write right behind a number without a space: "5pmtoday", "3rdmarch".
RUN_ON = "|".join(["today", "tomorrow", "tonight", *(name[:3] for name in NAMES)])
HOURS = "|".join([*DIGITS.values(), *(TEENS[n] for n in (10, 11, 12))])
#: a.m. and o'clock are one word however they are written; digits and letters part ("3pm", "14april").
TOKEN = re.compile(
    rf"[ap]\.? ?m\b\.?|(?<=\d)(?:[ap]m|st|nd|rd|th)(?=(?:{RUN_ON}))|o['’]? ?clock\b|['’]s\b|\d+"
    rf"|(?:{HOURS})(?=ish\b)|\bkl(?:o|okka|okken)?\b\.?(?= ?\d)|[½¼¾]|[^\W\d_]+"
    r"|-+>|[^\w\s()\[\]\"“”«»]"
)
SIGNS = str.maketrans("–—−‐‑∙·•’‘～→|", "-----,,,''~-,")

#: Names that a typing error may hide, long enough not to be met by chance.
MENDABLE = (
    *(name for name in NAMES if len(name) > 5),
    *(words.split("|")[0] for words in WEEKDAY_PLURALS.values()),
    "tomorrow", "yesterday", "afternoon", "evening", "morning", "tonight", "weekend", "midnight", "minutes", "weekday", "weekdays", "fortnight",
)  # fmt: skip
#: Words that say how times go together, numbers and feasts, mended at one slip: two would make other words and names of them ("staying", "Christian").
BETWEEN_TIMES = (
    "before", "after", "between", "until", "other", "second", "starting", "beginning", "finishing", "except", "during", "through", "quarter",
    "fortnightly", "monthly", "alternate", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "christmas", "halloween",
)  # fmt: skip
#: Short words that are mended only where two neighbouring letters changed places: one other letter makes another word of them.
SWAPPED = ("april", "july", "days", "weeks", "hours", "month", "months", "every", "next", "night", "noon")
#: A list of them is often typed without commas ("mon wed fri").
DAY_NAMES = {
    name: day
    for names in (WEEKDAYS, WEEKDAY_PLURALS)
    for day, words in names.items()
    for name in words.split("|")
    if " " not in name
}
SHORTHAND = {
    "nxt": "next", "evry": "every", "evey": "every", "wek": "week", "weeek": "week", "tomm": "tomorrow", "tomoz": "tomorrow", "tmro": "tomorrow", "tdy": "today",
    "nect": "next", "aprl": "april", "othr": "other", "aftr": "after", "befor": "before", "bfore": "before", "untl": "until", "til": "till", "untill": "until",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a phrase in lower case, and where each begins and ends in it."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def lower(text: str) -> str:
    """Lower case, with signs unified, of the same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = lowered.translate(SIGNS)
    if lowered.isascii():
        return lowered
    return "".join(unicodedata.normalize("NFD", c)[0] if unicodedata.category(c) == "Ll" else c for c in lowered)


def canonical(word: str) -> str:
    """One spelling for a.m., p.m. and o'clock."""
    if word[0] in "ap" and len(word) <= 5 and word.replace(".", "").replace(" ", "") in ("am", "pm"):
        return word[0] + "m"
    if word[0] == "o" and word.endswith("clock"):
        return "oclock"
    if word.rstrip(".") in ("kl", "klo", "klokka", "klokken"):  # at, in the north
        return "at"
    if word[-1] == ">" and len(word) > 1:
        return "-"
    return word


def tokenize(text: str, vocabulary: frozenset[str] = frozenset()) -> Tokens:
    """Splits a phrase; a word outside of `vocabulary` becomes the day or month name that it nearly is. Weekdays in a row get commas."""
    words, starts, ends = list[str](), list[int](), list[int]()
    for match in TOKEN.finditer(lower(text)):
        word = canonical(match[0])
        if vocabulary and len(word) > 2 and word not in vocabulary:
            word = mend(word)
        elif word == "n" and words and words[-1] in DAY_NAMES:  # "tuesdays n thursdays"
            word = "and"
        if words and DAY_NAMES.get(word, -1) != DAY_NAMES.get(words[-1], -1) and {word, words[-1]} <= DAY_NAMES.keys():
            words.append(",")
            starts.append(ends[-1])
            ends.append(ends[-1])
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(tuple(words), tuple(starts), tuple(ends))


@functools.lru_cache(maxsize=1024)
def mend(word: str) -> str:
    """The word of time that `word` nearly is, else `word`: one slip, two in names of eight letters or more."""
    if word in SHORTHAND:
        return SHORTHAND[word]
    for name in SWAPPED:
        if len(word) == len(name) and OSA.distance(word, name, score_cutoff=1) <= 1 and sorted(word) == sorted(name):
            return name
    if len(word) <= 4:
        return word
    for name in (*MENDABLE, *BETWEEN_TIMES):
        slips = 2 if len(name) >= 8 and name in MENDABLE else 1
        if word[0] == name[0] and OSA.distance(word, name, score_cutoff=slips) <= slips:
            return name
    return word
