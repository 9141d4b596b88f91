"""Why something is to change goes before the sentence is read; what says which thing, or what of it, stays."""

import pytest

from assistant.commands import Command, Selector, Values
from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger
from assistant.follow_ups.second_thoughts import so_said
from assistant.plan import Plan
from assistant.remarks import without_remarks
from assistant.resolution.name_index import NameIndex
from models.queries import Name

PEOPLE = {"Coffee with Jo": ("Jo Price",)}
TITLES = ("Town hall", "Portfolio workshop", "Maya half term", "Coffee with Jo")
EVENTS = NameIndex().following([Name(s, s, s, None, PEOPLE.get(s, ()), "home", False, None) for s in TITLES])
#: The orders as they are without what is told beside them.
READ = {
    "cancel the [summary Leeds call] on [when 4 July]": "delete event",
    "skip the one on [when 9 March]": "delete event",
    "make it [new_when 6.15]": "update event",
    "can you move the [summary board] to [new_when 10:45]": "update event",
    "no do [new_when 3]": "update event",
    "skip [summary rowing]": "delete event",
    "cancel [summary coffee] [when friday]": "delete event",
    "push [summary rowing] to [new_when 8]": "update event",
    "skip [when thursday]": "delete event",
    "Maya has no [summary judo] on [when Friday]": "delete event",
    "take [summary rice] off": "delete task",
    "[summary supper] on [when friday at 8]": "create event",
}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("cancel the Leeds call on 4 July, it's Independence Day", "cancel the Leeds call on 4 July"),
        ("skip the one on 9 March, we're in Porto", "skip the one on 9 March"),
        ("make it 6.15, town hall always overruns", "make it 6.15"),
        ("can you move the board to 10:45? Breakfast may run on.", "can you move the board to 10:45"),
        ("no do 3, i'll be in portfolio workshop", "no do 3"),
        ("make it 6.15, got physio til quarter to", "make it 6.15"),
        ("make it 6.15 - the town hall is then", "make it 6.15"),
        ("push rowing to 8. She's stuck at work", "push rowing to 8"),
        ("Maya has no judo on Friday, it's half term. Please take it out.", "Maya has no judo on Friday. Please take it out."),
        ("take rice off, the couscous will do", "take rice off"),
        ("take rice off, we've still got plenty", "take rice off"),
        # it says which, or what changes, or is a further order
        ("skip rowing, I'm away on Thursday", "skip rowing, I'm away on Thursday"),
        ("skip rowing, it's Good Friday", "skip rowing, it's Good Friday"),
        ("skip thursday, I'm away", "skip thursday, I'm away"),
        ("cancel coffee friday, Jo may be late", "cancel coffee friday, Jo may be late"),
        ("push rowing to 8, it's at the lake", "push rowing to 8, it's at the lake"),
        ("push rowing to 8, we're at Kit's", "push rowing to 8, we're at Kit's"),
        ("push rowing to 8, Kit is coming too", "push rowing to 8, Kit is coming too"),
        ("make it 6.15, the hall is fine", "make it 6.15, the hall is fine"),
        ("supper on friday at 8, we're at Kit's", "supper on friday at 8, we're at Kit's"),
    ],
)  # fmt: skip
def test_why_it_changes(said: str, read: str) -> None:
    assert without_remarks(said, FakeTagger(READ), EVENTS) == read


MADE = Command("create", "event", values=Values(names=("tea",), when=("friday at 10",)))
GONE = Command("delete", "event", selector=Selector(names=("tea",)))


@pytest.mark.parametrize(
    ("done", "said", "meant"),
    [
        (MADE, "oh thats the budget round, make it 11.30 then", "make it 11.30 then"),
        (MADE, "ah no the town hall is then. 4-5", "make it 4-5"),
        (MADE, "hm, I've got choir then, half 11", "make it half 11"),
        (MADE, "that's great, Friday", "that's great, Friday"),
        (MADE, "oh that's Friday, make it 11", "make it 11"),
        (MADE, "the town hall starts at 2 so make it 1", "the town hall starts at 2 so make it 1"),
        (GONE, "oh thats the budget round, make it 11.30 then", "oh thats the budget round, make it 11.30 then"),
    ],
)
def test_what_stands_then_is_why(done: Command, said: str, meant: str) -> None:
    after = Conversation(done=(done,), carried_out=Plan("", ()), changed=True)
    assert so_said(said, after) == meant
