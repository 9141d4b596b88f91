"""What a row keeps of properties that it has no field for: their unfolded content lines, in `extra`, which go out again on export."""

import dataclasses
from typing import TypeVar

from models.rows import Component

C = TypeVar("C", bound=Component)


def extra_value(row: Component, name: str) -> str | None:
    """The value of a property's first line, in which no colon stands; None where there is none."""
    return next((line.rpartition(":")[2].strip() for line in row.extra if is_line(line, name)), None)


def with_extra_value(row: C, name: str, value: str | None) -> C:
    """The row with another value of a property, or without it."""
    others = tuple(line for line in row.extra if not is_line(line, name))
    return dataclasses.replace(row, extra=others if value is None else (*others, f"{name}:{value}"))


def is_line(line: str, name: str) -> bool:
    """Whether an unfolded content line is of that property; a name is written in any case (RFC 5545 3.1)."""
    return line.upper().startswith((f"{name}:", f"{name};"))
