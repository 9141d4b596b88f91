"""Time phrases that the tagger tore, joined again: no border between two slots lies within a date.

"until December | 9", "in | 3 days", "from the 3rd to | the 10th of May" are each one phrase, whatever their halves were called.
"""

import dataclasses
import re
from collections.abc import Iterable
from itertools import pairwise

from assistant import wording
from assistant.schema import ABOUT_TIME, WHENS
from assistant.tagging import TaggedCommand, TaggedSlot, spanning
from assistant.temporal.expressions import Feast, Point, Repetition, Shifted, Value
from assistant.temporal.reading import values_of
from assistant.temporal.shifts import read_length

MONTH = re.compile(rf"\b{wording.MONTH}\.?$", re.I)
DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)(?!\s*(?:am|pm|o'clock|to\b|-|–))", re.I)
MINUTES, HOUR_LEFT = re.compile(r"[:.][0-5]\d(?!\d)"), re.compile(r"(?<![\d:.])\d{1,2}$")
SAME, TIME_OF_SAME = re.compile(r"\bsame$", re.I), re.compile(r"\s+time\b", re.I)
NEXT_WORD = re.compile(r"(?:\s*\w+)?")
#: A slot that is nothing but the word that leads a phrase.
LEAD = re.compile(rf"(?:in|within|by|from|{wording.UNTIL_WHEN}|on|at|for|after|before|to)$", re.I)
GAP = re.compile(r"\s*(?:the\s+)?", re.I)
#: "this week | and next", whatever "next" was taken for.
AND_NEXT = re.compile(r"(?<=\w)\s+and\s+(?:the\s+)?next(?=\W*$|\s*[,;]|\s+(?:too|as well|please|to)\b)", re.I)
#: "at [10 all] | next week": the word belongs to the period behind it.
ALL = re.compile(r"(?<=\w)\s+all$", re.I)
#: "gas bill due on the 3rd, remind me the day before".
DUE = re.compile(r"\b(?:is |are )?due\b|\bremind me\b", re.I)
#: "call mum | until March"; "leave the heating on until Sunday", or until ten, is done each time.
UNTIL_TAIL = re.compile(
    rf"(?:(?<=\w)\s+|^)({wording.UNTIL_WHEN}\s+(?!(?:the\s+)?(?:\d{{1,2}}(?:[:.]\d\d)?\s*(?:[ap]m)?|\w+ o['’]?clock|{wording.WEEKDAY}|noon|midday|midnight|"
    r"morning|evening|night|tonight|tomorrow)\W*$)\S.*)$",
    re.I,
)
#: How long what comes daily goes on, at the end of its name.
RUN = re.compile(rf"\s((?:for|{wording.UNTIL_WHEN})\s+\S.*)$", re.I)
#: Times of what is said, and not of what it shall be.
SAID = frozenset({"when", "recurrence", "duration"})
#: Words that say since when, right before a time, and the one that makes a pair of it.
LED = re.compile(rf"(?:{wording.SINCE_WHEN}|since|after|{wording.UNTIL_WHEN}|by|before)\b", re.I)
SINCE = re.compile(rf"\b{wording.SINCE_WHEN}\s+(?:(?:in|on|the)\s+)*$", re.I)
#: "everything from last month" is of that month, not since then.
OF_PAST = re.compile(
    rf"from\s+(?:the\s+)?(?=(?:last|past|previous|yesterday)\b(?!.*\b(?:to|{wording.UNTIL_WHEN}|on|onwards?)\b))", re.I
)
#: "drop Lou from Friday's standup", "remove gym from Friday" are about that one.
TAKEN_FROM = re.compile(
    r"\W*(?:please |can you |could you )?(?:remove|take|erase|strike)\b(?!.*\bon(?:wards?)?\W*$)", re.I
)
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)", re.I)
TO = re.compile(rf"\s*,?\s*(?:to|{wording.UNTIL_WHEN}|-|–)\s+(?:the\s+)?", re.I)
#: All that may stand beside the slots of "trip to Rome from March 3 to March 10": no verb.
LITTLE = re.compile(rf"(?:\W|\b(?:the|a|an|my|our|on|at|in|from|to|{wording.UNTIL_WHEN}|with|for|of|and)\b)*", re.I)

#: What leads a further part of a repetition.
LEADS = re.compile(rf"\b(for|{wording.UNTIL_WHEN}|through|except|from|starting)\s+(?:the\s+)?$", re.I)
#: Right before what a repetition leaves out.
EXCEPT = re.compile(rf"{wording.EXCEPT_WORDS}\s*(?:for\s+)?(?:on\s+)?(?:the\s+)?$", re.I)
#: Little words between parts of one time.
BETWEEN_TIMES = re.compile(
    r"[\s,]*(?:(?:on|at|in|the|of|from|around|for|by|starting|leaving|leaves|departing|departs|or|,)[\s,]+)*", re.I
)
#: "standup on Monday | and | Tuesday" finds both.
BETWEEN_DAYS = re.compile(rf"{BETWEEN_TIMES.pattern}|\s*,?\s+and\s+(?:on\s+)?(?:the\s+)?", re.I)
#: "from May | Ana | comes at | 11": an hour, and no day of that month.
LED_AT = re.compile(r"\bat\s+$", re.I)
#: "on the 7th, leaves 8:05".
DEPARTS = re.compile(r"\s*,?\s*\b(?:(?:leav|depart)(?:e?s|ing)\b|dep\b\.?)\s*(?:at\s+)?", re.I)
#: "start at 2 and end at 4", "starts at 2 not 1 but ends at 4".
TO_END = re.compile(
    r"(?:[\s,]*(?:instead of|and not|not) (?:at )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?)?(?:[\s,]*instead)?[\s,]*(?:(?:and|but) )?(?:still )?(?:to )?(?:(?:end|finish|clos|arriv|land|reach)(?:e?s|ing|e)?|arr\.?|gets? in)(?: at| by| in| on)?(?: the)?\s*",
    re.I,
)

BE_THERE = re.compile(r"\b(?:arrive|be there|get there)\b", re.I)
#: "Mia starts | judo | on mondays at 5 in may": then it begins, and doesn't end with that month.
STARTS = re.compile(r"\b(?:start|begin)(?:s|ing)?\b", re.I)
IN_MONTH = re.compile(rf"\bin\s+(?={wording.MONTH}(?:\W|$))", re.I)
#: From so many days on a length before "from today at 3" is counted from then ("8 weeks from today at 3"), unless "for" leads it; "put him in
#: for a week today" has the day in it.
WEEK_DAYS, FOR = 7, re.compile(r"(?<!\bin )\bfor\s+$", re.I)
#: "wake me at 5 | on | sports day |".
ON_DAY, DAY_OF = re.compile(r"\s+on\s+(?:the\s+)?", re.I), re.compile(r".*(?:day|eve|morning|night)", re.I)
LEADS_TO_PLACE = re.compile(r"\s+(?:at|in|@|with|down|up)(?:\s+(?:the|my|our))?\s*$", re.I)
TORN_LENGTH = re.compile(r"(?:\s+(?:week|fortnight))?(?:\s+on)?\s+", re.I)


def value_of(phrase: str) -> Value | None:
    """The first time that a phrase says; None where it is none."""
    return next(iter(values_of(phrase)), None)


def with_whole_times(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command with its time phrases whole."""
    slots: list[TaggedSlot] = []
    for slot in in_one_piece(text, tagged.in_order):
        last = slots[-1] if slots else None
        minutes = MINUTES.match(text, slot.end) if slot.name in ABOUT_TIME and HOUR_LEFT.search(slot.text) else None
        minutes = TIME_OF_SAME.match(text, slot.end) if slot.name in WHENS and SAME.search(slot.text) else minutes
        slot = spanning(text, slot, end=minutes.end()) if minutes else slot  # "17 | :42", "friday same | time"
        if last and last.name in WHENS and slot.end <= last.end:
            continue
        further = AND_NEXT.match(text, slot.end) if slot.name in WHENS else None
        if further and values_of(text[slot.start : further.end()]):
            slot = spanning(text, slot, end=further.end())
        slot = spanning(text, slot, end=slot.start + found.start()) if (found := ALL.search(slot.text)) else slot
        hour_of = tagged.frame == ("create", "task") and last and last.name == "when" and slot.name == "summary"
        dated = hour_of and last and ON_DAY.fullmatch(text, last.end, slot.start) and DAY_OF.fullmatch(slot.text)
        if last and (dated or is_one_time(text, last, slot) or is_torn_feast(text, last, slot)):
            slots[-1] = spanning(text, last, end=slot.end, name="when")
        elif last is None or not {last.name, slot.name} <= ABOUT_TIME or not GAP.fullmatch(text[last.end : slot.start]):
            slots.append(slot)
        elif MONTH.search(last.text) and DAY.match(slot.text):
            slots[-1] = spanning(text, last, end=slot.end)
        elif last.name == slot.name == "shift" or LEAD.match(last.text) or is_torn_length(text, last, slot):
            slots[-1] = spanning(text, last, end=slot.end, name=slot.name if last.name != "when" else "when")
        else:
            slots.append(slot)
    return tagged.with_slots(slots)


def in_one_piece(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Times side by side of which one says nothing by itself, and which are one together: "every year on | 12/25", "sat 20 | & sun | 21 march"."""
    made: list[TaggedSlot] = []
    for slot in slots:
        made.append(slot)
        for first in range(len(made) - 1):
            run = made[first:]
            names = {s.name for s in run}
            said, gaps = names <= SAID, ("", "on") if "duration" in names else ("",)  # "a | fortnight | on | friday"
            beside = all(text[a.end : b.start].strip() in gaps for a, b in pairwise(run))
            if not (said and beside) or all(values_of(s.text) for s in run):
                continue
            values = values_of(text[run[0].start : run[-1].end])
            if values and ("duration" not in names or isinstance(values[0], Point)):
                name = "recurrence" if isinstance(values[0], Repetition) else "when"
                made[first:] = [spanning(text, run[0], end=run[-1].end, name=name)]
                break
    return made


def is_one_time(text: str, last: TaggedSlot, slot: TaggedSlot) -> bool:
    """What was taken for a length is a part of a time: "0930-|1000 hrs", "8 weeks | from today at 3:15", "a fortnight | today"."""
    between = text[last.end : slot.start]
    points = [v for v in values_of(text[last.start : slot.end]) if isinstance(v, Point)]
    if (last.name, slot.name) == ("when", "duration"):
        return between.strip() in ("-", "–", "to") and any(v.clock and v.until for v in points)
    from_a_day = LED.match(slot.text)
    counted = any(isinstance(v.day, Shifted) and (v.clock or not from_a_day) for v in points)
    length = read_length(last.text)
    if length is None:  # "a | fortnight | today at 10"
        return (last.name, slot.name) == ("duration", "when") and counted and bool(TORN_LENGTH.fullmatch(between))
    timed = any(v.clock for v in points) and not from_a_day  # "for a fortnight on Tuesday at 3" lasts no fortnight
    weeks = length.days >= WEEK_DAYS and (timed or not FOR.search(text[: last.start]))
    return (last.name, slot.name) == ("duration", "when") and counted and weeks and between.strip() in ("", "on")


def is_torn_feast(text: str, last: TaggedSlot, slot: TaggedSlot) -> bool:
    """Words of a holiday's name were left out between two times: "august | bank holiday | monday at 3"."""
    torn = {last.name, slot.name} <= ABOUT_TIME and re.search(r"\w", text[last.end : slot.start])
    points = values_of(text[last.start : slot.end]) if torn else ()
    return any(isinstance(v, Point) and isinstance(v.day, Feast) for v in points)


def is_torn_length(text: str, last: TaggedSlot, slot: TaggedSlot) -> bool:
    """Two halves of one length: "a | fortnight"."""
    torn = last.name == slot.name == "duration" and read_length(last.text) is None
    return torn and read_length(text[last.start : slot.end]) is not None


def joined_times(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Time spans that only little words keep apart ("8 | on | December 5") as one, words between included."""
    made: list[TaggedSlot] = []
    for slot in sorted(slots, key=lambda s: s.start):
        last = made[-1] if made else None
        whole = joined_time(text, last, slot) if last and last.name == slot.name else None
        begun = next((m for m in made if m.name == slot.name == "when"), None)
        if last and whole:
            made[-1] = dataclasses.replace(last, end=slot.end, text=whole)
        # "at 6:15 from Stansted, arrives 10:40"
        elif last and begun and ends(text[last.end : slot.start], slot, begun):
            made[made.index(begun)] = dataclasses.replace(begun, text=f"from {begun.text} to {slot.text}")
        elif (
            begun and slot.name == "when" and MONTH.search(begun.text) and (led_at := LED_AT.search(text[: slot.start]))
        ):
            made.append(spanning(text, slot, start=led_at.start()))
        else:
            made.append(slot)
    return made


def ends(between: str, slot: TaggedSlot, begun: TaggedSlot) -> bool:
    """The words between say that the second time is the end of the first; "arrive by 6" is none, nor "0715 arrive 0645"."""
    hours = [[v.clock for v in values_of(s.text) if isinstance(v, Point) and v.clock][:1] for s in (begun, slot)]
    early = all(hours) and (hours[1][0].hour, hours[1][0].minute) < (hours[0][0].hour, hours[0][0].minute)
    first, last = value_of(begun.text), value_of(slot.text)
    dated = isinstance(first, Point) and isinstance(last, Point) and first == Point(day=first.day) and not last.day
    if (early or dated) and BE_THERE.search(between):
        return False
    return bool(TO_END.fullmatch(between)) and not slot.text.casefold().startswith("by ")


def joined_time(text: str, last: TaggedSlot, slot: TaggedSlot) -> str | None:
    """Two times of one name as one phrase; None where more than little words is between them."""
    between, whole = text[last.end : slot.start], text[last.start : slot.end]
    if slot.name not in ("when", "new_when"):
        return None
    if (BETWEEN_TIMES if slot.name == "new_when" else BETWEEN_DAYS).fullmatch(between):
        return DEPARTS.sub(" at ", whole)
    if TO.fullmatch(between):
        return whole
    lead = "" if " at " in last.text else "from "
    return f"{lead}{last.text.removesuffix(' and')} to {slot.text}" if ends(between, slot, last) else None


def times_typed(text: str, tagged: TaggedCommand) -> str | None:
    """The times of a new series as they were typed, each word beside its own, whatever the slots say.

    Other slots between them are left out, but for what is named after "except".
    """
    slots = tagged.in_order
    times = [s for s in slots if s.name in ABOUT_TIME]
    odd = next((s for s in times if s.name == "duration" and read_length(s.text) is None), None)  # "10 lessons"
    if tagged.operation != "create" or not any(s.name == "recurrence" for s in times):
        return None
    begin, end = times[0].start, [s for s in slots if s in times or EXCEPT.search(text[: s.start])][-1].end
    if odd and odd.end == end:
        end += len(NEXT_WORD.match(text[end : tagged.end])[0])  # type: ignore[index]
    others = [
        s for s in slots if begin < s.start < end and s.name not in ABOUT_TIME and not EXCEPT.search(text[: s.start])
    ]
    phrase, at = "", begin
    for slot in others:  # "seven to three | at the | iwk | from april": what leads to a place is none of it
        phrase, at = phrase + LEADS_TO_PLACE.sub(" ", text[at : slot.start]), slot.end
    phrase += text[at:end]
    return IN_MONTH.sub("from ", phrase) if STARTS.search(text[tagged.start : begin]) else phrase


def with_end_apart(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """ "every Monday | put the bins out until March |": of what repeats the end of a name that says until when is that of the repetition; of
    what comes daily it is every end, "take vitamin D | for 30 days", "| until Friday"."""
    rules, names = tagged.named("recurrence"), tagged.named("summary")
    if not (rules and names) or tagged.operation != "create":
        return tagged
    name = names[-1]
    found = None if any(UNTIL_TAIL.search(s.text) for s in rules) else UNTIL_TAIL.search(name.text)
    if found is None or not values_of(found[1]):
        found = RUN.search(name.text)
        if found is None or len(rules) > 1 or len(names) > 1 or not is_daily_run(f"{rules[0].text} {found[1]}"):
            return tagged
    rest = spanning(text, name, end=name.start + found.start())
    return tagged.with_slot(name, rest, spanning(text, name, start=name.start + found.start(1), name="recurrence"))


def is_daily_run(phrase: str) -> bool:
    """What comes daily, and for some days or until one."""
    rule = value_of(phrase)
    if not isinstance(rule, Repetition) or rule.freq != "DAILY":
        return False
    return bool((rule.end and rule.end.day) or (rule.length and not rule.length.sub_day))


def led_recurrences(text: str, slots: Iterable[TaggedSlot]) -> list[TaggedSlot]:
    """Parts of a repetition after the first keep the word that leads them ("every Monday at 5 | for 6 sessions")."""
    made, begun = list[TaggedSlot](), False
    for slot in sorted(slots, key=lambda s: s.start):
        repeats = slot.name in ("recurrence", "new_recurrence")
        lead = LEADS.search(text[: slot.start]) if repeats and begun else None
        made.append(dataclasses.replace(slot, text=f"{lead[1]} {slot.text}") if lead else slot)
        begun = begun or repeats
    return made


def led(text: str, tagged: TaggedCommand) -> TaggedCommand:
    """The command whose times since when a change holds keep the word that says so: "from | next month, standup is at 10"."""
    if tagged.operation not in ("update", "delete"):
        return tagged
    slots = tagged.in_order
    made = []
    for at, slot in enumerate(slots):
        after = slots[at + 1] if at + 1 < len(slots) else None
        lead = SINCE.search(text[: slot.start], tagged.start) if slot.name == "when" else None
        ranged = after is not None and after.name == "new_when" and TO.fullmatch(text[slot.end : after.start])
        whose = POSSESSIVE.match(text, slot.end) or POSSESSIVE.search(slot.text)
        taken = lead and at and TAKEN_FROM.match(text[tagged.start :]) and slots[at - 1].end <= lead.start()
        begin = lead.start() if lead and not (ranged or whose or taken or LED.match(slot.text)) else slot.start
        if bygone := OF_PAST.match(text[begin : slot.end]):
            begin += bygone.end()
        made.append(spanning(text, slot, start=begin) if begin != slot.start else slot)
    return tagged.with_slots(made)
