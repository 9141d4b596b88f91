"""A sequence whose items are made when they are looked at: of a plan for thousands of rows, a card shows ten."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Lazy(Sequence[T]):
    """What `make` makes of each item of `source`, each made once; equal to any sequence of equal items."""

    def __init__(self, source: Sequence[Any], make: Callable[[Any], T]) -> None:
        self._source, self._make = source, make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._source)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(len(self))[at])
        number = range(len(self))[at]
        if number not in self._made:
            self._made[number] = self._make(self._source[number])
        return self._made[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and not isinstance(other, str) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
