"""Files and rules made to hang or to fill the memory: ``python -m tests.benchmarks.bombs [NAME …]`` prints what each costs.

Each is brought in by a process of its own: read, committed to a file, and a month of occurrences looked at. Seconds are those of the
processor, so that other work beside it makes no difference. The peak is that of
the resident memory of this process, which takes about 60 MB before it begins.
"""

import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from models import history
from models.database import open_database
from models.errors import StoreError
from models.ics import read_calendar
from models.queries import Queries
from tests.benchmarks.calendar import NOW, ZONE

#: Seconds on the clock after which a bomb counts as having gone off.
PATIENCE: Final = 900
HEAD, TAIL = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", b"END:VCALENDAR\r\n"


def events(count: int, *lines: str) -> bytes:
    """A file of events a minute apart, each with these lines."""
    more = "".join(f"{line}\r\n" for line in lines)

    def one(number: int) -> str:
        start = NOW + timedelta(minutes=number % 40_000)
        return (
            f"BEGIN:VEVENT\r\nUID:bomb-{number}@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
            f"DTSTART;TZID=America/New_York:{start:%Y%m%dT%H%M%S}\r\nSUMMARY:Bomb {number}\r\n{more}END:VEVENT\r\n"
        )

    return HEAD + "".join(map(one, range(count))).encode() + TAIL


def zones(count: int) -> bytes:
    """Zones that no one has, by rules that are no zone's."""
    half = "BEGIN:{0}\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0{1}\r\nTZOFFSETTO:+0{2}\r\nRRULE:FREQ={3}\r\nEND:{0}\r\n"
    blocks = (
        f"BEGIN:VTIMEZONE\r\nTZID:Odd {number}\r\n"
        + half.format("STANDARD", "545", f"5{number % 60:02d}", "YEARLY;BYMONTH=10;BYDAY=1SU")
        + half.format("DAYLIGHT", "515", "545", "SECONDLY" if number % 2 else "YEARLY;BYMONTH=4;BYDAY=1SU")
        + "END:VTIMEZONE\r\n"
        for number in range(count)
    )
    return HEAD + "".join(blocks).encode() + events(1).removeprefix(HEAD)


DATES: Final = ",".join(["20260305T170000Z"] * 10_000)
#: Each bomb at a scale from 0 to 1: the files of the tests are small, those of the table whole.
BOMBS: Final[dict[str, Callable[[float], bytes]]] = {
    "1,000 series by the second": lambda scale: events(int(1_000 * scale), "RRULE:FREQ=SECONDLY"),
    "1,000 by the second, one hour in February": lambda scale: events(
        int(1_000 * scale), "RRULE:FREQ=SECONDLY;BYHOUR=3;BYMONTH=2;BYSECOND=59"
    ),
    "1,000 by the hour": lambda scale: events(int(1_000 * scale), "RRULE:FREQ=HOURLY"),
    "1,000 that never come": lambda scale: events(int(1_000 * scale), "RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9"),
    "1,000 by the second, counted to 99 million": lambda scale: events(
        int(1_000 * scale), "RRULE:FREQ=SECONDLY;COUNT=99999999"
    ),
    "1,000 by a position that never comes": lambda scale: events(int(1_000 * scale), "RRULE:FREQ=HOURLY;BYSETPOS=5"),
    "a million EXDATEs, one line": lambda scale: events(1, "RRULE:FREQ=DAILY", f"EXDATE:{','.join([DATES] * int(100 * scale))}"),
    "a million EXDATEs, 100 lines": lambda scale: events(1, "RRULE:FREQ=DAILY", *[f"EXDATE:{DATES}"] * int(100 * scale)),
    "31 MB, 180,000 events": lambda scale: events(int(180_000 * scale), "LOCATION:Where it went off"),
    "100 MB": lambda scale: HEAD + b"X-A:" + b"x" * int((100 << 20) * scale) + b"\r\n" + TAIL,
    "a million components inside each other": lambda scale: b"BEGIN:X\r\n" * int(1_000_000 * scale),
    "a line of 30 MB": lambda scale: HEAD + b"X-A:" + b"x" * int((30 << 20) * scale) + b"\r\n" + TAIL,
    "a line folded at every letter, 30 MB": lambda scale: HEAD + b"X-A:" + b"x\r\n " * int((30 << 18) * scale) + TAIL,
    "a line of 2 MB of parameters": lambda scale: HEAD + b"X-A" + b";A=B" * int((2 << 18) * scale) + b":x\r\n" + TAIL,
    "100,000 attendees of one event": lambda scale: events(
        1, *(f"ATTENDEE;CN=A {number}:mailto:{number}@example.org" for number in range(int(100_000 * scale)))
    ),
    "10,000 zones of its own": lambda scale: zones(int(10_000 * scale)),
}  # fmt: skip


def light(name: str, scale: float, folder: Path) -> tuple[float, str]:
    """(seconds of the processor, what a person is told) of bringing one bomb in and looking at a month of it."""
    data, numbers = BOMBS[name](scale), itertools.count()
    with open_database(folder / "bomb.db") as database:
        queries = Queries(database, ZONE)
        begin = time.process_time()
        try:
            found = read_calendar(data, "bomb", queries, NOW, lambda: f"id-{next(numbers)}")
            if found.change_set:
                history.commit(database, found.change_set, NOW)
            first = NOW.replace(day=1, hour=0)
            shown = len(queries.event_occurrences(first, first.replace(month=4)))
            said = f"{found.created:,} taken, {shown:,} times in the month"
            said += f"; {found.warnings[0]}" if found.warnings else ""
        except StoreError as told:
            said = str(told)
            assert not queries.has_any()
        return time.process_time() - begin, said


def peak_megabytes() -> float:
    """The most memory that this process has held at once."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(match[1]) / 1024 if match else 0


def main(names: list[str]) -> int:
    """Lights each in a process of its own and prints the table; with ``--one`` that process."""
    if names[:1] == ["--one"]:
        with tempfile.TemporaryDirectory() as folder:
            seconds, said = light(names[1], 1, Path(folder))
        print(json.dumps([seconds, peak_megabytes(), said]))
        return 0
    print("| bomb | seconds | peak MB | what is said |\n| --- | ---: | ---: | --- |")
    for name in names or BOMBS:
        command = [sys.executable, "-m", "tests.benchmarks.bombs", "--one", name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            print(f"| {name} | > {PATIENCE} | | |")
            continue
        seconds, megabytes, said = json.loads(done.stdout)
        print(f"| {name} | {seconds:.1f} | {megabytes:.0f} | {said} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
