"""The whole path on one page: text → tagging → commands → plan, answer or question. Nothing is written here."""

import contextlib
import dataclasses
import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assistant.asides import with_apostrophes, without_asides
from assistant.commands import Command, Referent, Selector
from assistant.conversation import Conversation
from assistant.dialect import in_common_words
from assistant.effort import Effort
from assistant.fillers import is_found, is_lost, without_fillers
from assistant.follow_ups import cues
from assistant.follow_ups.about_plan import about_planned, asks_of_new_list, asks_of_then
from assistant.follow_ups.alike import same_day_too, theirs_said
from assistant.follow_ups.also_named import unheard
from assistant.follow_ups.asked_again import is_asked_again, not_thrice, stands_alone
from assistant.follow_ups.choices import INSTEAD, chosen, revising
from assistant.follow_ups.deciding import counts_steps, words_that_decide
from assistant.follow_ups.deeds_told import with_deed
from assistant.follow_ups.done_otherwise import otherwise_done
from assistant.follow_ups.free_slots import TAKE, slot_taken
from assistant.follow_ups.gone import in_its_place
from assistant.follow_ups.narrowing import narrowed, taken_back, undone
from assistant.follow_ups.noun_said import with_kin, with_noun, with_own_name
from assistant.follow_ups.of_answered import among_answered
from assistant.follow_ups.of_note import with_noted_things
from assistant.follow_ups.paraphrases import in_plain_words
from assistant.follow_ups.same_day import day_alone, day_of_question, one_day
from assistant.follow_ups.second_thoughts import so_said
from assistant.follow_ups.set_right import in_two, same_things
from assistant.follow_ups.staying import STAYS, is_bare_time, settled, staying, with_new_offered
from assistant.follow_ups.taking_up import take_up
from assistant.follow_ups.that_time import asked_as_clash
from assistant.follow_ups.yes_and_no import DROPPED, nothing_asked, retake, told, was_only_asked
from assistant.interpretation import interpret
from assistant.looks import IN_SIDE_BAR, is_of_looks
from assistant.marks.by_calendar import tagged_by_calendar
from assistant.marks.conditions import MAY_BE, WHETHER, ask_condition, ask_whether, tied, undenied
from assistant.marks.items_there import without_items_there
from assistant.marks.left_over import FURTHER_ORDER
from assistant.news import with_new_end, with_news
from assistant.plan import (
    Answer,
    Clarification,
    NotUnderstood,
    Outcome,
    Plan,
    Question,
    Retake,
    gone_by,
    made_by,
)
from assistant.remarks import without_remarks
from assistant.resolution.clashes import with_whom_it_clashes
from assistant.resolution.context import Context
from assistant.resolution.in_notes import asked_of_notes, told_by_note
from assistant.resolution.name_index import Indexes
from assistant.resolution.reference import THAT_WEEKDAY, only_day, with_day_after, with_that_day, with_that_weekday
from assistant.resolution.sequence import merged, resolve_all
from assistant.resolution.spoken_of import with_spoken_of
from assistant.tagging import Certainty, Following, Tagger, Tagging
from assistant.temporal.grammar import grammar
from assistant.temporal.values import Purpose, Setting
from assistant.whose import with_whose
from models.queries import Queries
from models.rows import Calendar

#: "cancel that" where nothing else is meant: the rows last talked of go.
TAKE_AWAY = Command("delete", "event", selector=Selector(referent=Referent.IT))
#: "out on 11/12, back on 14/12": there the day comes first.
DAY_FIRST = re.compile(r"(?<![\d/.:-])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d])")
ONE_STEP = Question("I go one whole step at a time: say “undo” for the last one, and again for the one before.")
NOTHING_WAITS = "Nothing is waiting for a yes."


def orders(tagging: Tagging) -> tuple[Command, ...]:
    """The commands of a tagging, but for words that are none; a further order among these is told with the one before."""
    kept = list[Command]()
    for command in interpret(tagging):
        if command.operation != "none":
            kept.append(with_whom_it_clashes(command))
        elif kept and (further := FURTHER_ORDER.match(command.text)):
            kept[-1] = dataclasses.replace(kept[-1], left_out=kept[-1].left_out or further[1])
    return tuple(kept)


def without_denied(tagging: Tagging, conversation: Conversation, setting: Setting) -> Tagging:
    """The tagging without what its words deny; whole where "don't cancel the vet" is said of a plan that does."""
    left = undenied(tagging)
    if left is tagging:
        return tagging
    commands = orders(tagging)
    return tagging if take_up(commands, tagging.text, conversation, setting)[0] != commands else left


@dataclasses.dataclass(frozen=True)
class Understanding:
    """What a sentence leads to, the conversation after it, and how its words were taken. `is_cut`: of the rows only the first. `of_plan`: the
    plan that was on the table, where the sentence confirms, drops, changes or adds to it."""

    outcome: Outcome
    conversation: Conversation
    tagging: Tagging
    is_cut: bool = False
    of_plan: Plan | None = None


def beside_new(led_to: Understanding, text: str, commands: tuple[Command, ...]) -> Understanding:
    """What a bare time leads to, doubted, and with something new offered."""
    plan = with_new_offered(led_to.outcome, text)
    doubted = (dataclasses.replace(c, certainty=Certainty.ASK) for c in led_to.tagging.commands)
    after = led_to.conversation.after(plan, commands) if plan is not led_to.outcome else led_to.conversation
    return dataclasses.replace(led_to, outcome=plan, conversation=after, tagging=led_to.tagging.with_commands(doubted))


@dataclasses.dataclass(frozen=True)
class Assistant:
    """Understands sentences. Clock, uids and tagger are given; `zone` is the person's; `effort` says how much of an outcome is made."""

    tagger: Tagger
    zone: ZoneInfo
    new_id: Callable[[], str]
    first_weekday: int = 0
    day_first: bool = False
    indexes: Indexes = dataclasses.field(default_factory=Indexes, compare=False)
    effort: Effort = dataclasses.field(default_factory=Effort, compare=False)

    def prepare(self, queries: Queries) -> None:
        """Compiles the grammar of time phrases and indexes the names, which the first sentences would wait for."""
        grammar()
        self.indexes.named("event", queries)
        self.indexes.named("task", queries)

    def understand(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Understanding:
        """What `text` means at `now` (aware), over these rows, after this conversation."""
        if parts := in_two(text):
            said = self.heard(parts[0], now, queries, conversation)
            right = self.heard(parts[1], now, queries, said.conversation)
            if same_things(said.outcome, right.outcome):
                return dataclasses.replace(right, tagging=said.tagging, of_plan=said.of_plan)
        return self.heard(text, now, queries, conversation)

    def heard(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Understanding:
        """What a sentence means that does not set itself right."""
        if is_of_looks(text, (c.name for c in queries.calendars()), conversation.answered):
            return Understanding(NotUnderstood(IN_SIDE_BAR), conversation, Tagging(text, ()))
        plain = words_that_decide(in_plain_words(in_common_words(text), conversation), conversation)
        told = with_deed(plain, conversation, self.indexes.named("task", queries), queries, now)
        conversation = dataclasses.replace(conversation, beside=conversation.focus if told != plain else ())
        said = self.reworded(told, now, queries, conversation)
        led_to = self.forgiving(said, self.taken(said, now, queries, conversation), now, queries, conversation)
        named = with_own_name(plain, conversation, queries) if isinstance(led_to.outcome, NotUnderstood) else plain
        if named != plain:
            led_to = self.taken(self.reworded(named, now, queries, conversation), now, queries, conversation)
        led_to = self.unless_asked_again(plain, led_to, now, queries, conversation)
        outcome, after = settled(text, led_to.outcome, conversation, led_to.conversation)
        understood = not isinstance(outcome, NotUnderstood)
        return dataclasses.replace(
            led_to, outcome=outcome, conversation=after.saying(led_to.tagging) if understood else after
        )

    def unless_asked_again(
        self, text: str, led_to: Understanding, now: datetime, queries: Queries, conversation: Conversation
    ) -> Understanding:
        """What the words led to; where that is the question that waits, what they do without it, and where that is nothing the question once more,
        but never a third time."""
        if is_asked_again(text, led_to.outcome, conversation):
            beside = conversation.dropped()
            alone = self.taken(self.reworded(text, now, queries, beside), now, queries, beside)
            if stands_alone(alone.outcome, alone.conversation, conversation):
                return alone
        outcome, after = not_thrice(led_to.outcome, led_to.conversation, conversation)
        return dataclasses.replace(led_to, outcome=outcome, conversation=after)

    def reworded(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> str:
        """The sentence as the student reads it best. What is said aside goes before names are looked for in what is left, and what "it" or
        "the same" stands for is put in last, so that no step reads words that another has put there."""
        events, tasks = self.indexes.named("event", queries), self.indexes.named("task", queries)
        text = with_that_weekday(text, self.context(now, queries, conversation)) if THAT_WEEKDAY.search(text) else text
        said = with_noted_things(so_said(text, conversation), conversation)
        said = without_items_there(with_news(said, events, tasks), tasks, queries)
        said = with_new_end(said, events) if conversation.plan is None else said
        said = with_apostrophes(without_asides(said, self.tagger), events.people)
        said = with_whose(without_remarks(said, self.tagger, events), events)
        said = with_noun(theirs_said(said, conversation, events, self.setting(now)), conversation, (events, tasks))
        said = with_kin(said, conversation, events)
        return asked_as_clash(said, conversation, events)

    def forgiving(
        self, text: str, led_to: Understanding, now: datetime, queries: Queries, conversation: Conversation
    ) -> Understanding:
        """What the words led to; where that is nowhere, what they do without those that fill up a name ("the knife guy")."""
        if not is_lost(led_to.outcome) or any(c.operation == "create" for c in led_to.tagging.commands):
            return led_to
        names = (self.indexes.named("event", queries), self.indexes.named("task", queries))
        tried = (self.taken(plainer, now, queries, conversation) for plainer in without_fillers(text, names))
        return next((found for found in tried if is_found(found.outcome)), led_to)

    def taken(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Understanding:
        """What `text` means, whatever a plan on the table is still worth after it."""
        if (to_program := told(text, conversation)) is not None:
            outcome, after = to_program
            of_plan = None if isinstance(outcome, Retake) else conversation.waiting
            return Understanding(outcome, after, Tagging(text, ()), of_plan=of_plan)
        choice = chosen(text, conversation)
        if choice is not None and choice.commands:
            open_ = conversation.plan is not None or conversation.commands
            in_stead = choice.text in INSTEAD and not open_
            if in_stead and (other := self.in_stead(choice.commands, text, now, queries, conversation)) is not None:
                return Understanding(other, conversation.after(other, ()), Tagging(text, ()))
            picked = choice.commands if open_ else revising(choice, conversation.done)
            led_to = self.resolved(picked, choice.text, now, queries, conversation, Tagging(text, ()))
            after = dataclasses.replace(led_to.conversation, offered=conversation.question or conversation.offered)
            return dataclasses.replace(led_to, conversation=after, of_plan=conversation.plan)
        if cues.YES.fullmatch(text):
            return Understanding(NotUnderstood(NOTHING_WAITS), conversation, Tagging(text, ()))
        if (left := self.left_of_answer(text, now, queries, conversation)) is not None:
            return Understanding(left, conversation.after(left, conversation.commands), Tagging(text, ()))
        if (fewer := narrowed(text, conversation, self.context(now, queries, conversation))) is not None:
            alone = self.resolved(fewer, text, now, queries, conversation, Tagging(text, ()))
            return dataclasses.replace(alone, of_plan=conversation.plan)
        if (back := self.taken_back(text, now, queries, conversation)) is not None:
            return Understanding(back, conversation.after(back, ()), Tagging(text, ()))
        return self.read(text, now, queries, conversation)

    def read(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Understanding:
        """What the student's reading of a sentence leads to, where the conversation alone did not settle it."""
        tagger = Following(self.tagger, conversation.said)
        tagging = tagged_by_calendar(text, tagger, queries, self.indexes)
        if cues.CANCEL_THAT.fullmatch(text) and conversation.focus:
            away = dataclasses.replace(TAKE_AWAY, text=text)
            return self.resolved((away,), text, now, queries, conversation, tagging)
        operations = {c.operation for c in tagging.commands}
        way = next((way for way in ("undo", "redo") if way in operations), None)
        if way and MAY_BE.match(text):  # "I can take it back"
            return Understanding(Answer(STAYS), conversation.dropped(), tagging)
        if way == "undo" and was_only_asked(conversation):
            return Understanding(Answer(DROPPED), conversation.dropped(), tagging)
        if way and not (conversation.free and TAKE.fullmatch(text)):
            several = counts_steps(text, conversation)
            outcome, after = (Clarification(ONE_STEP), conversation) if several else retake(way, conversation)
            return Understanding(outcome, after, tagging)
        setting = self.setting(now)
        left = without_denied(tagging, conversation, setting)
        if left is not tagging and all(c.operation == "none" for c in left.commands):
            return Understanding(Answer(STAYS), conversation.dropped(), tagging)
        ordered, waits = tied(left)
        heard = unheard(orders(ordered), text, conversation) or slot_taken(text, conversation.free)
        heard = heard or same_day_too(text, conversation) or in_its_place(text, conversation)
        said = day_alone(heard, text, conversation, setting)
        if not said:
            if (noted := self.noted(text, now, queries, conversation)) is not None:
                return Understanding(noted, conversation.after(noted, (asked_of_notes(text),)), tagging)
            lost = staying(conversation, text, said, said) or NotUnderstood(nothing_asked(text))
            return Understanding(lost, conversation, tagging)
        if (other := self.instead(said, left.text, now, queries, conversation)) is not None:
            return Understanding(other, conversation.after(other, ()), tagging)
        commands, of_plan = take_up(said, left.text, conversation, setting)
        if (same := staying(conversation, text, commands, said)) is not None:
            return Understanding(same, conversation, tagging)
        if waits:
            asked = Clarification(ask_condition(text, commands))
            return Understanding(asked, conversation.after(asked, commands if asked.question.choices else ()), tagging)
        may_be = MAY_BE.match(text) and "create" not in operations
        if (WHETHER.match(text) or may_be) and operations.isdisjoint({"read"}):
            asked = Clarification(ask_whether(commands, text))
            return Understanding(asked, conversation.after(asked, commands), tagging)
        led_to = self.resolved(commands, text, now, queries, conversation, tagging)
        if is_bare_time(text, said, conversation):
            led_to = beside_new(led_to, text, commands)
        return dataclasses.replace(led_to, of_plan=of_plan)

    def noted(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Answer | None:
        """What a note says to a question that was taken for nothing."""
        supposed = conversation.supposed
        with queries.supposing(supposed) if supposed else contextlib.nullcontext(queries) as seen:
            return told_by_note(asked_of_notes(text), self.context(now, seen, conversation))

    def taken_back(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Plan | None:
        """What takes back a part of what was carried out, where nothing else is on the table."""
        supposed = conversation.supposed
        if conversation.just_done is None:
            return None
        with queries.supposing(supposed) if supposed else contextlib.nullcontext(queries) as seen:
            return taken_back(text, conversation, self.context(now, seen, conversation))

    def left_of_answer(self, text: str, now: datetime, queries: Queries, conversation: Conversation) -> Answer | None:
        """Those of the rows that were answered that a sentence names."""
        supposed = conversation.supposed
        with queries.supposing(supposed) if supposed else contextlib.nullcontext(queries) as seen:
            return among_answered(text, conversation, self.context(now, seen, conversation))

    def instead(
        self, commands: tuple[Command, ...], text: str, now: datetime, queries: Queries, conversation: Conversation
    ) -> Plan | None:
        """ "whoops, I meant the vet", "not the dentist, the vet", after the dentist was cancelled: that is taken back, and the other one goes;
        so is what was done at all times of a series, or at one, where it was to be at one, or at all."""
        done = conversation.just_done
        if done is None or not conversation.done or len(commands) > 1:
            return None
        with queries.supposing(conversation.supposed) as seen:
            here = self.context(now, seen, conversation)
            others = otherwise_done(commands[0], text, conversation, self.setting(now), here)
        return self.in_stead(others, text, now, queries, conversation) if others is not None else None

    def in_stead(
        self, others: tuple[Command, ...], text: str, now: datetime, queries: Queries, conversation: Conversation
    ) -> Plan | None:
        """What was carried out taken back, and these commands done."""
        if (done := conversation.just_done) is None:
            return None
        with queries.supposing(conversation.supposed) as seen:
            back = undone(done, (), text, self.context(now, seen, conversation))
        if back is None:
            return None
        with queries.supposing((*conversation.supposed, back.change_set())) as seen:
            found = resolve_all(others, text, self.context(now, seen, conversation))
        if not isinstance(found, Plan):
            return None
        warnings = dict.fromkeys((*back.warnings, *found.warnings))
        return dataclasses.replace(found, effects=merged(back.effects, found.effects), warnings=tuple(warnings))

    def setting(self, now: datetime) -> Setting:
        """How times are read that find things."""
        local = now.astimezone(self.zone)
        return Setting(local, self.zone, Purpose.SELECT, None, None, self.first_weekday, self.day_first)

    def context(self, now: datetime, queries: Queries, conversation: Conversation) -> Context:
        """In which light commands are resolved after this conversation."""
        answered = conversation.answered or conversation.of_answer
        return Context(
            queries=queries,
            now=now.astimezone(self.zone),
            zone=self.zone,
            new_id=self.new_id,
            focus=conversation.focus,
            # behind a question that was not answered, "it" may still be any of them
            answered=answered or (conversation.plan is None and bool(conversation.commands)),
            made=made_by(conversation.carried_out.effects if conversation.carried_out and not answered else ()),
            gone=gone_by(conversation.carried_out.effects if conversation.carried_out else ()),
            removed=conversation.removed,
            shown=(*conversation.about, *conversation.shown) if conversation.about else conversation.shown,
            about=conversation.about,
            focus_day=self.day_of(conversation, now),
            first_weekday=self.first_weekday,
            day_first=self.day_first,
            indexes=self.indexes,
            effort=self.effort,
        )

    def day_of(self, conversation: Conversation, now: datetime) -> date | None:
        """ "that day": the one of the plan on the table, the one that was asked about, or that of an order of which nothing was found."""
        if conversation.plan is not None:
            rows = (effect.row for effect in conversation.plan.effects)
            return only_day((row for row in rows if not isinstance(row, Calendar)), self.zone)
        last = conversation.commands[-1] if conversation.commands else None
        if last is not None and conversation.question is not None and not conversation.focus:
            return one_day(last.whens, self.setting(now))
        return day_of_question(last, self.setting(now)) if last is not None and conversation.answered else None

    def resolved(
        self,
        commands: tuple[Command, ...],
        text: str,
        now: datetime,
        queries: Queries,
        conversation: Conversation,
        tagging: Tagging,
    ) -> Understanding:
        """The outcome of commands over the rows as the conversation sees them."""
        about = about_planned(commands, conversation)
        planned, supposed = conversation.plan if about is not None else None, conversation.supposed
        if planned is not None and about is not None:
            commands = (about,)
        aside = conversation.aside.plan if conversation.aside is not None else None
        there = conversation.plan or aside
        asks = len(commands) == 1 and (asks_of_then(commands[0]) or asks_of_new_list(commands[0], there))
        table = planned or (there if asks else None)
        if table is not None and any(effect.after is not None for effect in table.effects):
            supposed = (*supposed, table.change_set())
        with contextlib.ExitStack() as stack:
            seen = stack.enter_context(queries.supposing(supposed)) if supposed else queries
            here = self.context(now, seen, conversation)
            if DAY_FIRST.search(text):
                here = dataclasses.replace(here, day_first=True)
            commands = with_day_after(with_spoken_of(commands, text, here), here)
            outcome = resolve_all(commands, text, here)
            commands = with_that_day(commands, here)
        if planned is not None and isinstance(outcome, Answer):  # "how long is it": the plan stays on the table
            return Understanding(outcome, conversation, tagging, self.effort.is_cut)
        return Understanding(outcome, conversation.after(outcome, commands), tagging, self.effort.is_cut)
