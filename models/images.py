"""Row images: a row as plain JSON values, and back. What the tables hold and what the journal keeps is the same image.

Empty fields are left out. Times are written as in RFC 9557: ``2026-03-04`` all-day, ``2026-03-04T10:00:00`` floating,
``2026-03-04T10:00:00[Europe/Berlin]`` zoned, ``…Z`` UTC; the offset stands before the zone only where the clock shows that time
twice and the second one is meant, since rules of zones change and what was agreed on is the time on the wall.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from models.rows import Alarm, Attendee, Calendar, Event, Row, Task, When
from models.zones import UTC, zone

#: A row's fields by name, each a JSON value.
Image = dict[str, Any]

TYPES: Final[dict[str, type[Calendar] | type[Event] | type[Task]]] = {
    "calendar": Calendar,
    "event": Event,
    "task": Task,
}
KINDS: Final = {type_: kind for kind, type_ in TYPES.items()}


def encode_when(when: When) -> str:
    """A time as text."""
    if not isinstance(when, dt.datetime) or when.tzinfo is None:
        return when.isoformat()
    key = getattr(when.tzinfo, "key", None)
    if key in ("UTC", None):
        return when.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"
    offset = when.isoformat()[len(when.replace(tzinfo=None).isoformat()) :] if when.fold else ""
    return f"{when.replace(tzinfo=None).isoformat()}{offset}[{key}]"


def decode_when(text: str) -> When:
    """Text of :func:`encode_when` as a time."""
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    if text.endswith("Z"):
        return dt.datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    clock, bracket, key = text.partition("[")
    if not bracket:
        return dt.datetime.fromisoformat(text)
    local = dt.datetime.fromisoformat(clock)
    if local.tzinfo is None:  # nearly always, and a month reads thousands
        return local.replace(tzinfo=zone(key[:-1]))
    return local.replace(tzinfo=zone(key[:-1]), fold=1)


def encode_trigger(trigger: dt.timedelta | dt.datetime) -> int | str:
    """Seconds of a relative trigger, text of an absolute one."""
    return encode_when(trigger) if isinstance(trigger, dt.datetime) else int(trigger.total_seconds())


def decode_trigger(value: int | str) -> dt.timedelta | dt.datetime:
    """The trigger of an alarm."""
    if isinstance(value, int):
        return dt.timedelta(seconds=value)
    found = decode_when(value)
    assert isinstance(found, dt.datetime)
    return found


def encode_attendee(attendee: Attendee) -> Image:
    """An attendee's image."""
    return plain(attendee) | ({"parameters": [list(p) for p in attendee.parameters]} if attendee.parameters else {})


def decode_attendee(image: Image) -> Attendee:
    """The attendee of an image."""
    return Attendee(**image | {"parameters": tuple((name, value) for name, value in image.get("parameters", ()))})


def encode_alarm(alarm: Alarm) -> Image:
    """An alarm's image."""
    image = plain(alarm) | {"trigger": encode_trigger(alarm.trigger)}
    if alarm.repeat_every is not None:
        image["repeat_every"] = encode_trigger(alarm.repeat_every)
    return image


def decode_alarm(image: Image) -> Alarm:
    """The alarm of an image."""
    every = image.get("repeat_every")
    times = {
        "trigger": decode_trigger(image["trigger"]),
        "repeat_every": None if every is None else dt.timedelta(seconds=every),
    }
    return Alarm(**image | times | {"extra": tuple(image.get("extra", ()))})


def plain(value: Any) -> Image:
    """The fields of a dataclass that are not at their default; tuples become lists."""
    return {
        field.name: list(found) if isinstance(found, tuple) else found
        for field in dataclasses.fields(value)
        if (found := getattr(value, field.name)) != field.default
    }


def each(encode: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    """`encode` for every item of a tuple."""
    return lambda values: [encode(value) for value in values]


def every(decode: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """`decode` for every item of a list."""
    return lambda values: tuple([decode(value) for value in values])


#: Fields whose values are not JSON as they are: how each is written and read.
CODECS: Final[Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    **dict.fromkeys(("recurrence_id", "start", "end", "due", "completed"), (encode_when, decode_when)),
    **dict.fromkeys(("rdates", "exdates"), (each(encode_when), every(decode_when))),
    **dict.fromkeys(("categories", "extra"), (list, tuple)),
    "attendees": (each(encode_attendee), every(decode_attendee)),
    "organizer": (encode_attendee, decode_attendee),
    "alarms": (each(encode_alarm), every(decode_alarm)),
}
#: Those of them that are lists or objects: a table has them as JSON text.
LISTED: Final = frozenset({"rdates", "exdates", "attendees", "organizer", "categories", "alarms", "extra"})
READ: Final = {name: read for name, (_, read) in CODECS.items()}
COMPONENTS: Final[Mapping[str, type[Event] | type[Task]]] = {"event": Event, "task": Task}
DEFAULTS: Final = {
    kind: {f.name: f.default for f in dataclasses.fields(type_) if f.default is not dataclasses.MISSING}
    for kind, type_ in COMPONENTS.items()
}
FIELDS: Final = {kind: tuple(f.name for f in dataclasses.fields(type_)) for kind, type_ in TYPES.items()}
WRITTEN: Final = {
    kind: tuple((name, CODECS[name][0] if name in CODECS else None) for name in names) for kind, names in FIELDS.items()
}


def encode(row: Row) -> Image:
    """A row's image: its fields that are not empty (None, ``()``, an unset flag or number is kept)."""
    image: Image = {}
    for name, write in WRITTEN[KINDS[type(row)]]:
        value = getattr(row, name)
        if value is not None and value != ():
            image[name] = value if write is None else write(value)
    return image


def decode(kind: str, image: Mapping[str, Any]) -> Row:
    """The row of an image; None and missing fields take their default."""
    values = {name: value for name, value in image.items() if value is not None}
    for name in READ.keys() & values.keys():
        values[name] = READ[name](values[name])
    return TYPES[kind](**values)


def decode_line(kind: Literal["event", "task"], columns: Sequence[str], line: Sequence[Any]) -> Event | Task:
    """The row of a line of its table, whose lists and objects are JSON text. A key of the typed line reads some hundreds: as
    :func:`decode`, three times faster."""
    made = object.__new__(COMPONENTS[kind])
    fields = DEFAULTS[kind].copy()
    for name, value in zip(columns, line, strict=True):
        if value is not None:
            fields[name] = READ[name](json.loads(value) if name in LISTED else value) if name in READ else value
    object.__setattr__(
        made, "__dict__", fields
    )  # rows are plain values without slots, and the table has what they can't be without
    return made
