"""What is said: answers, questions back, warnings, over one small calendar. A Monday morning."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.conversation import Conversation
from assistant.fake_tagger import FakeTagger, tagging_of
from assistant.phrasing import say_phrase
from assistant.pipeline import Assistant
from assistant.plan import Answer, Clarification, Outcome, Plan
from assistant.resolution.saying import people_of
from models import history
from models.changes import ChangeSet, RowChange
from models.database import Database, open_database
from models.queries import Queries
from models.rows import Attendee, Calendar, Event, Task

ZONE = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 9, 7, 8, tzinfo=ZONE)
PIA, TOM = Attendee(name="Pia Lund"), Attendee(name="Tom Berg")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=ZONE)


def event(uid: str, summary: str, start: datetime, minutes: int = 60, **more: object) -> Event:
    end = start + timedelta(minutes=minutes)
    return Event(id=uid, uid=uid, calendar_id="home", summary=summary, start=start, end=end, **more)  # type: ignore[arg-type]


ROWS = (
    Calendar(id="home", name="Home", kind="event", is_default=True),
    Calendar(id="todo", name="Chores", kind="task", is_default=True),
    event("sync", "Crew sync", at(7, 9, 30), 15, rrule="FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    event("plan", "Budget planning", at(8, 10), 90, attendees=(PIA,), location="Room 4"),
    event("talk", "Site review", at(8, 13), attendees=(PIA, TOM)),
    event("call", "Supplier call", at(8, 15), 30),
    event("demo", "Boiler demo", at(9, 14), 45, location="Hall", description="bring the key"),
    event("check", "Roof review", at(10, 11), 60, attendees=(TOM,)),
    event("swim", "Swimming", at(7, 18), rrule="FREQ=WEEKLY;BYDAY=MO,TH", exdates=(at(14, 18),)),
    event("quiz", "Pub quiz", at(8, 20), 120),
    event("tea", "Tea at aunt's", at(20, 15)),
    Event(
        id="fair", uid="fair", calendar_id="home", summary="Boat fair", start=date(2026, 9, 11), end=date(2026, 9, 13)
    ),
    Task(id="paint", uid="paint", calendar_id="todo", summary="Paint the fence", status="COMPLETED"),
    Task(
        id="bulbs", uid="bulbs", calendar_id="todo", summary="Order bulbs", due=date(2026, 9, 8), status="NEEDS-ACTION"
    ),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "calendar.sqlite") as opened:
        initial = Queries(opened, ZONE).calendars()
        changes = (*(RowChange(c, None) for c in initial), *(RowChange(None, row) for row in ROWS))
        history.commit(opened, ChangeSet(changes, "fill"), NOW)
        yield opened


def outcome(database: Database, frames: str, marked: str, now: datetime = NOW) -> Outcome:
    fresh = (f"new-{n}" for n in count(1))
    assistant = Assistant(FakeTagger({marked: frames}), ZONE, lambda: next(fresh))
    text = tagging_of(frames, marked).text
    return assistant.understand(text, now, Queries(database, ZONE), Conversation()).outcome


ANSWERS = """
read event what : what's on [when tomorrow]
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00.
read event what : what have I got [when first thing tomorrow]
    Budget planning, Tue 8 Sep (tomorrow), 10:00–11:30.
read event how_many : how many [summary reviews] do I have [when this autumn]
    2 reviews this autumn (Tue 1 Sep to Mon 30 Nov).
read event what : what's on [when this week]
    Crew sync (Mon 7 Sep, 9:30–9:45), Swimming (Mon 7 Sep, 18:00–19:00), Budget planning (Tue 8 Sep, 10:00–11:30), Site review (Tue 8 Sep, 13:00–14:00), Supplier call (Tue 8 Sep, 15:00–15:30) and 7 more.
read event what : what's on at [when 6 tomorrow]
    Nothing at 6 tomorrow.
read event when : when is [summary swimming] [when in september]
    Swimming: Mon 7 Sep (today), 18:00–19:00. Swimming: Thu 10 Sep (in 3 days), 18:00–19:00. Swimming: Thu 17 Sep (in 10 days), 18:00–19:00. Swimming: Mon 21 Sep (in 14 days), 18:00–19:00. Swimming: Thu 24 Sep, 18:00–19:00. And 1 more.
read event how_many : how many [summary swimming] [when in september]
    6 events named swimming in September.
read event how_many : how many events with [attendee Tom] [when in september]
    2 events with Tom in September.
read event what : what is on in the [location hall] [when friday]
    Nothing in hall on Friday.
read event what : what are the notes on the [summary boiler demo]
    Boiler demo: bring the key.
read event exists : do I have two things at once [when tomorrow]
    No, nothing overlaps tomorrow.
read event how_many : how many events on [when 9 september]
    2 events on 9 September.
read event exists : do I have [summary swimming] on the [when 14th]
    No: there is no Swimming on the 14th. The next is Mon 7 Sep (today), 18:00–19:00.
read event when : when do I finish [when tomorrow]
    Pub quiz: Tue 8 Sep (tomorrow), 20:00–22:00.
read event exists : is anyone coming to the [summary site review]
    Yes: Pia Lund and Tom Berg.
read event exists : is anyone coming to the [summary supplier call]
    No, nobody is noted for Supplier call.
read task what : what haven't I done
    Order bulbs (due Tue 8 Sep).
read task where : which list is [summary bulbs] on
    Order bulbs is on the Chores list.
read event how_many : how many weeks until [summary tea]
    1 week and 6 days until Tea at aunt's, Sun 20 Sep, 15:00–16:00.
read event free : is [when tomorrow] bad
    Yes, you have Budget planning (Tue 8 Sep, 10:00–11:30), Site review (Tue 8 Sep, 13:00–14:00), Supplier call (Tue 8 Sep, 15:00–15:30) and 1 more. You are free Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event what : which meetings is [attendee Tom] not in [when this week]
    Crew sync (Mon 7 Sep, 9:30–9:45), Budget planning (Tue 8 Sep, 10:00–11:30), Supplier call (Tue 8 Sep, 15:00–15:30), Crew sync (Wed 9 Sep, 9:30–9:45), Boiler demo (Wed 9 Sep, 14:00–14:45) and 1 more.
read event what : which meetings [when this week] are longer than [duration an hour]
    Budget planning, Tue 8 Sep (tomorrow), 10:00–11:30.
read event exists : have I anything over [duration an hour] [when tomorrow]
    Yes: Tue 8 Sep (tomorrow): Budget planning 10:00–11:30 and Pub quiz 20:00–22:00.
read event how_many : how many times have I been to [summary swimming] [when this month]
    No events named swimming this month.
read event how_many : how many times do I swim [when this week]
    2 events named swimming this week.
read task exists : have I ordered the [summary bulbs] [when this week]
    No, “Order bulbs” is still open.
read event exists : are the [summary bulbs] ordered
    No, “Order bulbs” is still open.
read event exists : is the [summary fence] painted yet
    Yes: Paint the fence.
none : did I order the bulbs
    No, “Order bulbs” is still open.
none : what date is the site review
    Site review: Tue 8 Sep (tomorrow), 13:00–14:00.
none : how many sleeps till the site review
    1 day until Site review, Tue 8 Sep, 13:00–14:00.
read event exists : did I add the [summary bulbs]
    Yes: Order bulbs (due Tue 8 Sep).
read event when : when is [summary do swimming] [quantity next]
    Swimming: Mon 7 Sep (today), 18:00–19:00.
read event free : which [recurrence Thursday] evenings am I free [when in september]
    You are free Thu 10 Sep 19:00–22:00; Thu 17 Sep 19:00–22:00; Thu 24 Sep 19:00–22:00.
read task how_many : how many tasks are overdue
    No overdue tasks.
read event free : which days am I not free [when this week]
    Mon 7 Sep, Tue 8 Sep, Wed 9 Sep, Thu 10 Sep and Fri 11 Sep: something on these days.
read event exists : do I have no meetings [when tomorrow]
    No: Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00 and Supplier call 15:00–15:30.
read event exists : do I have nothing on [when sunday]
    Yes, nothing on Sunday.
read event what : which events [when this week] have notes
    Boiler demo: bring the key.
read event free : how many free hours do I have [when tomorrow]
    6 hours in all. You are free Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event how_many : how many nights is the [summary boat fair]
    1 night: Boat fair, Fri 11 Sep – Sat 12 Sep.
read event when : when am I off [quantity next]
    Boat fair: Fri 11 Sep – Sat 12 Sep.
read event exists : any early starts [when tomorrow]
    Yes: Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00. I can't tell what is “early”, so this is all of it.
read event when : which days [when this week] is there no [summary crew sync]
    Tue 8 Sep, Thu 10 Sep, Sat 12 Sep and Sun 13 Sep: no crew sync on these days.
read event exists : is the [summary demo] the same day as the [summary quiz]
    No: there is no Boiler demo on 8 September 2026. The next is Wed 9 Sep (in 2 days), 14:00–14:45.
read task what : what's the oldest thing on my list
    Order bulbs (due Tue 8 Sep). I can't tell what is “oldest”, so this is all of it.
read event when : when's the latest I finish [when this week]
    Pub quiz: Tue 8 Sep (tomorrow), 20:00–22:00.
read event how_long : how long is [summary crew sync] [when this week]
    Crew sync takes 15 minutes each time, 45 minutes in all.
read list what : which lists are empty
    No list is empty.
read event free : do I have a clear day [when this week]
    Yes, you are free Sat 12 Sep 9:00–18:00; Sun 13 Sep 9:00–18:00. All day: Boat fair.
read event when : when do I have two things at once [when tomorrow]
    Nothing overlaps tomorrow.
read task exists : any jobs [when on sunday]
    No, no tasks on Sunday.
read event free : which days [when this week] do I have time [when in the evening]
    You are free Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Wed 9 Sep 18:00–22:00; Thu 10 Sep 19:00–22:00; Fri 11 Sep 18:00–22:00; Sat 12 Sep 18:00–22:00; Sun 13 Sep 18:00–22:00. All day: Boat fair.
read event free : which evening is free [when this week]
    Wed 9 Sep, Fri 11 Sep, Sat 12 Sep and Sun 13 Sep are free as a whole. In part: Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Thu 10 Sep 19:00–22:00. All day: Boat fair.
read event how_many : how many evenings am I free [when this week]
    Wed 9 Sep, Fri 11 Sep, Sat 12 Sep and Sun 13 Sep are free as a whole. In part: Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Thu 10 Sep 19:00–22:00. All day: Boat fair.
read event how_long : how long am I free [when tomorrow morning]
    1 hour 30 minutes in all. You are free Tue 8 Sep 9:00–10:00 and 11:30–12:00.
read event how_long : how long is the [summary boiler demo]
    Boiler demo takes 45 minutes, Wed 9 Sep (in 2 days), 14:00–14:45.
read event free : what's the first day that is totally free
    You are free Sat 12 Sep 9:00–18:00. All day: Boat fair.
read event free : when's the [quantity next] evening I'm free
    You are free Wed 9 Sep 18:00–22:00.
read event free : which days am I entirely free [when this week]
    You are free Sat 12 Sep 9:00–18:00; Sun 13 Sep 9:00–18:00. All day: Boat fair.
read event free : do I have a gap between the two reviews
    Yes: 1 day 17 hours 30 minutes between Site review (Tue 8 Sep, 13:00–14:00) and Roof review (Thu 10 Sep, 11:00–12:00).
read event how_long : how long is it between my [quantity first two] meetings [when tomorrow]
    1 hour 30 minutes between Budget planning (Tue 8 Sep, 10:00–11:30) and Site review (Tue 8 Sep, 13:00–14:00).
read event free : what time is there [when between crew sync and the boiler demo]
    You are free Wed 9 Sep 9:45–14:00.
read event exists : have I any back-to-back meetings [when tomorrow]
    No, nothing is back to back tomorrow.
read event what : which day has the most meetings [when this week]
    Tue 8 Sep: 3 meetings.
read event what : which day has the fewest events [when this week]
    Sat 12 Sep and Sun 13 Sep: no events.
read event exists : am I double booked
    No, nothing overlaps the next 28 days.
read event when : when's the [quantity earliest] I finish [when this week]
    Crew sync: Fri 11 Sep (in 4 days), 9:30–9:45.
read event free : am I free [when before work tomorrow]
    Yes, you are free Tue 8 Sep 6:00–9:00.
read event free : free slots of [duration 2 hours] [when tomorrow and thursday]
    You are free Tue 8 Sep 15:30–18:00. You are free Thu 10 Sep 9:00–11:00 and 12:00–18:00.
read event what : what's on [when tomorrow and wednesday]
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00. Wed 9 Sep (in 2 days): Crew sync 9:30–9:45 and Boiler demo 14:00–14:45.
read event how_many : how many meetings [when before lunch tomorrow]
    1 meeting before lunch tomorrow.
read event exists : anything [when between lunch and 4 on tuesday]
    Yes: Tue 8 Sep (tomorrow): Site review 13:00–14:00 and Supplier call 15:00–15:30.
read event what : what's on [when tomorrow or wednesday]
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00. Wed 9 Sep (in 2 days): Crew sync 9:30–9:45 and Boiler demo 14:00–14:45.
read event exists : are there any duplicates [when this week]
    No, I see no duplicates this week.
read event what : what's the [quantity earliest] I start [when this week]
    Crew sync, Mon 7 Sep (today), 9:30–9:45.
read event how_many : how many times do I paddle [when tomorrow]
    4 events tomorrow. I can't tell what is “paddle”, so this is all of it.
read event how_many : how many [summary cakes] [when this week]
    No cakes this week.
read event how_many : how many [summary reviews] [when this week]
    2 reviews this week.
read event where : where and when is the [summary boiler demo]
    Boiler demo is at Hall. Boiler demo: Wed 9 Sep (in 2 days), 14:00–14:45.
read event exists : is anyone swimming [when tomorrow]
    No: there is no Swimming tomorrow. The next is Mon 7 Sep (today), 18:00–19:00.
read event how_many : how many days' fair [when in september]
    Boat fair takes 2 days, Fri 11 Sep – Sat 12 Sep.
read event how_many : how many [summary reviews] [when before the boat fair]
    2 reviews before 11 September 2026.
read event free : any [when weekend] free [when in september]
    The weekends of Sat 12 Sep and Sat 26 Sep are free. You are free Sat 19 Sep 9:00–18:00; Sun 20 Sep 9:00–15:00 and 16:00–18:00. All day: Boat fair.
read event what : what have I got with [attendee Pia] or [attendee Tom] [when this week]
    Budget planning (Tue 8 Sep, 10:00–11:30), Site review (Tue 8 Sep, 13:00–14:00) and Roof review (Thu 10 Sep, 11:00–12:00).
read event exists : have I anything [when after 4 this week]
    Yes: Swimming (Mon 7 Sep, 18:00–19:00), Pub quiz (Tue 8 Sep, 20:00–22:00) and Swimming (Thu 10 Sep, 18:00–19:00).
read event exists : is there anything [when before 10] on any day [when this week]
    Yes: Crew sync (Mon 7 Sep, 9:30–9:45), Crew sync (Wed 9 Sep, 9:30–9:45) and Crew sync (Fri 11 Sep, 9:30–9:45).
read event when : which days don't I have [summary swimming] [when this week]
    Tue 8 Sep, Wed 9 Sep, Fri 11 Sep, Sat 12 Sep and Sun 13 Sep: no swimming on these days.
read event free : when's my [quantity next] day with nothing on
    Sun 13 Sep (in 6 days): nothing on that day.
read event what : what's next [when after the pub quiz]
    Nothing more that day. Next: Crew sync, Wed 9 Sep (in 2 days), 9:30–9:45.
read event how_long : how long between the [summary reviews]
    1 day 21 hours between Site review (Tue 8 Sep, 13:00–14:00) and Roof review (Thu 10 Sep, 11:00–12:00).
read event how_many : how many days is the [summary boat fair]
    Boat fair takes 2 days, Fri 11 Sep – Sat 12 Sep.
read event when : how far away is the [summary boat fair]
    4 days until Boat fair, Fri 11 Sep – Sat 12 Sep.
read event exists : does anything clash with the [summary boat fair]
    Yes: Boat fair (Fri 11 Sep – Sat 12 Sep) and Crew sync (Fri 11 Sep, 9:30–9:45).
read event free : which weekends are free in [when in september]
    The weekends of Sat 12 Sep and Sat 26 Sep are free. You are free Sat 19 Sep 9:00–18:00; Sun 20 Sep 9:00–15:00 and 16:00–18:00. All day: Boat fair.
read event exists : is there anything on [list boat fair]
    Yes: Boat fair (Fri 11 Sep – Sat 12 Sep) and Crew sync (Fri 11 Sep, 9:30–9:45).
read task what : what groceries do I need
    Order bulbs (due Tue 8 Sep). I can't tell what is “groceries”, so this is all of it.
read event what : what's on for [attendee home] [when tomorrow]
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00.
read event what : what did I delete [when yesterday]
    Nothing was deleted yesterday.
read event what : what did I add [when last month]
    Nothing was added last month.
read event free : is [when monday at 7am] free
    Yes, you are free on Mon 14 Sep at 7:00.
read event free : am I free [when today at 7am]
    No, that time has passed.
read event free : could I fit in a [summary run] [when tomorrow morning]
    Yes, you are free Tue 8 Sep 9:00–10:00 and 11:30–12:00.
read event what : what's on [when over boat fair]
    Boat fair (Fri 11 Sep – Sat 12 Sep) and Crew sync (Fri 11 Sep, 9:30–9:45).
read event exists : is there a [summary regatta] on [when friday]
    No, I find no regatta on Friday.
read event how_long : how much time do I spend in meetings [when this week]
    5 hours 30 minutes in all: Crew sync (45 minutes), Budget planning (1 hour 30 minutes), Site review (1 hour), Supplier call (30 minutes), Boiler demo (45 minutes) and 1 more.
read event how_long : how long is the [summary boiler demo]
    Boiler demo takes 45 minutes, Wed 9 Sep (in 2 days), 14:00–14:45.
read event where : where are my meetings [when this week]
    Budget planning is at Room 4. Boiler demo is at Hall. No place is noted for Crew sync, Site review, Supplier call and Roof review.
read event who : who is in my meetings [when this week]
    Budget planning: Pia Lund. Site review: Pia Lund and Tom Berg. Roof review: Tom Berg. Nobody is noted for Crew sync, Supplier call and Boiler demo.
read event free : when am I free [when tomorrow]
    You are free Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event free : am I free [when tomorrow]
    Yes, you are free Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event free : am I free [when tomorrow evening]
    No, not all of it; you are free Tue 8 Sep 18:00–20:00.
read event free : are there any openings [when tomorrow evening]
    Yes, you are free Tue 8 Sep 18:00–20:00.
read event free : am I free at all [when tomorrow evening]
    Yes, you are free Tue 8 Sep 18:00–20:00.
read event free : busy [when tomorrow]?
    Yes, you have Budget planning (Tue 8 Sep, 10:00–11:30), Site review (Tue 8 Sep, 13:00–14:00), Supplier call (Tue 8 Sep, 15:00–15:30) and 1 more. You are free Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event what : what do I have on [when sunday]
    Nothing on Sunday.
read event exists : is there anything on [when sunday afternoon]
    No, nothing on Sunday afternoon.
read event when : when is [summary tea] on [when sunday]
    Tea at aunt's: Sun 20 Sep (in 13 days), 15:00–16:00.
read event free : am I busy on [when sunday]
    No, you are free Sun 13 Sep 9:00–18:00.
read event free : am I busy at [when 1 tomorrow]
    Yes, on Tue 8 Sep at 13:00 you have Site review (13:00).
read event free : when is my [quantity next] free [when evening]
    You are free Wed 9 Sep 18:00–22:00.
read event free : when am I [quantity next] free
    You are free Mon 7 Sep 9:00–9:30.
read task what : what is due [when this week]
    Order bulbs (due Tue 8 Sep).
read event free : what is my longest gap [when tomorrow]
    You are free Tue 8 Sep 15:30–18:00.
read event exists : do I have a conflict [when tomorrow]
    No, nothing overlaps tomorrow.
read task what : which tasks have no due date
    Nothing.
read task exists : did I [summary paint the fence]
    Yes: Paint the fence.
read task exists : did I [summary order bulbs]
    No, “Order bulbs” is still open.
read event what : what did I do on [when sunday]
    Nothing on Sunday.
read event exists : is [attendee Tom] coming to the [summary budget planning]
    No, I find no budget planning with Tom.
read event exists : do I have [summary swimming] on [when tuesday]
    No: there is no Swimming on Tuesday. The next is Mon 7 Sep (today), 18:00–19:00.
read event how_long : how long between [summary budget planning] and [summary site review] [when tomorrow]
    1 hour 30 minutes, Tue 8 Sep, 11:30–13:00.
read event how_long : how long is it from the [summary budget planning] to the [summary site review]
    1 hour 30 minutes, Tue 8 Sep, 11:30–13:00.
read event how_long : how much time from [summary site review] until the [summary supplier call] [when tomorrow]
    1 hour, Tue 8 Sep, 14:00–15:00.
read event how_long : how long until the [summary budget planning]
    1 day until Budget planning, Tue 8 Sep, 10:00–11:30.
read event how_long : how many hours until the [summary budget planning]
    26 hours until Budget planning, Tue 8 Sep, 10:00–11:30.
read event when : how often do I have [summary swimming]
    Swimming: every week on Mon and Thu, 18:00–19:00; next Mon 7 Sep (today), 18:00–19:00.
read event exists : any calls on [when wednesday]
    No, no calls on Wednesday.
read event what : what is on [when later]
    Mon 7 Sep (today): Crew sync 9:30–9:45 and Swimming 18:00–19:00.
read event free : is [when 1 tomorrow] taken
    Yes, on Tue 8 Sep at 13:00 you have Site review (13:00).
read event how_many : how many [summary swimming] [when before friday]
    2 events named swimming before Friday.
read event free : what is the earliest I am free [when tomorrow]
    You are free Tue 8 Sep 9:00–10:00.
read event free : am I free [when before noon tomorrow]
    Yes, you are free Tue 8 Sep 9:00–10:00 and 11:30–12:00.
read event free : am I free for [summary lunch] [when tomorrow]
    Yes, you are free Tue 8 Sep 12:00–13:00.
read event free : which [when evenings] am I free [when this week]
    Wed 9 Sep, Fri 11 Sep, Sat 12 Sep and Sun 13 Sep are free as a whole. In part: Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Thu 10 Sep 19:00–22:00. All day: Boat fair.
read event exists : did my [summary swimming] on [when thursday] get cancelled
    No: Swimming, Thu 10 Sep (in 3 days), 18:00–19:00.
read event exists : is the [summary boiler demo] off on [when wednesday]
    No: Boiler demo, Wed 9 Sep (in 2 days), 14:00–14:45.
read event exists : did the [summary boiler demo] get cancelled
    No: Boiler demo, Wed 9 Sep (in 2 days), 14:00–14:45.
read event exists : am I off on [when the 26th]
    Yes, nothing on the 26th.
read event what : what's my [quantity longest] meeting [when tomorrow]
    Budget planning, Tue 8 Sep (tomorrow), 10:00–11:30.
read event what : and the [quantity shortest] meeting [when tomorrow]
    Supplier call, Tue 8 Sep (tomorrow), 15:00–15:30.
read event when : when am I done [when tomorrow]
    Pub quiz: Tue 8 Sep (tomorrow), 20:00–22:00.
read event what : what is right [when before the supplier call]
    Site review, Tue 8 Sep (tomorrow), 13:00–14:00.
read event what : which meetings [when tomorrow] have no place
    Tue 8 Sep (tomorrow): Site review 13:00–14:00 and Supplier call 15:00–15:30.
read event exists : did I cancel [summary swimming] on [when the 14th]
    Yes: there is no Swimming on the 14th. The next is Mon 7 Sep (today), 18:00–19:00.
read event exists : did I cancel [summary swimming]
    No: Swimming, Mon 7 Sep (today), 18:00–19:00.
read event exists : has the [summary boiler demo] been moved
    Boiler demo: Wed 9 Sep (in 2 days), 14:00–14:45.
read event exists : does the [summary crew sync] repeat
    Yes: Crew sync: every week on Mon, Wed and Fri, 9:30–9:45; next Mon 7 Sep (today), 9:30–9:45.
read event exists : does the [summary pub quiz] repeat
    No, Pub quiz does not repeat.
read event free : which days am I free all day [when this week]
    You are free Sat 12 Sep 9:00–18:00; Sun 13 Sep 9:00–18:00. All day: Boat fair.
read event free : when do I [quantity next] have a free [when weekend]
    You are free Sat 12 Sep 9:00–18:00; Sun 13 Sep 9:00–18:00. All day: Boat fair.
read event free : which weekends am I free [when this month]
    The weekends of Sat 12 Sep and Sat 26 Sep are free. You are free Sat 19 Sep 9:00–18:00; Sun 20 Sep 9:00–15:00 and 16:00–18:00. All day: Boat fair.
read event free : which evenings am I free [when this week]
    Wed 9 Sep, Fri 11 Sep, Sat 12 Sep and Sun 13 Sep are free as a whole. In part: Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Thu 10 Sep 19:00–22:00. All day: Boat fair.
read event how_long : how long between [summary site review] and [summary budget planning] [when tomorrow]
    1 hour 30 minutes, Tue 8 Sep, 11:30–13:00.
read event exists : am I away [when on friday]
    Yes: Boat fair, Fri 11 Sep – Sat 12 Sep.
read event how_many : how many days am I away [when this month]
    Boat fair takes 2 days, Fri 11 Sep – Sat 12 Sep.
read task exists : is the [summary fence] painted
    Yes: Paint the fence.
read task exists : are the [summary bulbs] ordered
    No, “Order bulbs” is still open.
read task exists : have I got the [summary bulbs]
    No, “Order bulbs” is still open.
read task what : what did I paint
    Paint the fence.
read event exists : is the [summary supplier call] at [when 3]
    Yes: Supplier call, Tue 8 Sep (tomorrow), 15:00–15:30.
read event exists : is the [summary supplier call] at [when 4]
    No: there is no Supplier call at 4. The next is Tue 8 Sep (tomorrow), 15:00–15:30.
read event free : which day [when next week] is the busiest
    Busiest: Thu 17 Sep and Sun 20 Sep, 1 event, 1 hour.
read event free : what's my quietest afternoon [when this week]
    Quietest: Mon 7 Sep, Thu 10 Sep and Sun 13 Sep, nothing on.
read event free : which [when week in September] is the busiest
    Busiest: the week of Mon 7 Sep, 11 events, 9 hours 30 minutes.
read event what : is there anything important [when tomorrow]
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00, Supplier call 15:00–15:30 and Pub quiz 20:00–22:00. I can't tell what is “important”, so this is all of it.
read event what : which meeting [when tomorrow] is the most fun
    Tue 8 Sep (tomorrow): Budget planning 10:00–11:30, Site review 13:00–14:00 and Supplier call 15:00–15:30. I can't tell what is “most fun”, so this is all of it.
read event free : when am I free [when next week after 4]
    You are free Mon 14 Sep 16:00–18:00; Tue 15 Sep 16:00–18:00; Wed 16 Sep 16:00–18:00; Thu 17 Sep 16:00–18:00; Fri 18 Sep 16:00–18:00; Sat 19 Sep 16:00–18:00; Sun 20 Sep 16:00–18:00.
read event free : when am I free [when from 12 September to 14 September]
    You are free Sat 12 Sep 9:00–18:00; Sun 13 Sep 9:00–18:00; Mon 14 Sep 9:00–9:30 and 9:45–18:00. All day: Boat fair.
read event free : do I have any free [when evenings] [when before 11 september]
    Yes, you are free Mon 7 Sep 19:00–22:00; Tue 8 Sep 18:00–20:00; Wed 9 Sep 18:00–22:00; Thu 10 Sep 19:00–22:00.
read event free : which [when evenings] am I free [when before the budget planning]
    You are free Mon 7 Sep 19:00–22:00.
read event free : am I free [when from monday 4pm to wednesday 10am]
    No, not all of it; you are free Mon 7 Sep 16:00–18:00; Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00; Wed 9 Sep 9:00–9:30.
read event free : am I free any [duration day] [when before 9 september]
    Yes, you are free Mon 7 Sep 9:00–9:30 and 9:45–18:00; Tue 8 Sep 9:00–10:00, 11:30–13:00, 14:00–15:00 and 15:30–18:00.
read event free : when am I free [when before tuesday noon]
    You are free Mon 7 Sep 9:00–9:30 and 9:45–18:00; Tue 8 Sep 9:00–10:00 and 11:30–12:00.
read event free : am I free [when tuesday morning]
    No, not all of it; you are free Tue 8 Sep 9:00–10:00 and 11:30–12:00.
read event free : is my [when tuesday afternoon] free [when from 2]
    No, not all of it; you are free Tue 8 Sep 14:00–15:00 and 15:30–18:00.
read event free : am I free [when Monday to Wednesday before 10]
    Yes, you are free Mon 7 Sep 9:00–9:30; Tue 8 Sep 9:00–10:00; Wed 9 Sep 9:00–9:30.
read event free : which [when Fridays in] [when September] am I free
    You are free Fri 11 Sep 9:00–9:30 and 9:45–18:00; Fri 18 Sep 9:00–9:30 and 9:45–18:00; Fri 25 Sep 9:00–9:30 and 9:45–18:00. All day: Boat fair.
read event free : am I free [recurrence every Tuesday] at [when 3pm in September]
    Yes, you are free Tue 15 Sep 15:00–15:30; Tue 22 Sep 15:00–15:30; Tue 29 Sep 15:00–15:30.
read event free : am I free [when between the budget planning and 1pm tomorrow]
    Yes, you are free Tue 8 Sep 11:30–13:00.
read event free : find me an hour [when this week], [recurrence mornings] only
    You are free Mon 7 Sep 9:45–12:00; Tue 8 Sep 9:00–10:00; Wed 9 Sep 9:45–12:00; Thu 10 Sep 9:00–11:00; Fri 11 Sep 9:45–12:00; Sat 12 Sep 9:00–12:00; Sun 13 Sep 9:00–12:00. All day: Boat fair.
read event what : what's [when between the boiler demo and 6pm]
    Nothing on 9 September 2026 from 2:45pm to 6pm.
read event who : who am I seeing [when tomorrow]
    Budget planning: Pia Lund. Site review: Pia Lund and Tom Berg.
read event how_many : how many workdays till [summary boat fair]
    4 working days until Boat fair, Fri 11 Sep – Sat 12 Sep.
read event how_many : how many weekends [when before the] [summary tea]
    2 weekends until Tea at aunt's, Sun 20 Sep, 15:00–16:00.
read event exists : does anything clash with the [summary tea]
    No, nothing overlaps.
read task when : when did I [quantity last] [summary order bulbs]
    “Order bulbs” is not ticked off yet.
read event when : when is the [quantity last] [summary tea]
    Tea at aunt's: Sun 20 Sep (in 13 days), 15:00–16:00.
read event when : when is the [quantity last] [summary swimming]
    Swimming is next Mon 7 Sep (today), 18:00–19:00; no last time is set.
read event when + read event where : when is the [summary budget planning] || and where
    Budget planning: Tue 8 Sep (tomorrow), 10:00–11:30. Budget planning is at Room 4.
read event free : [quantity next] free evening [when after boat fair]
    You are free Sun 13 Sep 18:00–22:00.
read event what : what's my latest finish [when this week]
    Pub quiz, Tue 8 Sep (tomorrow), 20:00–22:00.
read event how_long : how long am I in the [summary fair]
    Boat fair takes 2 days, Fri 11 Sep – Sat 12 Sep.
"""
QUESTIONS = """
delete event : cancel [summary swimming] on the [when 14th]
    There is no Swimming on the 14th. The next is Mon 7 Sep (today), 18:00–19:00.
delete event : cancel the [summary review] on [when friday]
    I found no “review” on Friday. Did you mean one of these?
delete event : cancel my meeting with [attendee Ursula] [when tomorrow]
    I found no meeting with Ursula tomorrow.
delete event : cancel everything on [when sunday]
    I found nothing on Sunday.
complete task : mark [summary swimming] as done
    “Swimming” is an event; only tasks are ticked off.
complete task : tick off [summary paint the fence]
    “Paint the fence” is done already.
update task : reopen [summary order bulbs]
    “Order bulbs” is open already.
delete event : cancel [summary swimming] if it rains
    I can't check that condition. Shall I do it anyway?
delete event : cancel everything [when tomorrow] except the [excluded regatta]
    I found no “regatta” to leave as it is.
delete event : cancel my events [when tomorrow evening] except the [excluded quiz]
    Nothing is left to change but what you want to keep.
delete event : delete [quantity all] [summary swimming] except the [excluded one on Thursday]
    “Swimming” goes on. Which days do you mean, say until when?
delete event : skip [quantity every second] [summary swimming]
    I can't pick every second one of a series. Which dates do you mean?
update event : swap the [summary boiler demo] with the [new_summary boiler demo]
    “Boiler demo” is the only one that I found. Swap it with what?
delete event : no [summary swimming] on [recurrence fridays]
    “Swimming” is not on Fri, but on Mon and Thu.
read event how_long : how long between [summary work] and [summary budget planning]
    Between which two?
"""
WARNINGS = """
create event : [summary jogging] [when tomorrow at 5am]
    early: 5:00
create event : [summary fireworks] [when tomorrow at 11:30pm]
    late: 23:30
create event : [summary haircut] [when yesterday at 3pm]
    past: yesterday
create event : [summary haircut] [when today at 7am]
    past: today, 7:00
create event : [summary site visit] [when tomorrow from 10am to 9pm]
    overlaps Budget planning, 10:00–11:30
    overlaps Site review, 13:00–14:00
    overlaps Supplier call, 15:00–15:30
    overlaps: and 1 more
create event : [summary lesson] [recurrence every day] at [when 11:15am]
    overlaps Budget planning, 10:00–11:30 on Tue 8 Sep
    overlaps Roof review, 11:00–12:00 on Thu 10 Sep
create event : [summary lesson] [recurrence every monday] at [when 9:30am]
    overlaps Crew sync, 9:30–9:45
update event : from [when from october on], [summary swimming] is at [new_when 6:30pm]
update event : every [summary swimming] [quantity every] starts at [new_when 6:30pm]
update event : move [when wednesday]'s [summary crew sync] to [new_when friday]
    overlaps Crew sync, 9:30–9:45
delete event : no [summary swimming] on [recurrence mondays]
update event : [summary swimming] runs [new_when until 24 september]
    series ends: Thu 24 Sep
update event : the [summary budget planning] is at [new_location Room 5]
    people: 1 invited (Pia Lund)
"""


def cases(table: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for line in table.strip().splitlines():
        if line.startswith("    "):
            frames, marked, said = found[-1]
            found[-1] = (frames, marked, (*said, line.strip()))
        else:
            frames, marked = line.split(" : ", 1)
            found.append((frames, marked, ()))
    return found


@pytest.mark.parametrize(("frames", "marked", "said"), cases(ANSWERS))
def test_a_question_is_answered_in_these_words(
    frames: str, marked: str, said: tuple[str, ...], database: Database
) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Answer)
    assert (made.text,) == said


@pytest.mark.parametrize(("frames", "marked", "said"), cases(QUESTIONS))
def test_what_can_not_be_done_is_explained(frames: str, marked: str, said: tuple[str, ...], database: Database) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Clarification)
    assert (made.question.text,) == said


@pytest.mark.parametrize(("frames", "marked", "said"), cases(WARNINGS))
def test_a_plan_warns_of_these_things(frames: str, marked: str, said: tuple[str, ...], database: Database) -> None:
    made = outcome(database, frames, marked)
    assert isinstance(made, Plan), made
    assert made.warnings == said


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("2", "at 2"),
        ("3 pm on friday", "at 3 pm on Friday"),
        ("20th", "on the 20th"),
        ("the 20th", "on the 20th"),
        ("june", "in June"),
        ("may 2027", "in May 2027"),
        ("june 5", "on June 5"),
        ("friday afternoon", "on Friday afternoon"),
        ("evening", "in the evening"),
        ("noon", "at noon"),
        ("week", "this week"),
        ("in june", "in June"),
        ("the next 3 days", "the next 3 days"),
        ("tomorrow", "tomorrow"),
        ("marathon weekend", "marathon weekend"),
    ],
)
def test_time_words_get_their_preposition(phrase: str, said: str) -> None:
    assert say_phrase(phrase) == said


def test_what_is_left_is_not_what_was_asked_before(database: Database) -> None:
    turns = {"what's on [when today]": "read event what", "what's left [when today]": "read event what"}
    assistant = Assistant(FakeTagger(turns), ZONE, lambda: "new")
    noon, queries = NOW.replace(hour=12), Queries(database, ZONE)
    texts = [tagging_of(frames, marked).text for marked, frames in turns.items()]
    outcomes = [assistant.understand(text, noon, queries, Conversation()).outcome for text in texts]
    assert [len(o.items) for o in outcomes if isinstance(o, Answer)] == [2, 1]


def test_what_was_done_is_told_from_the_journal(database: Database) -> None:
    before = outcome(database, "delete event", "cancel the [summary boiler demo]")
    assert isinstance(before, Plan)
    later = NOW + timedelta(days=1)
    history.commit(database, before.change_set(), later)
    told = outcome(database, "read event what", "what have I deleted [when today]", later + timedelta(hours=2))
    assert isinstance(told, Answer)
    assert told.text == "Deleted: Boiler demo (Wed 9 Sep, 14:00–14:45)."
    last = outcome(database, "read event what", "what did I cancel", later + timedelta(days=3))
    assert isinstance(last, Answer)
    assert last.text == told.text


def test_who_was_not_met_is_not_known(database: Database) -> None:
    assert isinstance(outcome(database, "read event who", "who have I not met [when this month]"), Clarification)


@pytest.mark.parametrize(
    ("title", "people"),
    [
        ("Supper with Ivo and Mia", "Ivo and Mia"),
        ("1:1 Noor", "Noor"),
        ("Walk with the dog", ""),
        ("Meet the rest", ""),
    ],
)
def test_a_name_says_whom_it_is_with(title: str, people: str) -> None:
    assert people_of(event("new", title, at(8, 10))) == people


def test_what_is_called_off_is_told_as_that(database: Database) -> None:
    (demo,) = Queries(database, ZONE).rows(["demo"])
    off = dataclasses.replace(demo, status="CANCELLED")  # type: ignore[arg-type]
    history.commit(database, ChangeSet((RowChange(demo, off),), "called off"), NOW)
    held = outcome(database, "read event exists", "is the [summary boiler demo] still happening")
    assert isinstance(held, Answer)
    assert held.text == "No, “Boiler demo” is cancelled."
    again = outcome(database, "delete event", "cancel the [summary boiler demo]")
    assert isinstance(again, Clarification)
    assert again.question.text == "“Boiler demo” is cancelled."


@pytest.mark.parametrize(
    ("frames", "marked", "begins"),
    [
        ("read event exists", "is [attendee ida] off on [when wednesday]", "Yes: Ida off"),
        ("read event exists", "is [attendee ida] off on [when thursday]", "No: there is no Ida off"),
        ("read event exists", "is [attendee Ida] working on [when wednesday]", "No: Ida off"),
        ("read event exists", "is [attendee Ida] working on [when thursday]", "Yes, as far as I see"),
        ("read event how_long", "how long is [attendee Ida] away for", "Ida off takes"),
    ],
)
def test_whoever_is_off_is_not_called_off(database: Database, frames: str, marked: str, begins: str) -> None:
    off = event("off", "Ida off", at(9, 9), 60 * 8)
    history.commit(database, ChangeSet((RowChange(None, off),), "off"), NOW)
    said = outcome(database, frames, marked)
    assert isinstance(said, Answer)
    assert said.text.startswith(begins), said.text


def test_a_part_of_today_that_is_over_is_next_week_s(database: Database) -> None:
    evening = NOW.replace(hour=21)
    coming = outcome(database, "read event exists", "is there a [summary sync] [when on monday morning]", evening)
    gone = outcome(database, "read event what", "what did I have [when on monday morning]", evening)
    assert isinstance(coming, Answer) and isinstance(gone, Answer)
    assert (coming.text, gone.text) == (
        "Yes: Crew sync, Mon 14 Sep (in 7 days), 9:30–9:45.",
        "Crew sync, Mon 7 Sep (today), 9:30–9:45.",
    )


def test_the_next_empty_day_is_sought_beyond_a_full_week(database: Database) -> None:
    trip = Event(
        id="trip", uid="trip", calendar_id="home", summary="Trip", start=date(2026, 9, 8), end=date(2026, 9, 21)
    )
    history.commit(database, ChangeSet((RowChange(None, trip),), "trip"), NOW)
    said = outcome(database, "read event free", "when's my [quantity next] day with nothing on it")
    assert isinstance(said, Answer)
    assert said.text.startswith("Tue 22 Sep")
