"""How a line that is being typed goes on: as one that was done before, else with a name that is in the calendar."""

import bisect
import collections
import re
from collections.abc import Iterable, Sequence

from models.queries import Queries

#: Letters from which a line, and a name in it, is completed.
ENOUGH = 3

#: Where a name may begin, and how many of the last words may belong to it.
BEGIN = re.compile(r"(?<!\S)\S")
WORDS = 4


class Completions:
    """Names by their beginnings. Of several that go on alike the most frequent is taken."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        counts = collections.Counter(name for name in names if len(name) > ENOUGH and len(name.lower()) == len(name))
        self._counts = {name.lower(): (count, name) for name, count in sorted(counts.items(), key=lambda i: i[1])}
        self._sorted = sorted(self._counts)

    def rest(self, text: str, lines: Sequence[str]) -> str:
        """What `text` may go on with, empty where nothing fits; `lines` are those done before, the last one last."""
        if len(text) < ENOUGH or text[-1].isspace():
            return ""
        line = next((line for line in reversed(lines) if line.startswith(text) and line != text), "")
        if line:
            return line[len(text) :]
        starts = [found.start() for found in BEGIN.finditer(text)][-WORDS:]
        for at in starts:
            rest = self._rest_of(text[at:])
            if rest or text[at:].lower() in self._counts:  # a whole name goes on with no other one's
                return rest
        return ""

    def _rest_of(self, typed: str) -> str:
        """What the likeliest name that begins so goes on with."""
        begun = typed.lower()
        if len(begun) < ENOUGH or len(begun) != len(typed):
            return ""
        first, last = (bisect.bisect_left(self._sorted, key) for key in (begun, begun + "\U0010ffff"))
        found = [self._counts[key] for key in self._sorted[first:last] if len(key) > len(begun)]
        return max(found, default=(0, ""), key=lambda pair: pair[0])[1][len(typed) :]


def completions(queries: Queries) -> Completions:
    """Those of what is stored: titles, the people who come, places, calendars and lists."""
    names = (*queries.names("event"), *queries.names("task"))
    words = [word for name in names for word in (name.summary, name.location or "", *name.attendees)]
    return Completions([*words, *(calendar.name for calendar in queries.calendars())])
