"""How much of a long plan or answer is worked out: while a person types, its first rows; and not on, once nobody waits for it."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from assistant.errors import Abandoned

T = TypeVar("T")
#: So many things are worked out between two looks whether somebody still waits.
STRIDE = 32


@dataclasses.dataclass(eq=False)
class Effort:
    """`most`: so many things are worked out, those that come first; None: all. `wanted` says no once nobody waits."""

    most: int | None = None
    wanted: Callable[[], bool] = lambda: True
    #: There are, or may be, more things than were worked out.
    is_cut: bool = False

    def first(self, things: tuple[T, ...]) -> tuple[T, ...]:
        """The things to work out."""
        if self.most is None or len(things) <= self.most:
            return things
        self.is_cut = True
        return things[: self.most]

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """The things, one after the other, as long as somebody waits; raises ``Abandoned``."""
        for number, thing in enumerate(things):
            if number % STRIDE == 0 and not self.wanted():
                raise Abandoned
            yield thing

    def whole(self) -> "Effort":
        """As this one, of all things."""
        return Effort(None, self.wanted)
