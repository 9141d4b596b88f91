"""The full fuzz of time phrases: `python -m tests.benchmarks.time_fuzz [COUNT]`, by hand (the suite runs a small one).

A third each are phrases that the grammar derives, its words in any order, and any characters, at random nows, zones and purposes. None may raise,
give an answer that is none (ends before starts, a rule that dateutil refuses or that begins elsewhere), or take over 50 ms of the
processor; one that did is timed again twice, since a busy machine is no fault of the phrase.
"""

import contextlib
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.temporal.grammar import grammar
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_lead, read_length, read_shift
from assistant.temporal.values import Purpose, Setting
from tests.assistant.test_temporal_properties import ZONES, check, derive

LIMIT_MS = 50
WORDS = [*sorted(grammar().vocabulary), *map(str, range(61)), "2026", "1430", "0", "99999"]
CHARACTERS = "abcdefimnorstuy0123456789 :/-.,'’–@+#()\n\t\u00e9\u4e2d\u0660🕐\u0000"


def random_setting(chance: random.Random) -> Setting:
    """Any now from 1971 to 2090 in one of the zones."""
    now = datetime(1971, 1, 2, tzinfo=UTC) + timedelta(minutes=chance.randrange(62_000_000))
    return Setting(now, ZoneInfo(chance.choice(ZONES)), chance.choice(list(Purpose)), chance.choice([None, "am", "pm"]))


def random_phrases(chance: random.Random) -> Iterator[str]:
    """One phrase of each kind, for ever."""
    while True:
        yield " ".join(derive("phrase", chance))[:160]
        yield " ".join(chance.choices(WORDS, k=chance.randrange(10)))
        yield "".join(chance.choices(CHARACTERS, k=chance.randrange(120)))


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of a call."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def main(count: int) -> int:
    """Reads `count` phrases and prints what the slowest took; the first one that fails shows itself with its traceback."""
    chance = random.Random(count)
    took, read = list[tuple[float, str]](), 0
    for phrase in itertools.islice(random_phrases(chance), count):
        setting = random_setting(chance)

        def work(phrase: str = phrase, setting: Setting = setting) -> object:
            return read_time(phrase, setting)

        with contextlib.ExitStack() as failing:
            failing.callback(print, repr(phrase), setting)
            found = read_time(phrase, setting)
            if found:
                read += 1
                for reading in (found, *found.alternatives):
                    check(reading)
            for reader in (find_times, read_lead, read_length, lambda text: read_shift(text, -1)):
                reader(phrase)
            failing.pop_all()
        spent = milliseconds(work)
        took.append((spent if spent < LIMIT_MS else min(spent, milliseconds(work), milliseconds(work)), phrase))
    took.sort()
    middle, last = took[len(took) // 2][0], took[int(len(took) * 0.99)][0]
    print(f"{count} phrases, {read} of them times: none raised; median {middle:.2f} ms, p99 {last:.2f} ms, slowest:")
    for spent, phrase in took[-5:]:
        print(f"  {spent:6.2f} ms  {phrase!r}")
    return int(took[-1][0] > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
