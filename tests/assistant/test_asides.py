"""What is told in one breath with what is wanted gets its comma, or goes; what is wanted stays as it was typed."""

import pytest

from assistant.asides import with_apostrophes, without_asides
from assistant.fake_tagger import FakeTagger
from assistant.marks.orders_behind import with_order


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("skip the recycling this thursday next door is taking it", "skip the recycling this thursday, next door is taking it"),
        ("push the call to 4 i am stuck in traffic", "push the call to 4, i am stuck in traffic"),
        ("plumber friday at 9 itll take him 2 hours", "plumber friday at 9, itll take him 2 hours"),
        ("take ben to judo saturday at 2 hes staying for tea and then pick him up at 6", "take ben to judo saturday at 2 and then pick him up at 6"),
        ("move yoga to sunday cos weve got a wedding on saturday", "move yoga to sunday"),
        ("put the plumber in for monday at 9 cause the boiler leaks so cancel my run", "put the plumber in for monday at 9 so cancel my run"),
        ("jess told me to bring the snare so remind me at 9 to pack it", "jess told me to bring the snare so remind me at 9 to pack it"),
        ("mum wants me to come on sunday so remind me the day before to buy wine", "mum wants me to come on sunday so remind me the day before to buy wine"),
        ("right so dentist on monday at 4", "dentist on monday at 4"),
        ("note to self: ask ben about the key", "Note: ask ben about the key"),
        ("book club's been cancelled so take that and the dinner off", "book club's been cancelled so take that and the dinner off"),
        ("move choir so its not on christmas", "move choir so its not on christmas"),
        # none of it is told beside
        ("remind me friday to say 4 words to her", "remind me friday to say 4 words to her"),
        ("invite like 7 people", "invite like 7 people"),
        ("remind me friday maybe 2 people come", "remind me friday maybe 2 people come"),
        ("friday is off, delete it and the prep", "friday is off, delete it and the prep"),
        ("it is off, delete it and the prep", "it is off, delete it and the prep"),
        ("wake me at 6 on saturday so that i dont miss the ferry", "wake me at 6 on saturday so that i dont miss the ferry"),
        ("move the trip an hour later cos shes got a thing in the morning and can we also do lunch there at 1",
         "move the trip an hour later and can we also do lunch there at 1"),
        ("cancel lunch cos I'm ill and I can't do the dentist either", "cancel lunch and I can't do the dentist either"),
        # none of it is told beside
        ("lunch with ana on friday, she can't do before 1", "lunch with ana on friday, she can't do before 1"),
        ("lunch with ana next week, she never does mondays", "lunch with ana next week, she never does mondays"),
        ("plumber tuesday at 8, he says 9 is fine too", "plumber tuesday at 8, he says 9 is fine too"),
        ("yoga on friday at 6, it usually takes 90 minutes", "yoga on friday at 6, it usually takes 90 minutes"),
        ("gym every tuesday at 7, I can't do the 12th", "gym every tuesday at 7, I can't do the 12th"),
        ("cancel yoga on friday, I don't need the thursday one either", "cancel yoga on friday, I don't need the thursday one either"),
        ("I'm in leeds on friday, so I can't make the dentist", "I'm in leeds on friday, so I can't make the dentist"),
        ("move the vet on friday, the plumber is there at 2, so move it to 4", "move the vet on friday, the plumber is there at 2, so move it to 4"),
        # none of it is told beside
        ("dinner with ana on friday at 7 so put a babysitter on friday at 6", "dinner with ana on friday at 7 so put a babysitter on friday at 6"),
        ("priya is away so put it on friday", "priya is away so put it on friday"),
        ("we need more time so add it to the list", "we need more time so add it to the list"),
        ("and remind me the night before at 8", "and remind me the night before at 8"),
        ("dinner at 8 and afterwards drinks at the pub", "dinner at 8 and afterwards drinks at the pub"),
        ("move yoga because of the wedding", "move yoga because of the wedding"),
        ("remind me to tell ana we cant come because the car broke", "remind me to tell ana we cant come because the car broke"),
        ("cancel everything the week im away", "cancel everything the week im away"),
        ("skip gym every day shes here", "skip gym every day shes here"),
        ("on saturday im working 12 to 6", "on saturday im working 12 to 6"),
        ("what time on friday are we free", "what time on friday are we free"),
        ("dinner friday shes bringing tom", "dinner friday shes bringing tom"),
        ("right knee scan on monday at 4", "right knee scan on monday at 4"),
        ("right football on saturday at 3", "football on saturday at 3"),
        ("right rear tyre on monday at 4", "right rear tyre on monday at 4"),
        ("fun run for a good cause the 7th at 10", "fun run for a good cause the 7th at 10"),
        ("root cause the printer jam on friday", "root cause the printer jam on friday"),
        ("skip choir cause my car is broken", "skip choir"),
        ("skip choir cause the car broke down", "skip choir"),
        ("remind me when i get in to call mum", "remind me when i get in to call mum"),
    ],
)  # fmt: skip
def test_what_is_told_beside(said: str, read: str) -> None:
    assert without_asides(said, FakeTagger({})) == read


@pytest.mark.parametrize(
    ("frames", "marked", "read"),
    [
        ("delete event", "cancel [quantity all] of [when monday] cos I've got flu apart from the [excluded vet]", "cancel all of monday apart from the vet"),
        ("delete event", "clear [when sunday] because mum is ill, but keep [excluded choir]", "clear sunday, but keep choir"),
        ("create event", "supper with [attendee Jo] [when sunday] because he's off to Rome, [when at 7], at [location Etto]", "supper with Jo sunday, at 7, at Etto"),
        ("create task", "put [summary soap] because we're out and [summary rice] on [list groceries]", "put soap and rice on groceries"),
        ("create task", "ping me [when tomorrow] cos it's mum's birthday to [summary ring her]", "ping me tomorrow to ring her"),
        ("update event", "push the [summary vet] because the car is broken to [new_when monday]", "push the vet to monday"),
        ("delete event", "I was ill because the fish was off, please cancel [summary choir] [when tonight]", "I was ill, please cancel choir tonight"),
        # none of it is of the order
        ("delete event", "cancel [summary choir] because I have to drive to [location Leeds] on [when sunday]", "cancel choir"),
        ("update event", "move [summary choir] to [new_when monday] because I'm flying to [new_when Rome]", "move choir to monday"),
        ("delete event", "cancel [summary choir] because I'm ill, [when friday] I'm away", "cancel choir"),
        ("delete event", "cancel [summary choir] because the bins and [summary vet] clash", "cancel choir"),
    ],
)  # fmt: skip
def test_where_a_reason_ends(frames: str, marked: str, read: str) -> None:
    tagger = FakeTagger({marked: frames})
    (said,) = tagger.taggings
    assert without_asides(said, tagger) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("kevs coming round saturday at 5", "kev's coming round saturday at 5"),
        ("kevs birthday on saturday", "kevs birthday on saturday"),
        ("toms coming round saturday at 5", "toms coming round saturday at 5"),
        ("mr jones away on friday", "mr jones away on friday"),
    ],
)
def test_an_apostrophe_that_was_left_out(said: str, read: str) -> None:
    known = {"kev": {"Kev Jones"}, "jone": {"Kev Jones"}}
    assert with_apostrophes(said, lambda name: known.get(name.casefold(), set())) == read


TAGGER = FakeTagger(
    {
        "im [summary working] [when 12 to 6]": "create event",
        "im [summary working] [when 12 to 6 tomorrow]": "create event",
    }
)


@pytest.mark.parametrize(
    ("story", "own", "whens"),
    [
        ("jess is giving me her sunday so", "im working 12 to 6", ["sunday", "12 to 6"]),
        ("i was off on monday so", "im working 12 to 6 tomorrow", ["12 to 6 tomorrow"]),
    ],
)
def test_the_day_of_a_story_is_that_of_what_one_does_then(story: str, own: str, whens: list[str]) -> None:
    misread = FakeTagger({f"{story} {own}": "create event"}).tag(f"{story} {own}")
    made = with_order(misread, TAGGER).commands[0]
    assert [slot.text for slot in made.named("when")] == whens
    assert [slot.text for slot in made.named("summary")] == ["working"]
