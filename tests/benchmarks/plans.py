"""Text to preview without the student, over a calendar with many distinct names: ``python -m tests.benchmarks.plans [EVENTS …]``.

The taggings are given, so that the figures are the resolver's. The occurrence index and the names are warm, as they are after the
first sentence; the first sentence after a change of the names is measured apart, and so is the index of one touched series.
"""

import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.pipeline import Assistant
from assistant.plan import Plan
from assistant.preview import preview
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.occurrence_index import refresh
from models.queries import Queries
from models.rows import Attendee, Event
from models.tables import EVENTS

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)
SERIES, DAYS = 300, 365
FIRST = (
    "Ana",
    "Ben",
    "Carla",
    "Deniz",
    "Ewa",
    "Femi",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kim",
    "Lena",
    "Mira",
    "Nils",
    "Olga",
    "Pavel",
    "Rosa",
    "Sam",
    "Tara",
    "Uwe",
)
LAST = (
    "Adler",
    "Brandt",
    "Costa",
    "Dahl",
    "Eriksen",
    "Fischer",
    "Grant",
    "Holt",
    "Iversen",
    "Jansen",
    "Keller",
    "Lindt",
    "Moreau",
    "Novak",
    "Ortega",
    "Petrov",
)
TOPICS = (
    "budget",
    "roadmap",
    "hiring",
    "design",
    "launch",
    "payroll",
    "pricing",
    "security",
    "onboarding",
    "quarterly",
    "vendor",
    "brand",
    "research",
    "migration",
    "compliance",
    "support",
    "warehouse",
    "garden",
    "kitchen",
    "school",
    "travel",
    "insurance",
    "piano",
    "pottery",
)
KINDS = (
    "review",
    "sync",
    "planning",
    "workshop",
    "check-in",
    "lesson",
    "interview",
    "call",
    "briefing",
    "inspection",
    "appointment",
    "class",
    "handover",
    "rehearsal",
    "session",
    "visit",
)
MEALS = ("lunch", "coffee", "dinner", "drinks", "breakfast")
WEEK = ("MO", "TU", "WE", "TH", "FR")
SENTENCES = {
    "move the [summary budget review] [when tomorrow] to [new_when 3pm]": "update event",
    "move [quantity next] [summary roadmap planning] to [new_when friday]": "update event",
    "push the [summary launch workshop] back [shift half an hour]": "update event",
    "invite [new_attendee Zoe Park] to [quantity next] [summary pricing call]": "update event",
    "move [summary lunch] with [attendee Mira Holt] to [new_when 1pm]": "update event",
    "rename [quantity next] [summary pottery class] to [new_summary Clay]": "update event",
    "cancel my meetings for the [when week]": "delete event",
    "cancel everything [when tomorrow afternoon]": "delete event",
    "delete the [summary insurance appointment]": "delete event",
    "cancel the [summary onbaording sync]": "delete event",
    "cancel [quantity all] [summary reviews] [when next week]": "delete event",
    "cancel the [summary orchestra]": "delete event",
    "what's on [when tomorrow]": "read event what",
    "when is my [quantity next] meeting with [attendee Lena]": "read event when",
    "when is the [summary piano lesson]": "read event when",
    "how many meetings do I have [when next week]": "read event how_many",
    "when am I free [when tomorrow] for [duration 45 minutes]": "read event free",
    "[summary coffee] with [attendee Kim] on [when friday at 10am]": "create event",
    "[summary garden visit] [recurrence every tuesday] at [when 6pm]": "create event",
}


def events(count: int) -> Iterator[Event]:
    """Single events and series of two years around now, the names of each mostly its own."""
    chance = random.Random(11)
    for number in range(count + SERIES):
        repeats = number < SERIES
        day = NOW + timedelta(days=-DAYS if repeats else chance.randint(-DAYS, DAYS))
        start = day.replace(hour=chance.randint(8, 19), minute=chance.choice((0, 15, 30)))
        person = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        name = f"{chance.choice(TOPICS)} {chance.choice(KINDS)}"
        meal = f"{chance.choice(MEALS)} with {person}"
        client = f"{name} {chance.choice(LAST)} {number % 199}"
        yield Event(
            id=f"row-{number}", uid=f"uid-{number}", calendar_id="personal", summary=chance.choice((name, meal, client, client)).capitalize(),
            start=start, end=start + timedelta(minutes=chance.choice((30, 60, 90))),
            rrule=f"FREQ=WEEKLY;BYDAY={chance.choice(WEEK)};UNTIL=20280301T000000Z" if repeats else None,
            attendees=(Attendee(name=person),) if chance.random() < 0.4 else (),
            location=chance.choice((None, None, "Room 4", "Harbour Street")),
        )  # fmt: skip


def milliseconds(assistant: Assistant, queries: Queries, text: str) -> float:
    """Text to preview, once."""
    begin = time.perf_counter()
    outcome = assistant.understand(text, NOW, queries, Conversation()).outcome
    if isinstance(outcome, Plan):
        preview(outcome, queries, NOW, ZONE)
    return (time.perf_counter() - begin) * 1000


def rebuilding(database: Database) -> list[float]:
    """Milliseconds in which the occurrence index of one touched series (weekly, two years) is written anew, as in each commit."""
    found = []
    with database.writing():
        for number in range(SERIES):
            begin = time.perf_counter()
            refresh(database, EVENTS, (f"uid-{number}",))
            found.append((time.perf_counter() - begin) * 1000)
    return sorted(found)


def measure(count: int, runs: int = 40) -> None:
    """Prints the figures over `count` events."""
    assistant = Assistant(FakeTagger(SENTENCES), ZONE, iter(map(str, range(10**9))).__next__)
    texts = [tagging_of(frames, marked).text for marked, frames in SENTENCES.items()]
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "plans.sqlite") as database:
        history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in events(count)), "fill"), NOW)
        queries = Queries(database, ZONE)
        for text in texts:
            milliseconds(assistant, queries, text)
        gc.collect()  # what filling the calendar left behind
        gc.freeze()
        found = {text: [milliseconds(assistant, queries, text) for _ in range(runs)] for text in texts}
        changed = []
        for number in range(10):
            start = NOW + timedelta(days=2 + number)
            row = Event(
                id=f"n-{number}",
                uid=f"n-{number}",
                calendar_id="personal",
                summary=f"Newcomer {number}",
                start=start,
                end=start,
            )
            history.commit(database, ChangeSet((RowChange(None, row),), "add"), NOW)
            changed.append(milliseconds(assistant, queries, texts[number % len(texts)]))
        rebuilt = rebuilding(database)
    every = sorted(t for times in found.values() for t in times)
    print(
        f"{count} events, {SERIES} series: p50 {every[len(every) // 2]:.1f} ms, p99 {every[int(len(every) * 0.99)]:.1f} ms",
        end="; ",
    )
    print(f"after a change of names p50 {sorted(changed)[5]:.1f} ms, most {max(changed):.1f} ms", end="; ")
    print(f"index of one series anew p50 {rebuilt[SERIES // 2]:.2f} ms, most {rebuilt[-1]:.2f} ms")
    for text, times in sorted(found.items(), key=lambda item: -sorted(item[1])[runs // 2]):
        print(f"  {sorted(times)[runs // 2]:7.2f}  {max(times):7.2f}  {text}")


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("10000",)):
        measure(size)
