"""What a process keeps of what it has read, for itself alone."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """Values by key, of which nothing is sent along to another machine: they are read there."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Kept[Key, Value]], tuple[()]]:
        """Return what another process begins with."""
        return Kept, ()
