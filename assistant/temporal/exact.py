"""Times as phrases that can be read in one way only: what was worked out, said again where words are kept."""

from datetime import date, datetime


def exact_day(day: date) -> str:
    """ "12 March 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def exact_hour(at: datetime) -> str:
    """ "3:30pm"."""
    return f"{at.hour % 12 or 12}{f':{at.minute:02d}' if at.minute else ''}{'am' if at.hour < 12 else 'pm'}"


def exact_moment(at: datetime) -> str:
    """ "12 March 2026 at 3:30pm"."""
    return f"{exact_day(at)} at {exact_hour(at)}"
