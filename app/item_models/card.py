"""What the card under the typed line says of each outcome: a plan, an answer, a question, results, or what could be typed."""

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.drafts import Draft, plan_of
from app.formatting import Formatter, count
from app.item_models.blocks import look_of
from app.item_models.ghosts import times_in_all
from app.item_models.tasks import due_of
from assistant.lazy import Lazy
from assistant.plan import Answer, Choice, Clarification, Confirmation, Effect, NotUnderstood, Plan, Question, Retake
from assistant.preview import PreviewRow, headlines
from assistant.recurrence_words import say_rule
from assistant.resolution.saying import NAMED
from assistant.resolution.warnings import PEOPLE
from assistant.tagging import Certainty
from assistant.timespan import day_of
from models.rows import Calendar, Event, Row, Task, When

#: A sentence that says when one is free.
FREE = re.compile(r"You are free .+?\.", re.S)
VERDICT = re.compile(r"(?:Yes|No): ")
WORD = re.compile(r"\w+")
#: Words that an answer joins what it names with, and how far a day is.
LEFT_OUT = frozenset(
    {"and", "due", "today", "tomorrow", "yesterday", "in", "days", "weeks", "week", "ago", "next", "last"}
)
#: How the warning begins that comes before all others: who reads it drops the plan.
DUPLICATE = "duplicate"


def is_note(warning: str) -> bool:
    """Whether a warning only tells something, as who is invited, whom nobody writes to; nothing is wrong with the plan."""
    return warning.startswith(PEOPLE)


@dataclasses.dataclass(frozen=True)
class Setting:
    """What the words of a card depend on besides the draft."""

    calendars: Mapping[str, Calendar]
    formatter: Formatter
    today: date
    #: The ids of the calendars that are not shown.
    hidden: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Contents:
    """What a card shows. `confirmable` has the button that does it; `tickable` a check box on each row."""

    headline: str = ""
    rows: Sequence[PreviewRow] = ()
    question: Question | None = None
    warnings: tuple[str, ...] = ()
    confirmable: bool = False
    tickable: bool = False
    #: What all rows have in common, said once.
    shared: tuple[str, ...] = ()
    #: The things behind the rows of an answer, to be opened.
    things: Sequence[Row] = ()


def tr(text: str) -> str:
    """A sentence of this module, in the language of the window."""
    return QCoreApplication.translate("card", text)


def contents_of(draft: Draft, setting: Setting) -> Contents:
    """The card of a draft."""
    return MAKERS[type(draft.outcome)](draft, draft.outcome, setting)


def is_doubtful(draft: Draft) -> bool:
    """Whether the words were rather misread than not, by the student's own measure: one Enter then leads into the card."""
    return draft.tagging is not None and draft.tagging.certainty is Certainty.ASK


def is_rash(draft: Draft) -> bool:
    """Whether a draft deletes something by words that may be misread: half a sentence that seems to is not shown before Enter asks for it."""
    plan = plan_of(draft.outcome) if is_doubtful(draft) else None
    return plan is not None and any(effect.kind == "deleted" for effect in plan.effects)


def of_plan(draft: Draft, _: Plan | Confirmation, setting: Setting) -> Contents:
    """Rows to tick; reasons that all of them share are said once, warnings of a row beside it alone."""
    shown, plan = draft.preview, plan_of(draft.outcome)
    assert shown is not None and plan is not None
    shared, effects = shared_reasons(plan.effects), plan.effects

    def told(number: int) -> PreviewRow:
        row, of = shown.rows[number], effects[number].row
        home = named(row.calendar, getattr(of, "calendar_id", of.id), setting)
        when = with_number(row.when, effects[number])
        warnings = tuple(sorted(row.warnings, key=lambda words: (not words.startswith(DUPLICATE), is_note(words))))
        reasons = () if shared else row.reasons
        return dataclasses.replace(row, when=when, calendar=home, reasons=reasons, warnings=warnings)

    rows = Lazy(range(len(shown.rows)), told)
    said = {words for effect in plan.effects for words in effect.warnings}
    warnings = tuple(words for words in dict.fromkeys(shown.warnings) if words not in said)
    if is_doubtful(draft):
        warnings = (tr("I may have misread this: Enter looks first, Enter once more does it"), *warnings)
    return Contents(
        shown.headline, rows, shown.question, warnings, confirmable=bool(rows), tickable=bool(rows), shared=shared
    )


def with_number(when: str, effect: Effect) -> str:
    """When something new is to be, and how often where its end is a day: who says "for eight weeks" sees the number."""
    row = effect.after
    if effect.before is not None or not isinstance(row, Event | Task) or "UNTIL" not in (row.rrule or "").upper():
        return when
    number = times_in_all(row)
    return when if number is None else f"{when} · {count(number, tr('time'), tr('times'))}"


def headline_of(draft: Draft, chosen: Collection[int]) -> str:
    """What is done where these rows alone stay ticked."""
    plan = plan_of(draft.outcome)
    assert plan is not None
    return headlines([effect for number, effect in enumerate(plan.effects) if number in chosen])[0]


def of_answer(_: Draft, answer: Answer, setting: Setting) -> Contents:
    """A sentence, and what it speaks of."""
    free = tuple(free_row(start, end, setting) for start, end in answer.free or ())
    things = Lazy(answer.items, lambda item: thing_row(item, setting))
    rows = (*things, *free) if free else things
    return Contents(answer_beside(answer, rows, setting), rows, things=answer.items)


def answer_beside(answer: Answer, rows: Sequence[PreviewRow], setting: Setting) -> str:
    """What an answer says besides what the rows below it do: of one thing how far it is, of several how many, of free time what lasts all
    day."""
    told, beside = answer.text.removesuffix(answer.beside), answer.beside.strip()
    if answer.free and FREE.fullmatch(told) and len(rows) == len(answer.free):
        return "\n".join(filter(None, (tr("You are free"), beside)))
    verdict, text = (VERDICT.match(told) or ("",))[0], VERDICT.sub("", told)
    number = len(answer.items)
    is_cut = text.endswith(tr(" and {} more.").format(number - NAMED))
    if not number or not (is_cut or is_repeated(text, [rows[at] for at in range(number)] if number <= NAMED else ())):
        return answer.text
    said = tr("{} in all").format(count(number, tr("entry"), tr("entries")))
    due = [date_of(item) for item in answer.items] if number == 1 else []
    if due and due[0] is not None:
        said = setting.formatter.distance(day_of(due[0], setting.formatter.zone), setting.today)
        said = said[:1].upper() + said[1:]
    return "\n".join(filter(None, (verdict + said, beside)))


def date_of(thing: Row) -> When | None:
    """When a thing begins, or is due."""
    if isinstance(thing, Calendar) or thing.rrule:
        return None
    return due_of(thing) if isinstance(thing, Task) else thing.start


def is_repeated(text: str, rows: Sequence[PreviewRow]) -> bool:
    """Whether each word of a sentence stands in the rows below it, too."""
    shown = {word for row in rows for word in WORD.findall(f"{row.title} {row.when}".casefold())}
    return bool(rows) and all(word in shown or word in LEFT_OUT for word in WORD.findall(text.casefold()))


def of_question(_: Draft, outcome: Clarification, setting: Setting) -> Contents:
    """The question, and what settles it."""
    return Contents(question=outcome.question)


def of_retake(draft: Draft, outcome: Retake, setting: Setting) -> Contents:
    """Undo or redo, and the rows that it changes: all of them, since an entry is taken back whole."""
    if outcome.direction == "undo":
        words, nothing = tr("Take back “{}”"), tr("There is nothing to take back.")
    else:
        words, nothing = tr("Repeat “{}”"), tr("There is nothing to repeat.")
    if draft.entry is None or draft.preview is None:
        return Contents(nothing)
    return Contents(words.format(draft.entry.text or "…"), draft.preview.rows, confirmable=True)


def of_nothing(draft: Draft, outcome: NotUnderstood, setting: Setting) -> Contents:
    """What holds the words, if anything does, and what could be done with them; else what could be typed."""
    if draft.found:
        return Contents(
            tr("Found in your calendar and lists"),
            Lazy(draft.found, lambda row: thing_row(row, setting)),
            draft.offered,
            things=draft.found,
        )
    said, examples = split_examples(outcome.text)
    choices = tuple(Choice(example, example) for example in examples)
    shown = Question(tr("For example:"), choices) if choices else None
    return Contents(said, question=draft.offered or shown)


#: Outcome → what makes its card.
MAKERS: Mapping[type, Callable[[Draft, Any, Setting], Contents]] = {
    Plan: of_plan,
    Confirmation: of_plan,
    Answer: of_answer,
    Clarification: of_question,
    Retake: of_retake,
    NotUnderstood: of_nothing,
}


def free_row(start: datetime, end: datetime, setting: Setting) -> PreviewRow:
    """A free span of time as a row."""
    day = setting.formatter.day(start.astimezone(setting.formatter.zone).date(), setting.today)
    return PreviewRow("free", day, setting.formatter.span(start, end), "", "", (), (), ())


def thing_row(thing: Row, setting: Setting) -> PreviewRow:
    """A stored thing as a row."""
    if isinstance(thing, Calendar):
        return PreviewRow("", thing.name, "", "", thing.color, (), (), ())
    color, home = look_of(thing, setting.calendars)
    name = named(home, thing.calendar_id, setting)
    repeats = say_rule(thing.rrule, setting.formatter.zone) if thing.rrule else ""
    where = " · ".join(filter(None, (setting.formatter.when(thing, setting.today), repeats, thing.location)))
    return PreviewRow("", thing.summary, where, name, color, (), (), ())


def named(name: str, calendar_id: str, setting: Setting) -> str:
    """A calendar's name, and that it is hidden: what is done in it is not to be seen among the days."""
    return tr("{} (hidden)").format(name) if name and calendar_id in setting.hidden else name


def shared_reasons(effects: Sequence[Effect]) -> tuple[str, ...]:
    """The reasons that all of several effects have; none where they differ."""
    reasons = {effect.reasons for effect in effects}
    return next(iter(reasons)) if len(effects) > 1 and len(reasons) == 1 else ()


def split_examples(text: str) -> tuple[str, tuple[str, ...]]:
    """What can be done, in one sentence, and the quoted examples after it."""
    said, _, rest = text.partition(". ")
    examples = tuple(re.findall("“([^”]+)”", rest))
    return (f"{said}.", examples) if examples else (text, ())
