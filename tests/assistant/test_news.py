"""News is an order, where something is called so; other words stay."""

import pytest

from assistant.news import with_new_end, with_news
from assistant.resolution.name_index import NameIndex
from models.queries import Name


def index(*titles: str) -> NameIndex:
    return NameIndex().following([Name(s, s, s, None, (), "home", False, None) for s in titles])


EVENTS = index("Gas safety check", "Team standup", "On call weekend")
TASKS = index("Check probe calibration", "Passport form", "Card", "Pick up dry cleaning", "Pay rent")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("I can't calibrate today. Move it to Friday.", "I can't calibrate today. Move it to Friday."),
        ("I can't pay today. Move it to Friday.", "I can't pay rent today. Move it to Friday."),
        (
            "we won't get to calibration on monday, push it to 4",
            "we won't get to check probe calibration on monday, push it to 4",
        ),
        ("I can't make it today. Move it to Friday.", "I can't make it today. Move it to Friday."),
        ("probe thing ive done", "ive done probe thing"),
        ("oh and the passport form i've already sorted", "oh and ive done the passport form"),
        ("gas bill ive done", "gas bill ive done"),
        ("list things ive done", "list things ive done"),
        ("what passport forms have i done", "what passport forms have i done"),
        ("take gas safety out its done", "delete gas safety"),
        ("pull the standup off the calendar, it's been cancelled", "delete the standup"),
        ("ok take the passport form out, its no longer needed", "ok delete the passport form"),
        ("take the bins out its friday", "take the bins out its friday"),
        ("take the dog out its done", "take the dog out its done"),
        ("take the november on call out tom is doing it", "delete the november on call"),
        ("take the standup out, priya's covering it now", "delete the standup"),
        ("take the dog out tom is doing it", "take the dog out tom is doing it"),
        ("swap my thurs and sat standups this wk", "swap thursday's standup with saturday's standup this wk"),
        ("switch the tue standup with the fri standup", "switch tuesday's standup with friday's standup"),
        ("swap monday and tuesday around", "swap monday and tuesday around"),
        ("swap my thurs and sat dinners", "swap my thurs and sat dinners"),
        ("standup at 9 yeah?", "is the standup at 9?"),
        ("so the standup's thursday, right?", "is the standup thursday?"),
        ("dinner at 9 yeah?", "dinner at 9 yeah?"),
        ("add a standup at 9 yeah?", "add a standup at 9 yeah?"),
        ("paid the rent finally", "tick off “Pay rent”"),
        ("finally checked the probe", "tick off “Check probe calibration”"),
        ("read the rent finally", "read the rent finally"),
        ("just paid the rent", "tick off “Pay rent”"),
        ("we've checked the probe this morning", "tick off “Check probe calibration”"),
        ("paid the rent until june", "paid the rent until june"),
        ("pay the rent", "pay the rent"),
        ("passport form isn't done, give me another week for it", "postpone the task passport form by another week"),
        ("the card's not written yet, need another 2 days", "postpone the task the card by 2 days"),
        ("rent not paid yet, push it to friday please", "postpone the task rent to friday"),
        ("passport form isn't done, ask Ben for it", "passport form isn't done, ask Ben for it"),
        ("the roof isn't done, give me another week", "the roof isn't done, give me another week"),
        ("ive got the card for uche", "ive done Card"),
        ("we've already picked up the dry cleaning", "tick off “Pick up dry cleaning”"),
        ("ive got the rent", "ive got the rent"),
        ("i've got the rent to pay", "i've got the rent to pay"),
        ("ive got the dry cleaning", "ive got the dry cleaning"),
        ("ive got the card machine at work", "ive got the card machine at work"),
        ("ive got the standup on friday", "ive got the standup on friday"),
        ("have i got the card", "have i got the card"),
        ("running ten mins late for the standup so make it 10 past 3", "move the one with standup today to 10 past 3"),
        ("im late for gas safety, push it to 4", "move the one with gas safety today to 4"),
        ("i'll be a bit late for standup can you move it to 11", "move the one with standup today to 11"),
        ("im late for dinner make it 8", "im late for dinner make it 8"),
        ("im late for standup on friday so make it 4", "im late for standup on friday so make it 4"),
        ("running late so make it 4", "running late so make it 4"),
        ("hospital letter came standup now the 25th same time", "standup now the 25th same time"),
        ("ok ben rang, the gas safety check is now on friday", "ok gas safety check is now on friday"),
        ("the landlord texted and standup is now at 3", "standup is now at 3"),
        ("ben called he's now on friday", "ben called he's now on friday"),
        ("the sofa came, dinner now at 6", "the sofa came, dinner now at 6"),  # of which nothing is there
        ("ben rang standup now a bit dull", "ben rang standup now a bit dull"),
        ("gas safety check and the standup clash there make standup 3", "make standup 3"),
        ("the standup and gas safety overlap, so can you move the standup to 11", "move the standup to 11"),
        ("standup and dinner clash make standup 3", "standup and dinner clash make standup 3"),
        ("does the standup clash with gas safety", "does the standup clash with gas safety"),
    ],
)
def test_news(said: str, read: str) -> None:
    assert with_news(said, EVENTS, TASKS) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("standup till half 10 today", "extend standup until half 10 today"),
        ("gas safety ran over till 1230", "extend gas safety until 1230 today"),
        ("I will be at standup until 11:00 next week.", "extend standup until 11:00 next week"),
        ("no standup till 10", "no standup till 10"),
        ("standup till friday", "standup till friday"),
        ("standup from 9 till 10", "standup from 9 till 10"),
        ("dinner till 10", "dinner till 10"),  # of which nothing is there
        ("is the standup till 10?", "is the standup till 10?"),
    ],
)
def test_a_new_end(said: str, read: str) -> None:
    assert with_new_end(said, EVENTS) == read
