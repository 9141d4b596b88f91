"""The vocabulary of a typed sentence's meaning: operations, objects, what a read asks, slots.

It is shared by the student, by ``plainday parse`` and by the training package, and follows ``contract/understanding.md``
to the letter. ``EXCLUDED`` is the one finer label known inside: the thing named after "except". Standard library only.
"""

from typing import Final

OPERATIONS: Final = ("create", "read", "update", "delete", "complete", "undo", "redo", "none")
#: Of these, what changes things that exist.
CHANGES: Final = ("update", "delete", "complete")
#: Those without slots.
BARE: Final = frozenset({"undo", "redo", "none"})
ASKS: Final = ("what", "when", "where", "who", "how_many", "how_long", "free", "exists")

#: (operation, object) pairs that a command can have, in the order of the student's frame head.
FRAMES: Final = (
    *((operation, thing) for operation in ("create", "read", "update", "delete") for thing in ("event", "task", "list")),
    ("complete", "task"), ("undo", None), ("redo", None), ("none", None),
)  # fmt: skip

SLOTS: Final = (
    "summary", "attendee", "location", "when", "duration", "recurrence", "alarm", "list", "quantity", "priority", "description",
    "new_when", "new_summary", "new_duration", "new_location", "new_attendee", "new_recurrence", "new_list", "new_priority",
    "new_alarm", "new_description", "removed_attendee", "shift",
)  # fmt: skip

#: Slots by what they say: a time, how often, either, how long, any of these, where.
WHENS: Final = frozenset({"when", "new_when"})
RULES: Final = frozenset({"recurrence", "new_recurrence"})
TIMES: Final = WHENS | RULES
LENGTHS: Final = ("duration", "new_duration", "shift")
ABOUT_TIME: Final = TIMES.union(LENGTHS)
PLACES: Final = frozenset({"location", "new_location"})

#: What an exclusion names ("everything tomorrow except [excluded the dentist]"); ``summary`` at the border.
EXCLUDED: Final = "excluded"

#: Slot labels of the student, and the name each has in ``plainday parse``.
LABELS: Final = (*SLOTS, EXCLUDED)
BORDER_NAMES: Final = {label: label for label in SLOTS} | {EXCLUDED: "summary"}

#: BIO tags of the student's token head, ``O`` first.
TAGS: Final = ("O", *(f"{side}-{label}" for label in LABELS for side in ("B", "I")))
