"""A calendar of a busy person for the benchmarks: single events and series around a fixed now, deterministic."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database
from models.queries import Queries
from models.rows import Attendee, Event

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 4, 9, tzinfo=ZONE)
SENTENCES = (
    "move lunch with Ana to 3pm",
    "cancel my meetings for the week",
    "what's on tomorrow afternoon",
    "coffee with Kim on friday at 10am",
    "when am I free tomorrow for 45 minutes?",
    "remind me to pay rent on the 1st of every month",
    "delete the budget review",
    "push all my calls tomorrow back half an hour",
)
NAMES = (
    "Budget review",
    "Standup",
    "Lunch with Ana",
    "Dentist",
    "Call with Raj",
    "Design sync",
    "Yoga",
    "Dinner with Sam",
    "Team retro",
    "1:1 with Dana",
)
PEOPLE = ("Ana Duarte", "Raj Patel", "Sam Keller", "Dana Whitfield", "Kim Lee")
DAYS = ("MO", "TU", "WE", "TH", "FR")


def filled(database: Database, events: int, series: int, years: int = 1) -> None:
    """Fills a database with `events` single events, `years` back and as many ahead, and `series` weekly ones, in one commit."""
    chance = random.Random(7)
    home = Queries(database, ZONE).default_calendar("event").id
    rows = []
    for number in range(events + series):
        repeats = number < series
        day = NOW + timedelta(days=chance.randint(-365, -1) if repeats else chance.randint(-365 * years, 365 * years))
        start = day.replace(hour=chance.randint(8, 20), minute=chance.choice((0, 15, 30)))
        person = chance.choice(PEOPLE)
        rows.append(Event(
            id=f"row-{number}", calendar_id=home, uid=f"uid-{number}", summary=f"{chance.choice(NAMES)} {number % 97}",
            start=start, end=start + timedelta(minutes=chance.choice((30, 60, 90))),
            rrule=f"FREQ=WEEKLY;BYDAY={chance.choice(DAYS)}" if repeats else None,
            attendees=(Attendee(name=person),) if number % 3 == 0 else (),
        ))  # fmt: skip
    history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in rows), "fill"), NOW)
