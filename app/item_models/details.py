"""What there is to know of an event or a task, in words: one line for each thing that it says."""

import html
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.formatting import Formatter
from app.item_models.blocks import Block
from app.item_models.forms import PRIORITIES, STATUSES
from assistant.preview import say_alarm
from assistant.recurrence_words import say_rule
from models.rows import Event, Task

#: Of longer notes the form shows the rest.
MOST_LETTERS, MOST_LINES = 400, 8
#: So many letters of an address are shown.
WIDEST = 36
#: What a browser opens, without what ends a sentence.
ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]'\"]")


def details_of(block: Block, formatter: Formatter, now: datetime) -> dict[str, str]:
    """Icon and words of what is said of a block besides its title; what it does not say is left out."""
    row, today = block.row, now.astimezone(formatter.zone).date()
    lines = {
        "clock": formatter.when(row, today),
        "repeat": repetition_of(block, formatter.zone),
        "place": row.location or "",
        "person": ", ".join(attendee.name for attendee in row.attendees),
        "bell": reminders_of(row, now, formatter.zone),
        "flag": state_of(row),
        "export": row.url or "",
        "edit": shortened(row.description or ""),
    }
    return {icon: words for icon, words in lines.items() if words}


def repetition_of(block: Block, zone: ZoneInfo) -> str:
    """How a thing repeats; nothing where it does not."""
    rule = block.row.rrule or (block.occurrence and block.occurrence.series and block.occurrence.series.rrule)
    return capital(say_rule(rule, zone)) if rule else tr("One of a series") if block.row.recurrence_id else ""


def reminders_of(row: Event | Task, now: datetime, zone: ZoneInfo) -> str:
    """When it reminds."""
    of = row.due or row.start if isinstance(row, Task) else row.start
    return capital(", ".join(say_alarm(alarm, of, now, zone) for alarm in row.alarms))


def state_of(row: Event | Task) -> str:
    """Whether an event takes place, if that is not sure; a task's priority."""
    if isinstance(row, Event):
        return next((tr(words) for words, status in STATUSES[1:] if status == row.status), "")
    return next(
        (tr("Priority: {}").format(tr(words).lower()) for words, level in PRIORITIES[1:] if level == row.priority), ""
    )


def shortened(notes: str) -> str:
    """The beginning of long notes."""
    lines = notes.strip().splitlines()
    words = "\n".join(lines[:MOST_LINES])[:MOST_LETTERS].rstrip()
    return words if len(words) == len(notes.strip()) else f"{words} …"


def with_links(words: str, color: str) -> str:
    """Words as rich text in which web addresses can be clicked."""
    made, end = "", 0
    for found in ADDRESS.finditer(words):
        shown = found[0].split("//", 1)[1].rstrip("/")
        shown = shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"
        link = f'<a href="{html.escape(found[0])}" style="color: {color}">{html.escape(shown)}</a>'
        made += html.escape(words[end : found.start()]) + link
        end = found.end()
    return (made + html.escape(words[end:])).replace("\n", "<br>")


def capital(words: str) -> str:
    """With a capital at the beginning."""
    return words[:1].upper() + words[1:]


def tr(text: str) -> str:
    """A sentence or word of this module, in the language of the window."""
    return QCoreApplication.translate("details", text)
