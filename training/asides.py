"""Remarks that people wrap their orders and questions in: why, who said so, what else happens.

"move the insurance to Monday, they never answer on a Wednesday": hours, days, names and things of a remark are no part of the order. Only the
student reads them; the teacher reads the line without, so that scores and hidden states teach the student to see the order as if nothing
stood beside it.
"""

import random
import re

from training.bank import Sentence
from training.lexicon import Lexicon

#: Of the character of a remark: it stands for none of the clean line.
NOWHERE = -1

#: Where remarks stand, and how often.
PLACES, SHARES = (("before",), ("after",), ("inside",), ("before", "after")), (0.37, 0.48, 0.08, 0.07)

#: What stands between a sentence and a remark after it, as often as people write it; a short sentence is told apart.
GAPS, PLAIN_GAPS = (", ", ", ", ", ", ". ", ". ", " - ", " ", " ", " "), 6
SHORT = 3

#: What parts a remark inside a sentence from it, on either side.
FENCES = ((", ", ","), (", ", ","), (" - ", " -"), (" (", ")"), (" ", ""))


def add_aside(sentence: Sentence, lexicon: Lexicon, rng: random.Random) -> tuple[str, list[int]]:
    """The sentence's text with a remark before, after or inside it, or before and after, and for each character the one of the text that it stands for, or `NOWHERE`.
    What orders and asks nothing stays as it is."""
    text, operation = sentence.text, sentence.commands[-1].frame.operation
    origins = list(range(len(text)))
    if operation == "none":
        return text, origins
    kind = "question" if operation == "read" else "order"
    (places,) = rng.choices(PLACES, SHARES)
    cuts = cuts_of(sentence)
    if places == ("inside",) and not cuts:
        places = ("after",)
    gaps = GAPS if len(text.split()) > SHORT else GAPS[:PLAIN_GAPS]
    for place in places:
        words = lexicon.draw(f"aside_{'before' if place == 'before' else 'after'}_{kind}", rng)
        if place == "inside":
            at, (opened, closed) = rng.choice(cuts), rng.choice(FENCES)
            words = f"{opened}{words}{closed}"
            text, origins = text[:at] + words + text[at:], origins[:at] + [NOWHERE] * len(words) + origins[at:]
        elif place == "before":
            text, origins = f"{words} {text}", [NOWHERE] * (len(words) + 1) + origins
        else:
            tail = (" " if text.rstrip().endswith((".", "?", "!")) else rng.choice(gaps)) + words
            text, origins = text + tail, origins + [NOWHERE] * len(tail)
    return text, origins


def cuts_of(sentence: Sentence) -> list[int]:
    """The blanks within a sentence where a remark may stand: after its second word and before its last, in no slot, not before another command."""
    spans = [span for command in sentence.commands for span in command.spans]
    starts = {command.start for command in sentence.commands}
    blanks = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", sentence.text)][1:-1]
    return [at for at in blanks if at + 1 not in starts and not any(s.start <= at < s.end for s in spans)]
