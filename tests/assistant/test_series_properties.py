"""Random series, edited as a whole, from an occurrence on, or one by one: the same occurrences come of it, clock changes included.

``PLAINDAY_SERIES=2000 pytest tests/assistant/test_series_properties.py`` runs more of them.
"""

import dataclasses
import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_series import FIRST, LAST, Case, Change, cases, times_of
from series_store import Store, assert_file_is_equal, changed, chosen, target

from assistant import gestures
from assistant.commands import Scope
from assistant.plan import Effect, compose
from assistant.resolution import rules, series
from models.occurrence import Occurrence
from models.rows import Event, When
from models.timeline import aligned, length, position, wall

MANY = int(os.environ.get("PLAINDAY_SERIES", "40"))
PROFILE = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


def one_by_one(store: Store, case: Case, chosen: list[Occurrence]) -> None:
    """Each occurrence changed alone. An override keeps what it has of its own; its hour is its own too."""
    effects: list[Effect] = []
    for found in chosen:
        row = found.row
        assert isinstance(row, Event) and row.start is not None and row.recurrence_id is not None
        override = next((o for o in case.overrides if o.recurrence_id == row.recurrence_id), None)
        change = case.change
        if override is not None:
            change = dataclasses.replace(
                change,
                location=None if override.location != case.master.location else change.location,
                longer=change.longer if length(override) == length(case.master) else timedelta(),
            )
        hour = (
            row.start
            if override is not None or position(row.start) in {position(d) for d in case.master.rdates}
            else case.master.start
        )
        assert hour is not None
        alone = dataclasses.replace(case, change=change, master=dataclasses.replace(case.master, start=hour))
        effects += changed(store, alone, found, Scope.ONE)
    store.commit(compose(effects))


@pytest.mark.parametrize("scope", [Scope.FUTURE, Scope.ALL])
@given(case=cases())
@PROFILE
def test_a_scope_gives_what_editing_one_by_one_gives(scope: Scope, case: Case, store: Store) -> None:
    assume(
        scope is Scope.ALL
        or not any(
            position(d) in set(times_of(dataclasses.replace(case.master, rdates=()))) for d in case.master.rdates
        )
    )
    # A date of its own at the very instant to which a clock change moves the rule's hour can't be told from the rule's.
    start = case.master.start
    assert start is not None
    assume(all(rules.nominal(d, start) == aligned(d, start) for d in case.master.rdates))
    expected: list[list[tuple[object, ...]]] = []

    def singly(store: Store) -> None:
        one_by_one(store, case, chosen(store, case, scope is Scope.FUTURE))
        expected.append(store.seen())

    def together(store: Store) -> None:
        first = chosen(store, case, scope is Scope.FUTURE)[0]
        store.commit(compose(changed(store, case, first, scope)))
        assert store.seen() == expected[0]
        assert_file_is_equal(store)

    store.supposing(case, singly)
    store.supposing(case, together)


@pytest.mark.parametrize("scope", [Scope.FUTURE, Scope.ALL])
@given(case=cases())
@PROFILE
def test_deleting_a_scope_gives_what_deleting_one_by_one_gives(scope: Scope, case: Case, store: Store) -> None:
    expected: list[list[tuple[object, ...]]] = []
    context = gestures.context_of(store.queries, store.new_id)

    def singly(store: Store) -> None:
        found = chosen(store, case, scope is Scope.FUTURE)
        before = store.rows()
        effects = [series.remove(target(store, o, Scope.ONE), context) for o in found]
        store.commit(compose(effects))
        expected.append(store.seen())
        kept = next(row for row in store.rows() if row.id == "series")
        assert isinstance(kept, Event)
        assert len(kept.exdates) == len(case.master.exdates) + len(found)
        plain = dataclasses.replace(kept, exdates=(), sequence=case.master.sequence)
        assert plain == dataclasses.replace(case.master, exdates=())
        gone = {o.row.id for o in found if o.row.id != "series"}
        assert {row.id for row in store.rows()} == {row.id for row in before} - gone

    def together(store: Store) -> None:
        first = chosen(store, case, scope is Scope.FUTURE)[0]
        store.commit(compose([series.remove(target(store, first, scope), context)]))
        assert store.seen() == expected[0]
        assert_file_is_equal(store)

    store.supposing(case, singly)
    store.supposing(case, together)


@given(case=cases())
@PROFILE
def test_changing_an_occurrence_is_an_override_and_leaves_the_others(case: Case, store: Store) -> None:
    def work(store: Store) -> None:
        found = chosen(store, case, True)[0]
        others = [o for o in store.occurrences() if o.row.recurrence_id != found.row.recurrence_id]
        before = store.rows()
        effects = changed(store, case, found, Scope.ONE)
        store.commit(compose(effects))
        assert [o for o in store.occurrences() if o.row.recurrence_id != found.row.recurrence_id] == others
        new = [row for row in store.rows() if row not in before]
        assert all(
            isinstance(row, Event) and row.recurrence_id == found.row.recurrence_id and row.uid == "series"
            for row in new
        )
        assert len(new) == len(effects) <= 1
        assert_file_is_equal(store)

    store.supposing(case, work)


@given(case=cases())
@PROFILE
def test_moving_a_series_moves_overrides_and_exceptions_by_the_same_step(case: Case, store: Store) -> None:
    move = dataclasses.replace(case, change=Change(step=case.change.step))

    def work(store: Store) -> None:
        store.commit(compose(changed(store, move, chosen(store, move, False)[0], Scope.ALL)))
        rows = {row.id: row for row in store.rows()}
        master = rows["series"]
        assert isinstance(master, Event)
        pairs: list[tuple[When, When]] = list(zip(case.master.exdates, master.exdates, strict=True))
        for override in case.overrides:
            after = rows[override.id]
            assert (
                isinstance(after, Event)
                and override.start
                and after.start
                and after.recurrence_id
                and override.recurrence_id
            )
            assert wall(after.start) - wall(override.start) == move.change.step
            assert length(after) == length(override)
            pairs.append((override.recurrence_id, after.recurrence_id))
        assert case.master.start is not None
        for old, new in pairs:
            named = wall(rules.nominal(old, case.master.start))
            stays = not move.change.step or position(old) in {position(d) for d in case.master.rdates}
            own = wall(old) if stays else named
            assert wall(new) - own == move.change.step
        assert [
            dataclasses.replace(
                rows[o.id], start=o.start, end=o.end, recurrence_id=o.recurrence_id, sequence=o.sequence
            )
            for o in case.overrides
        ] == list(case.overrides)

    store.supposing(case, work)


@given(case=cases(), each=st.integers(1, 4))
@PROFILE
def test_the_first_times_of_each_are_the_first_of_all(case: Case, each: int, store: Store) -> None:
    def work(store: Store) -> None:
        owners = dict.fromkeys(o.series.id if o.series else o.row.id for o in store.occurrences())
        named = {row.id for row in store.rows()}
        few = store.queries.event_occurrences(FIRST, LAST, named, each)
        in_order = sorted(store.queries.event_occurrences(FIRST, LAST, named), key=lambda o: position(o.row.start))  # type: ignore[arg-type]
        assert list(few) == in_order[: each * len(owners)]
        assert store.queries.event_occurrences(FIRST, LAST, named) == store.occurrences()

    store.supposing(case, work)
