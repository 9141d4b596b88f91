"""A simulated world: a now, people, calendars and lists, and in them the things that sentences speak of, in a store as it ships.

A sentence is *placed*: what it finds is put there (its people invited, in its place, on its list), its times are said anew so that they
mean when those things are, and what it is about is kept beside it. Then it is executed, and thrown out where that contradicts it.
``python -m training.world [--lines N] [--seed S] [--out FILE]`` prints what comes of N sampled lines and writes those that stay.
"""

import argparse
import collections
import dataclasses
import itertools
import random
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from assistant.resolution.context import Context
from assistant.resolution.matching import words_of
from assistant.resolution.naming import named_for
from models import history
from models.changes import ChangeSet, RowChange
from models.database import open_database
from models.queries import Queries
from models.rows import Alarm, Attendee, Calendar, Event, Task
from training import bank
from training.bank import Command, Sentence, Span
from training.execution import IDLE, THROWN_OUT, Finding, Intent, Verdict, examine, frame_name
from training.lexicon import Lexicon, load_lexicon
from training.moments import Moment, say
from training.recipe import Sampling
from training.sampling import Sampler, neighbours, replace_values
from training.sentences import write_sentences
from training.timephrases import TimePhrases

ZONES = ("Europe/Berlin", "America/New_York", "Europe/London", "Asia/Kolkata", "America/Los_Angeles")
FIRST_DAY, DAYS = date(2025, 1, 1), 1400
#: Sentences that share a world: their things are each other's company.
TOGETHER = 48
#: Hours that the longest event of a world takes.
LONGEST = 2
#: Draws of a time until one can be said in all the ways that a sentence needs.
TRIES = 24
#: Shares: lists and calendars that exist before something is put there; tasks due on a date; events that repeat weekly.
KNOWN_LIST, DATED, WEEKLY = 0.8, 0.5, 0.1

#: Examples that the command prints of each contradiction.
SHOWN = 3

#: Slots by which a thing is found that the world does not build, so that it is not sure what they find.
UNBUILT = {"recurrence", "priority", "alarm", "duration", "description"}
#: Words that look back or speak of a state: what is found then is another thing than the one that was put there.
ELSEWHERE = re.compile(
    r"\b(?:was|were|did|had|ago|yesterday|last|past|previous|earlier|done|complete[d]?|finished|overdue|late|open|still|other|remaining|"
    r"re-?open|un\w+|crossed|ticked|checked|alarms?|calls?|birthdays?|free|busy|all[- ]day|first|second|third|fourth|before|after|since|until|missed|due|left|long)\b",
    re.IGNORECASE,
)
PLURAL = {"all", "every", "both", "each", "any"}
SELF = {"me", "myself", "us"}


@dataclasses.dataclass(frozen=True)
class Line:
    """A sentence placed in a world, and what each of its commands is about there."""

    sentence: Sentence
    intents: tuple[Intent, ...]


class World:
    """Made from a seed, then filled by the sentences that are placed in it."""

    def __init__(self, seed: str, lexicon: Lexicon, times: TimePhrases) -> None:
        self.rng, self.lexicon, self.times = random.Random(seed), lexicon, times
        day = FIRST_DAY + timedelta(self.rng.randrange(DAYS))
        self.zone = ZoneInfo(self.rng.choice(ZONES))
        self.now = datetime(
            day.year, day.month, day.day, self.rng.randint(7, 16), self.rng.randrange(60), tzinfo=self.zone
        )
        self.people: dict[str, str] = {}
        self.calendars = [
            Calendar(id="personal", name="Personal", kind="event", is_default=True),
            Calendar(id="tasks", name="Tasks", kind="task", position=1, is_default=True),
        ]
        self.rows: list[Event | Task] = []
        self.numbers = itertools.count()

    def new_id(self) -> str:
        """An id that no row of this world has."""
        return f"w{next(self.numbers)}"

    def place(self, sentence: Sentence) -> Line:
        """The sentence with times that mean something here, what it finds put there."""
        values: dict[Span, str] = {}
        made = [self.prepare(sentence, command, values) for command in sentence.commands]
        placed = replace_values(sentence, values)
        return Line(
            placed,
            tuple(
                Intent(command, placed, subjects, found, goal)
                for command, (subjects, found, goal) in zip(placed.commands, made, strict=True)
            ),
        )

    def prepare(
        self, sentence: Sentence, command: Command, values: dict[Span, str]
    ) -> tuple[frozenset[str], tuple[Moment, ...], tuple[Moment, ...]]:
        """Puts a command's things into the world and its times into `values`: (subjects, found, goal) of its intent."""
        operation, thing = command.frame.operation, command.frame.object
        if operation in IDLE:
            return frozenset(), (), ()
        said = words_by_label(sentence.text, command)
        if operation == "create":
            _, goal, sure = self.tell(sentence, command, "when", values)
            if "list" in said and thing != "list" and self.rng.random() < KNOWN_LIST:
                self.calendar(said["list"][0], "event" if thing == "event" else "task")
            shifting = bool({"recurrence", "duration"} & said.keys())
            goal = tuple(dataclasses.replace(loosened(m, shifting), weekly=False) for m in goal)
            return frozenset(), (), goal if sure else ()
        _, goal, aimed = self.tell(sentence, command, "new_when", values)
        if thing == "list":
            kind: Literal["event", "task"] = "event" if "calendar" in sentence.text.lower() else "task"
            names = said.get("list", said.get("summary", ()))
            lists = frozenset(self.calendar(name, kind).id for name in names)
            return lists if operation != "read" else frozenset(), (), ()
        start, found, sure = self.tell(sentence, command, "when", values)
        found = tuple(as_window(m) for m in found)
        named = bool({"summary", "attendee", "location", "list"} & said.keys() or found)
        uids = self.populate(sentence, command, said, start, found) if named else frozenset[str]()
        rest = outside(sentence.text, command)
        vague = bool(not sure or UNBUILT & said.keys() or ELSEWHERE.search(rest) or command.frame.asks == "free")
        whole = aimed and not found_by_range(goal)
        return frozenset() if vague else uids, found if sure else (), goal if whole and len(goal) else ()

    def tell(
        self, sentence: Sentence, command: Command, label: str, values: dict[Span, str]
    ) -> tuple[datetime, tuple[Moment, ...], bool]:
        """A local time of this world, said in the command's spans of `label`; whether all of them could be said."""
        spans = [span for span in command.spans if span.label == label]
        classes = [self.times.classify(sentence.text[s.start : s.end], "when_") for s in spans]
        start = self.draw_time()
        if None in classes:
            return start, (), False
        for _ in range(TRIES):
            end = start + timedelta(minutes=self.rng.choice((30, 60, 60, 90, 120)))
            told = [say(str(name), start, end, self.now.replace(tzinfo=None), self.rng) for name in classes]
            if all(told):
                for span, found in zip(spans, told, strict=True):
                    assert found
                    values[span] = fitted(sentence, span, found[0])
                return start, tuple(found[1] for found in told if found), True
            start = self.draw_time()
        return start, (), False

    def draw_time(self) -> datetime:
        """A local time ahead of now: mostly within a week, by daylight, at a quarter."""
        first, last = self.rng.choices(((0, 1), (1, 6), (7, 13), (14, 60)), (25, 50, 15, 10))[0]
        day = self.now.date() + timedelta(self.rng.randint(first, last))
        minute = self.rng.choice((0, 0, 0, 30, 30, 15, 45))
        at = datetime(day.year, day.month, day.day, self.rng.randint(8, 20), minute)
        return at if at > self.now.replace(tzinfo=None) else at + timedelta(1)

    def populate(
        self,
        sentence: Sentence,
        command: Command,
        said: dict[str, tuple[str, ...]],
        start: datetime,
        found: tuple[Moment, ...],
    ) -> frozenset[str]:
        """Puts what a command finds into the world, and what it excludes beside it; the uids of what it finds."""
        make = self.add_event if command.frame.object == "event" else self.add_task
        quantity = set(words_of(" ".join(said.get("quantity", ()))))
        many = 2 if quantity & PLURAL and not any(m.begins is not None for m in found) else 1
        names = said.get("summary") or tuple(self.unnamed(command, sentence, said) for _ in range(many))
        uids = frozenset(make(name, said, start, found) for name in names)
        for name in said.get("excluded", ()):
            make(name, said, start, found)
        return frozenset() if quantity - PLURAL - {"next"} else uids

    def unnamed(self, command: Command, sentence: Sentence, said: dict[str, tuple[str, ...]]) -> str:
        """A name for a thing that the sentence finds without one."""
        if command.frame.object == "event":
            name = self.lexicon.draw("titles", self.rng)
            meets = re.search(r"\bmeetings?\b", sentence.text, re.I)
            return f"{self.lexicon.draw('department', self.rng)} meeting" if meets else name
        return self.lexicon.draw("items" if "list" in said else "chores", self.rng)

    def add_event(self, name: str, said: dict[str, tuple[str, ...]], start: datetime, found: tuple[Moment, ...]) -> str:
        """Adds an event; returns its uid."""
        begin = start.replace(tzinfo=self.zone)
        people = [p for p in (*said.get("attendee", ()), *said.get("removed_attendee", ())) if p.lower() not in SELF]
        calendar = self.calendar(said["list"][0], "event") if "list" in said else self.calendars[0]
        weekly = self.rng.random() < WEEKLY and any(m.days for m in found)
        uid = self.new_id()
        self.rows.append(
            Event(
                id=f"{uid}-row", uid=uid, calendar_id=calendar.id, summary=capital(name), start=begin,
                end=begin + timedelta(minutes=self.rng.choice((30, 60, 60, 90))), location=next(iter(said.get("location", ())), None),
                attendees=tuple(Attendee(name=self.full_name(p)) for p in people), rrule="FREQ=WEEKLY" if weekly else None,
            )
        )  # fmt: skip
        return uid

    def add_task(self, name: str, said: dict[str, tuple[str, ...]], start: datetime, found: tuple[Moment, ...]) -> str:
        """Adds a reminder, to-do or item; returns its uid."""
        due: date | datetime | None = start.replace(tzinfo=self.zone)
        if not any(m.begins is not None or m.hours for m in found) and self.rng.random() < DATED:
            due = start.date() if found or "shift" in said else None
        calendar = self.calendar(said["list"][0], "task") if "list" in said else self.calendars[1]
        people = tuple(p for p in said.get("attendee", ()) if p.lower() not in SELF)
        name = named_for(name, people) if people else name
        uid = self.new_id()
        self.rows.append(
            Task(
                id=f"{uid}-row", uid=uid, calendar_id=calendar.id, summary=capital(name), due=due, status="NEEDS-ACTION",
                alarms=(Alarm(trigger=timedelta(0)),) if isinstance(due, datetime) else (), location=next(iter(said.get("location", ())), None),
            )
        )  # fmt: skip
        return uid

    def full_name(self, typed: str) -> str:
        """The person called so here: a first name alone has a surname that the sentence leaves out."""
        if not re.fullmatch(r"[^\W\d_]+", typed) or not self.lexicon.has("first", typed):
            return typed
        if typed not in self.people:
            self.people[typed] = f"{capital(typed)} {self.lexicon.draw('surname', self.rng)}"
        return self.people[typed]

    def calendar(self, name: str, kind: Literal["event", "task"]) -> Calendar:
        """The calendar or list of that name, made where there is none."""
        words = words_of(name)
        known = next((c for c in self.calendars if c.kind == kind and words_of(c.name) == words), None)
        if known is None:
            known = Calendar(id=self.new_id(), name=capital(name), kind=kind, position=len(self.calendars))
            self.calendars.append(known)
        return known

    def run(self, lines: list[Line]) -> Iterator[tuple[Line, Finding]]:
        """Executes the lines placed here, each on the world as it stands, and judges what comes of them. Nothing is kept."""
        with open_database(None) as database:
            things = (*self.calendars[2:], *self.rows)
            if things:
                history.commit(database, ChangeSet(tuple(RowChange(None, row) for row in things), "world"), self.now)
            context = Context(Queries(database, self.zone), self.now, self.zone, self.new_id)
            calendars = {c.id: c for c in self.calendars}
            for line in lines:
                if line.sentence.family.startswith("fragments"):
                    yield line, Finding(Verdict.FOLLOW_UP)
                else:
                    yield line, examine(line.sentence, line.intents, context, calendars)


def words_by_label(text: str, command: Command) -> dict[str, tuple[str, ...]]:
    """The words of a command's spans, by label."""
    found: dict[str, tuple[str, ...]] = {}
    for span in command.spans:
        found[span.label] = (*found.get(span.label, ()), text[span.start : span.end])
    return found


def outside(text: str, command: Command) -> str:
    """The words of a sentence that no span of the command holds."""
    for span in reversed(command.spans):
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def fitted(sentence: Sentence, span: Span, words: str) -> str:
    """A time phrase as it can stand in a span's place: no second article, a capital letter where the written one had it in front."""
    left, _ = neighbours(sentence.text, span)
    words = words.removeprefix("the ") if left == "the" else words
    written = sentence.text[span.start]
    return capital(words) if span.start == 0 and written.isupper() else words


def loosened(moment: Moment, shifting: bool) -> Moment:
    """What stays fixed of a time beside a repetition, which has days of its own, and a length, which has an end."""
    return dataclasses.replace(moment, days=None, ends=None) if shifting else moment


def as_window(moment: Moment) -> Moment:
    """What a range of hours or a part of the day fixes of the things found in it: they overlap it, and may begin before (policy 10)."""
    hours = moment.hours and (moment.hours[0] - LONGEST, moment.hours[1])
    return dataclasses.replace(moment, begins=None if moment.ends else moment.begins, ends=None, hours=hours)


def found_by_range(goal: tuple[Moment, ...]) -> bool:
    """Whether a new time names a period, in which a thing can lie anywhere."""
    return any(m.days is not None and m.days[0] != m.days[1] for m in goal)


def capital(words: str) -> str:
    """First letter made capital."""
    return words[:1].upper() + words[1:]


def simulate(draw: Callable[[random.Random], Sentence], lexicon: Lexicon, seed: int) -> Iterator[tuple[Line, Finding]]:
    """Endless lines with what came of them; the same for a seed, whatever was drawn elsewhere."""
    times, rng = TimePhrases(lexicon), random.Random(f"world {seed}")
    for number in itertools.count():
        world = World(f"world {seed} {number}", lexicon, times)
        yield from world.run([world.place(draw(rng)) for _ in range(TOGETHER)])


def kept(found: Iterator[tuple[Line, Finding]]) -> Iterator[Sentence]:
    """The sentences whose execution does not contradict them."""
    return (line.sentence for line, finding in found if finding.verdict not in THROWN_OUT)


def report(lines: int, seed: int, out: Path | None) -> None:
    """Simulates lines of the student's sampling, prints the counts and what was thrown out, writes what stays."""
    lexicon = load_lexicon()
    sampler = Sampler(bank.load(), lexicon, Sampling())
    began = time.perf_counter()
    found = list(itertools.islice(simulate(sampler.draw, lexicon, seed), lines))
    speed = lines / (time.perf_counter() - began)
    counts = collections.Counter(finding.verdict.value for _, finding in found)
    reasons = collections.Counter(finding.reason for _, finding in found if finding.reason)
    shown: collections.Counter[str] = collections.Counter()
    for line, finding in found:
        shown[finding.reason] += 1
        if finding.reason and shown[finding.reason] <= SHOWN:
            print(f"{finding.reason}: {line.sentence.text}")
    for name, count in (*counts.most_common(), *reasons.most_common()):
        print(f"{count:7d} {100 * count / lines:5.1f} %  {name}")
    by_frame = collections.Counter((frame_name(i.command.frame), f.verdict) for line, f in found for i in line.intents)
    for frame in sorted({frame for frame, _ in by_frame}):
        print(f"{frame:15s}", *(f"{v.value}: {by_frame[frame, v]}" for v in Verdict if by_frame[frame, v]), sep="  ")
    print(f"{speed:.0f} lines/s")
    if out is not None:
        write_sentences(kept(iter(found)), out)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.world", description=report.__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, help="file for the marked sentences that stay, JSON lines")
    chosen = parser.parse_args()
    report(chosen.lines, chosen.seed, chosen.out)


if __name__ == "__main__":
    main()
