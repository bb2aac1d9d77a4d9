"""What a process keeps of what it has read, for itself alone."""

from __future__ import annotations

import os
from typing import Final, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


_FIRST: Final = os.getpid()
"""The process that loaded this; any other is a copy of it, and works on one step."""
_FEW: Final = 64
"""How many values such a copy keeps at most."""
_RECENT: Final = 4_096
"""The most results that are kept of what guides have in common: those near each other have most."""


class Kept(dict[Key, Value]):
    """Values by key, of which nothing is sent along to another machine: they are read there."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Kept[Key, Value]], tuple[()]]:
        """Return what another process begins with."""
        return Kept, ()


def keep_first(kept: dict[Key, Value], key: Key, value: Value, most: int) -> Value:
    """Keep a value for the next steps and return it, as long as ``most`` are not kept already.

    A process that ends with its step keeps only the last few: they may be asked for again soon.
    """
    is_copy = os.getpid() != _FIRST
    if is_copy and len(kept) >= _FEW:
        kept.clear()
    if is_copy or len(kept) < most:
        kept[key] = value
    return value


def keep_recent(kept: dict[Key, Value], key: Key, value: Value) -> Value:
    """Keep a value and return it; where too many are kept already, they are forgotten."""
    if len(kept) >= _RECENT:
        kept.clear()
    kept[key] = value
    return value
