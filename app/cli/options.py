"""The command line's words as one value. Common options may stand before or after the verb."""

import argparse
import dataclasses
from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal import get_localzone_name

USAGE = "plainday [VERB] [WORDS…] [--db PATH] [--now ISO-8601 with offset] [--tz ZONE] [--json]"


class UsageError(Exception):
    """The command line does not make sense; the text says how it is used."""


@dataclasses.dataclass(frozen=True)
class Options:
    """What was asked for. `now` None is the clock, `tz` None the system zone (or, for `parse` and `when`, the offset of now)."""

    verb: str
    words: tuple[str, ...]
    db: Path | None
    now: datetime | None
    tz: str | None
    json: bool
    lines: bool
    yes: bool
    dry_run: bool
    calendar: str | None
    start: str | None
    end: str | None
    list_name: str | None
    #: Of a file what it brought before comes again, though it was cancelled here.
    bring_back: bool = False

    @property
    def text(self) -> str:
        """Several words are one sentence."""
        return " ".join(self.words)

    def clock(self) -> datetime:
        """Now, in the person's zone."""
        return self.now.astimezone(self.zone()) if self.now else datetime.now(self.zone())

    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return zone_named(self.tz or get_localzone_name() or "UTC")

    def local(self, now: datetime) -> tzinfo:
        """The zone of a request that needs none: `--tz`, else the offset of its `now`."""
        zone = self.zone() if self.tz else now.tzinfo
        assert zone is not None
        return zone


class Parser(argparse.ArgumentParser):
    """Raises instead of exiting."""

    def error(self, message: str) -> NoReturn:
        """One sentence and the usage."""
        raise UsageError(f"plainday: {message}. Usage: {USAGE}")


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises :class:`UsageError` where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise UsageError(f"plainday: there is no time zone called {name!r}.") from problem


def moment(text: str) -> datetime:
    """A date-time with offset; raises :class:`UsageError` where it is none."""
    try:
        at = datetime.fromisoformat(text)
    except (ValueError, TypeError) as problem:
        raise UsageError(f"plainday: {text!r} is not a date and time such as 2026-03-04T09:00:00-05:00.") from problem
    if at.tzinfo is None:
        raise UsageError(f"plainday: {text!r} has no offset; write it as 2026-03-04T09:00:00-05:00.")
    return at


def parse_options(argv: Sequence[str], verbs: Collection[str]) -> Options:
    """Reads the command line; raises :class:`UsageError`."""
    parser = Parser(prog="plainday", usage=USAGE, allow_abbrev=False)
    parser.add_argument("words", nargs="*")
    for name in ("--db", "--now", "--tz", "--calendar", "--from", "--to", "--list"):
        parser.add_argument(name)
    for name in ("--json", "--lines", "--yes", "--dry-run", "--bring-back"):
        parser.add_argument(name, action="store_true")
    found = parser.parse_intermixed_args(list(argv))
    verb, *words = found.words or [""]
    if verb not in verbs:
        raise UsageError(f"plainday: there is no verb {verb!r}; there are {', '.join(v for v in verbs if v)}.")
    if found.tz:
        zone_named(found.tz)
    return Options(
        verb=verb,
        words=tuple(words),
        db=Path(found.db) if found.db else None,
        now=moment(found.now) if found.now else None,
        tz=found.tz,
        json=found.json,
        lines=found.lines,
        yes=found.yes,
        dry_run=found.dry_run,
        calendar=found.calendar,
        start=getattr(found, "from"),
        end=found.to,
        list_name=found.list,
        bring_back=found.bring_back,
    )
