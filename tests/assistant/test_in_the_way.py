"""What is named as being in the way of a plan is no thing to change; what is said of it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.commands import Command, Values
from assistant.conversation import Conversation
from assistant.follow_ups.in_the_way import rather_then
from assistant.plan import Effect, Plan
from models.rows import Event

TUESDAY = datetime(2027, 9, 21, 12, 30, tzinfo=ZoneInfo("Europe/London"))
NEW = Command("create", "event", values=Values(names=("brunch",), when=("tuesday at 12.30",)))
EVENT = Event(id="b", uid="b", calendar_id="home", summary="Brunch", start=TUESDAY, end=TUESDAY.replace(hour=13))
PLAN = Plan("brunch", (Effect(None, EVENT, ()),), ("overlaps Haircut at Luigi's, 12:00–13:00",))
PLANNED = Conversation(commands=(NEW,), plan=PLAN)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("oh no that's the clinic day. Friday then", "make it Friday"),
        ("oh no that's aqua, ten o'clock then", "make it ten o'clock"),
        ("oh tuesday's my swimming. wednesday same time", "make it wednesday"),
        ("the 21st is Molly's recital. 22nd", "make it 22nd"),
        ("tuesdays are no good, let's say thursday", "make it thursday"),
        ("hmm lunch with Sue's then, 3 o'clock instead", "make it 3 o'clock"),
        ("ah the haircut. make it 2 then", "make it 2"),
        ("haircut at Luigi's clashes so 2pm", "make it 2pm"),
        ("half past two then, the vet is at that time", "make it half past two"),
        ("only half an hour, I'd forgotten the swimming", "make it half an hour"),
        ("forgot about choir so just 20 minutes", "make it 20 minutes"),
        ("ah the dentist. make it 2 then", "make it 2"),
        ("she's at the rink then, Thursday at 5", "make it Thursday at 5"),
        ("nah im at the depot then. the thursday", "make it the thursday"),
        ("im in Leeds that day thursday then", "make it thursday"),
        ("I'm running late, 20 minutes", None),  # rather later by so much
        ("ah the dentist. Friday", None),  # it may be the dentist that is on Friday
        ("no the dentist, make it 2 then", None),  # another thing is meant
        ("the haircut to 3", None),
        ("the haircut is cancelled, 3 o'clock instead", None),  # of the haircut something new is told
        ("move the haircut, 2 then", None),
        ("monday's my swimming. wednesday then", None),  # it is planned for Tuesday
        ("with Tom, friday then", None),
        ("is that the clinic day? Friday then", None),
    ],
)
def test_what_is_in_the_way(text: str, plain: str | None) -> None:
    assert rather_then(text, PLANNED) == plain


def test_in_the_way_of_what_was_done() -> None:
    done = Conversation(done=(NEW,), carried_out=PLAN)
    assert rather_then("only half an hour, I'd forgotten the swimming", done) == "make it half an hour"
    assert rather_then("oh no im on leave that day. thursday then", done) == "make it thursday"
    assert rather_then("she's at the rink then, Thursday at 5", done) == "make it Thursday at 5"
    assert rather_then("she's at the rink, Thursday at 5", done) is None  # which may be something new
    assert rather_then("there's a party that night, 8pm", done) is None
    assert rather_then("we have a match that day, 3pm", done) is None
    assert rather_then("that's the clinic day. Friday", Conversation(done=(NEW,), carried_out=None)) is None
