"""A mapping whose values are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, eq=False)
class Lazy(Mapping[K, V]):
    """Values by key, made of the rows of some table."""

    rows: Mapping[K, int]
    """The number of each key's row; their order is that of the keys."""
    make: Callable[[int], V]
    """Makes the value of a row, the same one every time."""

    def __getitem__(self, key: K) -> V:
        return self.make(self.rows[key])

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[K]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
