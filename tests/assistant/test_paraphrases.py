"""Follow-ups that are said otherwise, in plainer words; and sentences that are no such, which stay as they are."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assistant.commands import Command, Selector, Values
from assistant.conversation import Conversation
from assistant.follow_ups.paraphrases import in_plain_words
from assistant.plan import Effect, Plan
from models.rows import Event

MOVED = Command("update", "event", selector=Selector(names=("vet",)), values=Values(when=("friday",)))
SERIES = Command("create", "event", values=Values(names=("chess",), recurrence="every monday"))
PLANNED = Conversation(commands=(MOVED,), plan=Plan("", ()), focus=("vet\n",))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("or actually can he do it the 8th instead", "move it to the 8th"),
        ("Could she make it Friday at 6?", "move it to Friday at 6"),
        ("maybe they can do tomorrow", "maybe they can do tomorrow"),  # says who can, and asks nothing
        ("no wait he moved it to the 18th same time", "move it to the 18th same time"),
        ("they've pushed it back to Friday", "move it to Friday"),
        ("the clinic have rescheduled it to 3pm", "move it to 3pm"),
        ("he moved it to the kitchen", "he moved it to the kitchen"),
        ("Give them Friday at six instead.", "move it to Friday at six"),
        ("give her a call on Friday", "give her a call on Friday"),
        ("shit i have lab then. day after", "make it the day after"),
        ("she's at the rink then, Thursday at 5", "make it Thursday at 5"),
        ("cancel the dentist. Thursday", "cancel the dentist. Thursday"),
        ("ugh and the one after", "and the one after"),
        ("n the week after", "and the week after"),
        ("did that mess up anything on Friday", "does that clash with anything on Friday"),
        ("will it mess anything up?", "does that clash with anything"),
        ("does that get in the way of choir", "does that clash with choir"),
        ("and am I on call then?", "and am I on call that day"),
        ("do I have choir then", "do I have choir that day"),
        ("am I free then", "am I free then"),
        ("do I have anything then", "do I have anything then"),
        ("can we cut into the cake", "can we cut into the cake"),
        ("damn, wrong week its the 23rd", "wrong week its the 23rd"),
        ("am obv", "am"),
        ("not on Thursday of course", "not on Thursday"),
        ("of course", "of course"),
        ("shoot the promo video on Friday", "shoot the promo video on Friday"),
        ("shoot thats hair day. the week after instead", "make it the week after"),
        ("blast, she's away then. make it the day after", "make it the day after"),
        ("darn it wrong week", "wrong week"),
        ("oh bother i forgot the vet", "i forgot the vet"),
        ("bother Ben about it", "bother Ben about it"),
        ("sugar, that's the 9th", "that's the 9th"),
        ("sugar and eggs too", "sugar and eggs too"),
        ("make it 3:30 i'll be at piano by 4", "make it 3:30"),
        ("can you move it to friday im at the dentist all thursday", "can you move it to friday"),
        ("push it to 5, nora has swimming till half 4", "push it to 5"),
        ("make it 3:30 its at the gym", "make it 3:30 its at the gym"),  # where it is
        ("make it 3:30 she's bringing tom", "make it 3:30 she's bringing tom"),  # and who comes along
        ("make it 3:30 and call mum", "make it 3:30 and call mum"),
        ("still ends at 11 though", "ends at 11"),
        ("but it still starts at 9", "starts at 9"),
        ("does it still end at 11", "does it still end at 11"),
        ("start in april", "start in april"),  # of what does not repeat
    ],
)
def test_plain_words(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Not on Good Friday of course, start in April.", "from April"),
        ("so it starts in May", "from May"),
        ("begin from the 15th please", "from the 15th"),
        ("start at 7", "start at 7"),
        ("not on Good Friday", "not on Good Friday"),
    ],
)
def test_since_when_it_repeats(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(SERIES,), plan=Plan("", ()))) == plain


def test_opened_again() -> None:
    done = Command("complete", "task", selector=Selector(names=("deposit",)))
    said = "Oh, the deposit did not go through. Open that one again."
    assert in_plain_words(said, Conversation(done=(done,))) == "Oh, the deposit did not go through. reopen that."
    assert in_plain_words(said, Conversation()) == said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Take the sim card off again.", "Take the sim card off"),
        ("take it off again", "take it off again"),
        ("and drop darts", "and cancel darts"),
        ("also bin the pub quiz too", "also cancel the pub quiz"),
        ("and drop megan at her mates", "and drop megan at her mates"),
        ("and drop it", "and drop it"),
        ("drop darts", "drop darts"),
    ],
)
def test_taken_off_and_dropped(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("airbed, spare keys and oyster cards on it", "put airbed, spare keys and oyster cards on it"),
        ("tent & torch on there please", "put tent & torch on it"),
        ("two tents, a torch and gas on that list", "put two tents, a torch and gas on it"),
        ("put a tent on it", "put a tent on it"),
        ("what's on it", "what's on it"),
        ("the tent is on it", "the tent is on it"),
        ("is the tent on it", "is the tent on it"),
        ("tent on Friday", "tent on Friday"),
    ],
)
def test_on_the_list_that_is_new(text: str, plain: str) -> None:
    new = Command("create", "list", values=Values(names=("camping",)))
    assert in_plain_words(text, Conversation(commands=(new,), plan=Plan("", ()))) == plain
    assert in_plain_words(text, PLANNED) == text


REMINDER = Command(
    "create",
    "task",
    values=Values(names=("check bags",), when=("friday at 6",)),
    text="remind me friday at 6 to check bags",
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("and every wednesday night to charge the tablet", "and remind me every wednesday night to charge the tablet"),
        ("also to water the ferns", "also remind me to water the ferns"),
        ("n at 8 to ring Greg", "and remind me friday at 8 to ring Greg"),
        ("and to the dentist", "and to the dentist"),
        ("and on the way home to get milk", "and on the way home to get milk"),
    ],
)
def test_reminded_of_that_too(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(REMINDER,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("n stockfish", "and stockfish"),
        ("+ eggs", "and eggs"),
        ("an yam", "and yam"),
        ("an hour", "an hour"),
        ("an apple", "an apple"),
        ("nuts", "nuts"),
    ],
)
def test_and_in_short(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


OWES = Command(
    "create",
    "task",
    values=Values(names=("pay back ines 42.50 for gas",), when=("by sunday",)),
    text="pay back ines 42.50 for gas by sunday",
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("and kev 18 for pizza", "and pay back kev 18 for pizza by sunday"),
        ("also dom £30.50", "also pay back dom £30.50 by sunday"),
        ("plus kev 18 for pizza on monday", "plus pay back kev 18 for pizza on monday"),
        ("and gym at 6", "and gym at 6"),
        ("and pizza with kev 6pm", "and pizza with kev 6pm"),
        ("and lunch 1 to 2", "and lunch 1 to 2"),
    ],
)
def test_a_further_sum(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(OWES,), plan=Plan("", ()))) == plain
    assert in_plain_words(text, PLANNED) == text


GOES = Command("delete", "event", selector=Selector(names=("coffee",)))
EMPTIED = Command("delete", "task", selector=Selector(list_name="orders"))
LIST_GOES = Command("delete", "list", selector=Selector(list_name="orders"))


@pytest.mark.parametrize(
    ("last", "text", "plain"),
    [
        (GOES, "actually dont cancel it just move it to next friday same time", "no, move it to next friday same time"),
        (GOES, "no don't delete it, push it an hour", "no, push it an hour"),
        (GOES, "rather than cancel it can you move it to thursday", "no, move it to thursday"),
        (GOES, "don't cancel it", "don't cancel it"),
        (GOES, "don't cancel it just yet", "don't cancel it just yet"),
        (GOES, "don't just cancel it", "don't just cancel it"),
        (GOES, "just the done ones", "just the done ones"),
        (LIST_GOES, "no dont just clear the done ones", "clear the done ones on the orders list"),
        (LIST_GOES, "just the ticked off stuff please", "clear the done ones on the orders list"),
        (LIST_GOES, "no don't delete it just clear what's done", "clear the done ones on the orders list"),
        (LIST_GOES, "just the eggs", "just the eggs"),
        (EMPTIED, "no just clear whats done", "clear the done ones on the orders list"),
        (EMPTIED, "only bin the ones that are already ticked off", "clear the done ones on the orders list"),
        (EMPTIED, "just get rid of the stuff i've done", "clear the done ones on the orders list"),
        (EMPTIED, "no, just the flour", "no, just the flour"),
        (GOES, "no just clear whats done", "no just clear whats done"),
        (GOES, "no dont cancel, he can do saturday at 2", "no, move it to saturday at 2"),
        (GOES, "don't scrap it, they could fit us in at half 4", "no, move it to half 4"),
        (GOES, "wait don't delete it - she says she can only make it Monday", "no, move it to Monday"),
        (GOES, "don't cancel, she's free on the 9th", "no, move it to the 9th"),
        (GOES, "no don't cancel it, Friday works better for him", "no, move it to Friday"),
        (GOES, "no dont cancel, he can make it after all", "no dont cancel, he can make it after all"),
        (GOES, "no don't cancel, I can do it", "no don't cancel, I can do it"),
    ],
)
def test_what_is_wanted_rather(last: Command, text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(last,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("lead", "text", "plain"),
    [
        (1, "sorry earlier i mean", "no, half an hour earlier"),
        (1, "no the other way", "no, half an hour earlier"),
        (-1, "oops i meant later", "no, half an hour later"),
        (1, "later i mean", "later i mean"),
        (1, "earlier on Friday", "earlier on Friday"),
    ],
)
def test_other_way(lead: int, text: str, plain: str) -> None:
    moved = Command(
        "update", "event", selector=Selector(names=("rota",)), values=Values(shift="half an hour"), lead=lead
    )
    assert in_plain_words(text, Conversation(commands=(moved,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("when", "start", "end", "text", "plain"),
    [
        ("20 to 27 dec", date(2027, 12, 20), date(2027, 12, 28), "28th sorry", "until the 28th"),
        ("20 to 27 dec", date(2027, 12, 20), date(2027, 12, 28), "i mean 28 dec", "until 28 dec"),
        ("20 to 27 dec", date(2027, 12, 20), date(2027, 12, 28), "sorry the 18th", "sorry the 18th"),
        ("28 dec to 2 jan", date(2027, 12, 28), date(2028, 1, 3), "3rd i mean", "until the 3rd"),
        ("the 20th", date(2027, 12, 20), date(2027, 12, 21), "28th sorry", "28th sorry"),
        (
            "20 to 27 dec",
            date(2027, 12, 20),
            date(2027, 12, 28),
            "til the 28th sorry we'll be back too late",
            "until the 28th",
        ),
        (
            "20 to 27 dec",
            date(2027, 12, 20),
            date(2027, 12, 28),
            "to the 29th i mean, the boat isnt on the 28th",
            "until the 29th",
        ),
        (
            "20 to 27 dec",
            date(2027, 12, 20),
            date(2027, 12, 28),
            "no, the 28th sorry they've changed our flight",
            "until the 28th",
        ),
        ("the 20th", date(2027, 12, 20), date(2027, 12, 21), "friday sorry, mum's got chemo", "sorry, friday"),
        ("the 20th", date(2027, 12, 20), date(2027, 12, 21), "friday sorry and call mum", "friday sorry and call mum"),
    ],
)
def test_bound_corrected(when: str, start: date, end: date, text: str, plain: str) -> None:
    made = Command("create", "event", values=Values(names=("hols",), when=(when,)))
    hols = Event(id="h", uid="h", calendar_id="home", summary="Hols", start=start, end=end)
    planned = Conversation(commands=(made,), plan=Plan("", (Effect(None, hols, ()),)))
    assert in_plain_words(text, planned) == plain


MEAL = Command("create", "event", values=Values(names=("dinner",), when=("sunday",)))
MEETING = Command("create", "event", values=Values(names=("review",), when=("sunday",)))


@pytest.mark.parametrize(
    ("last", "text", "plain"),
    [
        (MEAL, "no lunch i mean shes wabbit by the evening", "make it lunch"),
        (MEAL, "no tea i mean", "make it tea"),
        (MEAL, "sorry brunch", "make it brunch"),
        (MEAL, "actually breakfast, we've both got evening things", "make it breakfast"),
        (MEAL, "lunch rather", "make it lunch"),
        (MEAL, "Make that supper please", "make it supper"),
        (MEAL, "no dinner", "no dinner"),
        (MEAL, "lunch", "lunch"),
        (MEAL, "no, lunch is at mums", "no, lunch is at mums"),
        (MEAL, "sorry lunch with Ben", "sorry lunch with Ben"),
        (MEETING, "no lunch i mean", "no lunch i mean"),
    ],
)
def test_another_meal(last: Command, text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(last,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("last", "text", "plain"),
    [
        (MEETING, "oh its already in", "never mind"),
        (MEETING, "ah that's on there already", "never mind"),
        (MEETING, "I've already got it", "never mind"),
        (MEETING, "we have that one in the calendar already", "never mind"),
        (MEETING, "it's already in the kitchen", "it's already in the kitchen"),
        (MEETING, "I've already got a dentist", "I've already got a dentist"),
        (MEETING, "is it in already", "is it in already"),
        (GOES, "oh its already in", "oh its already in"),
    ],
)
def test_there_already(last: Command, text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(last,), plan=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ach put the milk back on i got the wrong kind", "put the milk back on"),
        ("och stick eggs back on the list, they were cracked", "stick eggs back on the list"),
        ("pop the oat milk back on there - it's gone off", "pop the oat milk back on there"),
        ("put the milk back on", "put the milk back on"),
        ("put it back on i need it", "put it back on i need it"),
        ("put choir back on Friday", "put choir back on Friday"),
    ],
)
def test_back_on_the_list(text: str, plain: str) -> None:
    done = Command("complete", "task", selector=Selector(names=("milk",)))
    assert in_plain_words(text, Conversation(done=(done,))) == plain


DENTIST = Event(
    id="d",
    uid="d",
    calendar_id="home",
    summary="Dentist",
    start=datetime(2026, 3, 4, 14, 0),
    end=datetime(2026, 3, 4, 15, 0),
)
SHOWN = Conversation(
    commands=(Command("read", "event", "what", Selector(whens=("friday",))),),
    answered=True,
    of_answer=True,
    focus=("a\n", "b\n", "c\n"),
)
CANCELLED = Command("delete", "event", selector=Selector(names=("brownies",), whens=("tonight",)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("drop the middle one", "drop the second one"),
        ("move the middle of the three to 5", "move the second one to 5"),
        ("actually scrap the middle one please", "actually scrap the middle one please"),
        ("meet me in the middle of town", "meet me in the middle of town"),
        ("forget the gallery one", "cancel the gallery one"),
        ("and forget about the last one then", "cancel the last one"),
        ("forget the other one", "forget the other one"),
        ("don't forget the gallery one", "don't forget the gallery one"),
        ("forget it", "forget it"),
    ],
)
def test_one_of_those_that_were_shown(text: str, plain: str) -> None:
    assert in_plain_words(text, SHOWN) == plain


def test_no_middle_of_two() -> None:
    two = replace(SHOWN, focus=("a\n", "b\n"))
    assert in_plain_words("drop the middle one", two) == "drop the middle one"
    assert in_plain_words("forget the last one", replace(SHOWN, focus=(), of_answer=False)) == "forget the last one"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("start 4 finish half 5", "move it to 4 till half 5"),
        ("it should start at 9 and finish at 10.30", "move it to 9 till 10.30"),
        ("starts 2pm, ends 4pm now", "move it to 2pm till 4pm"),
        ("start the washing at 4 and finish at 5", "start the washing at 4 and finish at 5"),
        ("start Monday finish Friday", "start Monday finish Friday"),
        ("alarm for 5 that morning", "set an alarm for 5 that morning"),
        ("and an alarm at 6.30 please", "set an alarm for 6.30"),
        ("alarm for 10 minutes before", "alarm for 10 minutes before"),
        ("alarm for the house", "alarm for the house"),
        ("and put an hours travel in front of it", "and schedule an hour of travel before Dentist"),
        ("block out half an hour for rest after that", "schedule half an hour of rest after Dentist"),
        ("add an hour to it", "add an hour to it"),
        ("put an hour more before it", "put an hour more before it"),
        ("jadens not mine", "no, jaden's dentist"),
        ("not mine, Jaden's", "no, Jaden's dentist"),
        ("it's not mine", "it's not mine"),
        ("that's not mine", "that's not mine"),
    ],
)
def test_few_words_of_one_thing(text: str, plain: str) -> None:
    plan = Plan("", (Effect(DENTIST, replace(DENTIST, location="Leeds"), ()),))
    moved = Command("update", "event", selector=Selector(names=("dentist",)), values=Values(location="Leeds"))
    assert in_plain_words(text, Conversation(commands=(moved,), plan=plan, focus=("d\n",))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("yeah next weeks then", "cancel brownies next week"),
        ("just tomorrow's", "cancel brownies tomorrow"),
        ("Friday instead", "cancel brownies Friday"),
        ("next week", "next week"),
        ("what's on next week then", "what's on next week then"),
    ],
)
def test_another_time_of_what_was_put_back(text: str, plain: str) -> None:
    back = Conversation(done=(CANCELLED,), changed=True)
    assert in_plain_words(text, back) == plain
    assert in_plain_words(text, replace(back, carried_out=Plan("", ()))) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("in fact all the lettings that week", "cancel all the lettings that week"),
        ("actually all of my classes on Friday", "cancel all my classes on Friday"),
        ("actually all good", "actually all good"),
        ("in fact show all the lettings", "in fact show all the lettings"),
    ],
)
def test_all_of_what_was_cancelled(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(done=(CANCELLED,), changed=True, carried_out=Plan("", ()))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("end of june max", "until end of june"),
        ("no later than the 3rd of July", "until the 3rd of July"),
        ("june tops", "until the end of june"),
        ("the 25th at the latest", "until the 25th"),
        ("till June", "until June"),
        ("6 max", "6 max"),  # an hour, or so many
        ("end of june", "end of june"),
        ("by friday", "by friday"),
    ],
)
def test_last_day_of_what_repeats(text: str, plain: str) -> None:
    assert in_plain_words(text, Conversation(commands=(SERIES,), plan=Plan("", ()))) == plain
    assert in_plain_words("end of june max", PLANNED) == "end of june max"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("just did it", "tick it off"),
        ("yeah paid that this morning", "tick it off"),
        ("I've already sent it", "tick it off"),
        ("not done it", "not done it"),
        ("did it rain", "did it rain"),
        ("just did it and the rent", "just did it and the rent"),
    ],
)
def test_task_asked_about_is_done(text: str, plain: str) -> None:
    asked = Command("read", "task", "exists", Selector(names=("power bill",)))
    told = Conversation(commands=(asked,), answered=True, focus=("bill\n",))
    assert in_plain_words(text, told) == plain
    assert in_plain_words(text, replace(told, focus=("bill\n", "rent\n"))) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("chuck spare snare on too", "put spare snare on it"),
        ("stick a towel and earplugs on there as well", "put a towel and earplugs on it"),
        ("put the dentist on Friday too", "put the dentist on Friday too"),
        ("put it on too", "put it on too"),
        ("get the bus on Friday as well", "get the bus on Friday as well"),
    ],
)
def test_on_the_list_too(text: str, plain: str) -> None:
    new = Command("create", "list", values=Values(names=("gig bag",)))
    assert in_plain_words(text, Conversation(done=(new,), list_name="gig bag", changed=True)) == plain
    assert in_plain_words(text, Conversation(done=(new,), changed=True)) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("put em in music", "put them in music"),
        ("ok move 'em to Friday", "ok move them to Friday"),
        ("put Em in for Friday", "put Em in for Friday"),
        ("lunch with em", "lunch with em"),
        ("put empanadas on it", "put empanadas on it"),
        ("cancel em", "cancel them"),
    ],
)
def test_em_are_they(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("give him a makeup one fri 430", "put it on for fri 430 instead"),
        ("book her another lesson on Friday at 5", "put it on for Friday at 5 instead"),
        ("offer them a new slot tomorrow at 4", "put it on for tomorrow at 4 instead"),
        ("give him a lift on Friday", "give him a lift on Friday"),
        ("book an appointment with the bank Friday", "book an appointment with the bank Friday"),
    ],
)
def test_another_one_for_what_was_cancelled(text: str, plain: str) -> None:
    gone = Plan("", (Effect(DENTIST, None, ()),))
    after = Conversation(done=(CANCELLED,), changed=True, carried_out=gone, focus=("d\n",))
    assert in_plain_words(text, after) == plain
    assert in_plain_words(text, replace(after, carried_out=Plan("", (Effect(DENTIST, DENTIST, ()),)))) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("add bec she might take the spare room", "add bec"),
        ("invite Sam Okafor, he's thinking of moving in", "invite Sam Okafor"),
        ("add bec she comes at 7", "add bec she comes at 7"),
        ("add a note that she might be late", "add a note that she might be late"),
        ("add bec and she can bring milk", "add bec and she can bring milk"),
    ],
)
def test_who_comes_and_why(text: str, plain: str) -> None:
    asked = Command("read", "event", "who", Selector(names=("house meeting",)))
    assert in_plain_words(text, Conversation(commands=(asked,), answered=True, focus=("d\n",))) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("but leave the one on the 24th at 6", "move the one on the 24th to 6"),
        ("keep the one on Friday at half 5 though", "move the one on Friday to half 5"),
        ("leave the one on the 24th", "leave the one on the 24th"),
        ("leave the one on the table at home", "leave the one on the table at home"),
    ],
)
def test_one_time_of_a_series_is_left_at_an_hour(text: str, plain: str) -> None:
    weekly = replace(DENTIST, rrule="FREQ=WEEKLY")
    done = Conversation(done=(MOVED,), changed=True, carried_out=Plan("", (Effect(DENTIST, weekly, ()),)))
    assert in_plain_words(text, done) == plain
    assert in_plain_words(text, replace(done, carried_out=Plan("", (Effect(DENTIST, DENTIST, ()),)))) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ava wants sunday back so take that one off me", "cancel the one on sunday"),
        ("Tom can do Friday, drop that one", "cancel the one on Friday"),
        ("they don't need me on the 14th. cancel that one", "cancel the one on the 14th"),
        ("sunday is full, scrap that", "sunday is full, scrap that"),
        ("the dentist moved me to Saturday so cancel that one", "the dentist moved me to Saturday so cancel that one"),
        ("I'm knackered so cancel that one", "I'm knackered so cancel that one"),
        ("move Friday to 8, cancel that one", "move Friday to 8, cancel that one"),
        ("I work Friday and Sunday so drop that one", "I work Friday and Sunday so drop that one"),
    ],
)
def test_the_day_of_one_that_was_shown_is_told_before(text: str, plain: str) -> None:
    asked = Command("read", "event", "what", Selector(names=("shifts",)))
    shown = Conversation(commands=(asked,), answered=True, of_answer=True, focus=("a\n", "b\n"), listed=("a\n", "b\n"))
    assert in_plain_words(text, shown) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("oh she says the 2nd of November same time instead", "move it to the 2nd of November same time"),
        ("Sarah suggested the 3rd instead", "move it to the 3rd"),
        ("he wants Friday at 6 rather", "move it to Friday at 6"),
        ("she says the 3rd", "she says the 3rd"),
        ("she wants cake instead", "she wants cake instead"),
    ],
)
def test_what_somebody_says_instead(text: str, plain: str) -> None:
    assert in_plain_words(text, PLANNED) == plain
    assert in_plain_words(text, replace(PLANNED, plan=None)) == text
