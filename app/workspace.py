"""The window's one door to the calendar: it understands, previews, commits, takes back and reads, on the worker's thread.

Views call it and listen to it; they hold no database. A plan made by hand (a drag, a form) walks the same path as a typed one.
"""

import dataclasses
from collections.abc import Callable, Collection
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from app import copies
from app.drafts import FIRST, Draft, colored, with_preview
from app.formatting import Formatter
from app.journal import Journal, journal_of
from app.settings import Preferences
from app.steps import with_step
from app.worker import Worker
from assistant.conversation import Conversation
from assistant.effort import Effort
from assistant.offers import search
from assistant.pipeline import Assistant
from assistant.plan import Answer, Plan, Retake
from assistant.preview import preview
from assistant.tagging import Tagging
from assistant.temporal.values import Setting
from models import history
from models.backup import back_up_daily, restore, taken
from models.changes import ChangeSet
from models.database import Database, open_database
from models.history import Direction, UndoEntry
from models.queries import Queries
from models.rows import Calendar, Event, Task

T = TypeVar("T")
MOST_SAID = 2  #: So many warnings of what a hand did are said.
PAINTED_MS = 8  #: So soon after an answer came it is painted, too.
WATCH_MS = 2000  #: How often another process is looked for.
Gesture = Callable[[Queries], Plan]  #: Makes a plan from what is stored; runs on the worker's thread.


class Workspace(QObject):
    """Holds the database, the conversation and the assistant. Every answer comes back as a signal, in the order asked."""

    #: The `ChangeSet` that was just written; None where another process wrote.
    changed = Signal(object)
    #: A `Draft`, or None where the line is empty.
    previewed = Signal(object)
    #: A sentence in the past tense, for the toast, and what it may offer: "undo", "redo" or "".
    committed = Signal(str, str)
    #: What is under way, in words: something is written, taken back or repeated.
    turning = Signal(str)
    #: One sentence for the person: nothing was changed.
    failed = Signal(str)
    #: As `failed`, of what was confirmed: who asked for it has it still.
    refused = Signal(str)
    #: A `Journal`.
    journal_changed = Signal(object)
    #: The calendars and lists, after they were read.
    calendars_read = Signal(object)
    #: The `Plan` that was carried out: what stayed ticked of it.
    performed = Signal(object)
    #: The `Answer` whose rows were chosen in a view.
    pointed = Signal(object)
    preferences_changed = Signal()

    def __init__(
        self,
        database: Database,
        load_assistant: Callable[[], Assistant],
        clock: Callable[[], datetime],
        formatter: Formatter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self.formatter = formatter
        self.calendars: dict[str, Calendar] = {}
        self.journal = Journal()
        self._database = database
        self._queries = Queries(database, formatter.zone)
        self._load_assistant = load_assistant
        self._assistant: Assistant | None = None
        self._preferences = Preferences()
        self._conversation = Conversation()
        self._number = 0
        #: The entry that this window wrote last.
        self._latest: int | None = None
        self._worker = Worker(self)
        self._worker.failed.connect(self.failed)
        self.changed.connect(self.refresh)
        self._stamp: int | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(lambda: self._worker.submit(self._read_stamp, self._compare_stamp))
        self._watch.start()
        self._worker.submit(self._read_stamp, self._compare_stamp)  # what is written from now on is another's

    @property
    def preferences(self) -> Preferences:
        """What this person likes; `preferences_changed` when it is set."""
        return self._preferences

    @preferences.setter
    def preferences(self, value: Preferences) -> None:
        self._preferences = value
        self.formatter.prefer(value.twelve_hours, value.first_weekday)
        self.preferences_changed.emit()

    @property
    def time_setting(self) -> Setting:
        """In which light a phrase for a time is read."""
        likes = self.preferences
        return Setting(self.clock(), self.zone, first_weekday=likes.first_weekday, day_first=likes.day_first)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that everything is shown in."""
        return self.formatter.zone

    @property
    def today(self) -> date:
        """The clock's date in `zone`."""
        return self.clock().astimezone(self.zone).date()

    def refresh(self) -> None:
        """Reads the calendars and what undo and redo would do."""
        self.read_calendars()
        self.read_journal()

    def read_calendars(self) -> None:
        """Reads the calendars and lists."""
        self.read(lambda queries: {c.id: c for c in queries.calendars()}, self._take_calendars)

    def read_journal(self) -> None:
        """Reads what undo and redo would do."""
        self._worker.submit(lambda: journal_of(history.entries(self._database)), self._take_journal)

    def warm_up(self) -> None:
        """Loads the student, then the journal; what is typed meanwhile waits behind them. Then readies what the first sentence needs,
        and copies the file, once a day."""
        self._worker.submit(self.assistant, lambda assistant: None)
        self.read_journal()
        self._worker.submit(lambda: self.assistant().prepare(self._queries), lambda done: None)
        now = self.clock()
        self._worker.submit(lambda: back_up_daily(self._database, now), lambda copy: None)

    def read(
        self, question: Callable[[Queries], T], then: Callable[[T], None], wanted: Callable[[], bool] = lambda: True
    ) -> "Future[None] | None":
        """Asks what is stored; `then` gets the answer, unless `wanted` says that it comes too late. Gives what is done when the question
        is not waiting any more."""
        return self._worker.submit(lambda: question(self._queries), then, wanted)

    def consult(
        self, question: Callable[[Database], T], then: Callable[[T], None], wanted: Callable[[], bool] = lambda: True
    ) -> None:
        """Asks the file itself, its journal, its copies, as :meth:`read` asks what is stored."""
        self._worker.submit(lambda: question(self._database), then, wanted)

    def understand(self, text: str, whole: bool = False, after: Conversation | None = None) -> None:
        """Previews `text`, where it is long its first rows unless the `whole` is wanted, `after` what is on the table; of several lines
        typed in a row only the last is answered, and what an earlier one leads to is not worked out further."""
        self._number += 1
        number, conversation, now = self._number, after or self._conversation, self.clock()
        if not text.strip():
            self.previewed.emit(None)
            return

        def job() -> Draft:
            sought = search(text, self._queries)
            if sought:
                return self._shown(Draft(text, sought, Tagging(text, ()), conversation.after(sought, ())))
            effort = Effort(None if whole else FIRST, wanted)
            found = self.assistant(effort).understand(text, now, self._queries, conversation)
            draft = Draft(text, found.outcome, found.tagging, found.conversation, found.is_cut, of_plan=found.of_plan)
            return self._shown(draft)

        def wanted() -> bool:
            return number == self._number

        self._worker.submit(job, self.previewed.emit, wanted)

    def propose(self, gesture: Gesture) -> None:
        """Previews a plan made by hand."""
        conversation = self._conversation

        def job() -> Draft:
            plan = gesture(self._queries)
            return self._shown(Draft("", plan, None, conversation.after(plan, ())))

        self._preview(job)

    def _preview(self, job: Callable[[], Draft | None]) -> None:
        self._number += 1
        number = self._number
        self._worker.submit(job, self.previewed.emit, lambda: number == self._number)

    def perform(self, gesture: Gesture) -> None:
        """Makes a plan by hand and commits it at once: it is what the next sentence may speak of, unless a question is open."""
        now = self.clock()

        def job() -> tuple[Plan, tuple[ChangeSet, str]]:
            plan = gesture(self._queries)
            change_set, sentence = self._commit(plan, now)
            return plan, (change_set, "; ".join((sentence, *plan.warnings[:MOST_SAID])))  # no card said them before

        def then(result: tuple[Plan, tuple[ChangeSet, str]]) -> None:
            plan, done = result
            if done[0] and self._conversation.question is None:
                self._conversation = self._conversation.after(plan, ()).committed(plan)
                self.performed.emit(plan)
            self._announce(done)

        self._worker.submit(job, then)

    def commit(self, plan: Plan, conversation: Conversation, chosen: Collection[int] | None = None) -> None:
        """Commits the effects of `plan`, to which a `conversation` led, that stay `chosen` (all, where it is None)."""
        now, kept = self.clock(), tuple(e for i, e in enumerate(plan.effects) if chosen is None or i in chosen)
        done_plan = dataclasses.replace(plan, effects=kept)
        self._number += 1

        def then(done: tuple[ChangeSet, str]) -> None:
            self._conversation = conversation.committed(done_plan)
            self.performed.emit(done_plan)
            self._announce(done)

        self.turning.emit(self.tr("Writing…"))
        self._worker.submit(lambda: self._commit(done_plan, now), then, otherwise=self.refused.emit)

    def keep(self, draft: Draft) -> None:
        """An answer or a question stays on the table: what is typed next may speak of it."""
        self._conversation = draft.conversation

    def point_at(self, *rows: Event | Task) -> None:
        """What is chosen in a view is what "it" or "them" means next, as what was asked for is; unless a question is open."""
        if self._conversation.question is None:
            chosen = Answer(", ".join(row.summary for row in rows), rows)
            self._conversation = self._conversation.dropped().after(chosen, ())
            self.pointed.emit(chosen)

    def dismiss(self) -> None:
        """Nothing is on the table any more."""
        self._number += 1
        self._conversation = self._conversation.dropped()
        self.previewed.emit(None)

    def import_changes(self, make: Callable[[Queries], tuple[ChangeSet, str]]) -> None:
        """Commits a change set that `make` reads from a file, and says its sentence."""
        now = self.clock()

        def job() -> tuple[ChangeSet, str]:
            change_set, sentence = make(self._queries)
            if change_set:
                self._latest = history.commit(self._database, change_set, now)
            return change_set, sentence

        self._worker.submit(job, self._announce)

    def undo(self) -> None:
        """Takes the last entry back."""
        self.retake("undo")

    def redo(self) -> None:
        """Repeats what was taken back last."""
        self.retake("redo")

    def turn_latest(self, direction: Direction) -> None:
        """Takes back or repeats what this window last spoke of, unless something was done since."""
        self.retake(direction, self._latest)

    def retake(self, direction: Direction, expected: int | None = None) -> None:
        """Takes back or repeats the entry that was shown as the next one (its id `expected`), else whichever is next."""
        now = self.clock()
        self.turning.emit(self.tr("Taking back…") if direction == "undo" else self.tr("Repeating…"))
        self._worker.submit(
            lambda: history.turn(self._database, now, direction, expected),
            lambda entry: self._announce_turn(direction, entry),
            otherwise=self.refused.emit,
        )

    def look_back(self, entry_id: int) -> None:
        """Previews what taking back an entry of the journal would change."""
        conversation = self._conversation

        def job() -> Draft | None:
            entry = history.entry(self._database, entry_id)
            return self._shown(Draft("", Retake("undo"), None, conversation, entry=entry)) if entry else None

        self._preview(job)

    def take_back(self, entry_id: int) -> None:
        """Takes back an entry that was chosen in the journal: the last as undo does, an older one as an entry of its own."""
        self.consult(
            lambda database: history.upcoming(database, "undo"),
            lambda last: self.retake("undo", entry_id) if last and last.id == entry_id else self.revert(entry_id),
        )

    def revert(self, entry_id: int) -> None:
        """Takes back an older entry, as an entry of its own; where a later one depends on it, that one is named."""
        now = self.clock()

        def job() -> tuple[ChangeSet, str]:
            self._latest = history.revert(self._database, entry_id, now)
            change_set = history.entries(self._database, limit=1)[0].change_set
            return change_set, self.tr("Taken back: {}").format(change_set.text.removeprefix("Undo: "))

        self._worker.submit(job, self._announce)

    def forget(self, uid: str, name: str, found: tuple[Path, ...]) -> None:
        """Removes a thing for good: from the file, its journal, and the copies that are given. Those that hold it still are named."""
        now = self.clock()
        self._worker.submit(lambda: copies.forget(self._database, uid, name, found, now, self.zone), self._begin_anew)

    def restore(self, copy: Path) -> None:
        """Puts a copy in the place of the file, which is set aside under a name that is said."""
        now = self.clock()

        def job() -> str:
            file = self._database.path
            assert file
            copies.check(copy)
            self._database.close()
            try:
                aside = restore(file, copy, now)
            finally:
                self._database = open_database(file)
                self._queries = Queries(self._database, self.zone)
                self._stamp = None
            when = self.formatter.moment(taken(copy).astimezone(self.zone), now.astimezone(self.zone).date())
            return self.tr("The calendar is as it was on {}; as it was until now it is kept as {}.").format(
                when, aside.name
            )

        self._worker.submit(job, self._begin_anew)

    def _begin_anew(self, sentence: str) -> None:
        """The file is another one than was talked of."""
        self._conversation = Conversation()
        self.changed.emit(None)
        self.committed.emit(sentence, "")

    def close(self) -> None:
        """Lets the running job end, and closes the database."""
        self._watch.stop()
        self._worker.close()
        self._database.close()

    def assistant(self, effort: Effort | None = None) -> Assistant:
        """The assistant, loaded when it is first asked for, that reads dates as is preferred; for the worker's thread alone."""
        if self._assistant is None:
            self._assistant = self._load_assistant()
        likes, effort = self._preferences, effort or Effort()
        return dataclasses.replace(
            self._assistant, first_weekday=likes.first_weekday, day_first=likes.day_first, effort=effort
        )

    def _shown(self, draft: Draft) -> Draft:
        return with_preview(draft, self._queries, self.calendars, self.clock(), self.zone)

    def _commit(self, plan: Plan, now: datetime) -> tuple[ChangeSet, str]:
        done, change_set = preview(plan, self._queries, now, self.zone).done, plan.change_set()
        sentence = with_step(done, plan.effects, self.formatter, now.astimezone(self.zone).date())
        if change_set:
            self._latest = history.commit(self._database, change_set, now)
        return change_set, sentence

    def _announce(self, done: tuple[ChangeSet, str]) -> None:
        change_set, sentence = done
        if change_set:
            self.changed.emit(change_set)
        self.committed.emit(sentence, "undo" if change_set else "")

    def _announce_turn(self, direction: Direction, entry: UndoEntry) -> None:
        is_undo, self._latest = direction == "undo", entry.id
        self.changed.emit(entry.change_set.inverted() if is_undo else entry.change_set)
        said = self.tr("Taken back: {}") if is_undo else self.tr("Done again: {}")
        self.committed.emit(said.format(entry.text or self.tr("the last change")), "redo" if is_undo else "undo")

    def _read_stamp(self) -> int:
        """SQLite's number of the data as other connections left it; this one's own writes do not move it."""
        self._queries.calendars()
        return self._database.snapshot.stamp

    def _compare_stamp(self, stamp: int) -> None:
        if self._stamp not in (None, stamp):
            self.changed.emit(None)
        self._stamp = stamp

    def _take_journal(self, journal: Journal) -> None:
        self.journal = journal
        self.journal_changed.emit(journal)

    def _take_calendars(self, calendars: dict[str, Calendar]) -> None:
        self.calendars = {c.id: colored(c) for c in calendars.values()}
        self.calendars_read.emit(self.calendars)
