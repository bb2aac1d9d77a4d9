"""What a process keeps of what it has read, for itself alone."""

from __future__ import annotations

from typing import Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """Values by key, of which nothing is sent along to another machine: they are read there."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Kept[Key, Value]], tuple[()]]:
        """Return what another process begins with."""
        return Kept, ()


_RECENT: Final = 4_096
"""The most results that are kept of what guides have in common: those near each other have most."""


def keep_recent(kept: dict[Key, Value], key: Key, value: Value) -> Value:
    """Keep a value and return it; where too many are kept already, they are forgotten."""
    if len(kept) >= _RECENT:
        kept.clear()
    kept[key] = value
    return value
