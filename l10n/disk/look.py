"""How a file looks: its size, its times and its number, as the system tells them."""

from __future__ import annotations

import os
from typing import Final, TypeAlias

Seen: TypeAlias = tuple[int, int, int, int]
"""A file's size in bytes, its times of change of content and of anything, both in nanoseconds
since 1970, and its number."""

NOTHING: Final = (-1, 0, 0, 0)
"""What no file looks like."""
_COARSE: Final = 1_000_000_000
_SLACK: Final = 20_000_000
"""Nanoseconds: how far a fine clock of a file system may lag behind."""


def seen(found: os.stat_result) -> Seen:
    """Return what a glance keeps of a file."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def look_at(path: str) -> Seen:
    """Return what a glance keeps of one file; ``NOTHING`` when it cannot be seen."""
    try:
        return seen(os.stat(path))
    except OSError:
        return NOTHING


def is_racy(file: Seen, moment: int) -> bool:
    """Tell whether a change after ``moment`` might leave the times of a file as they are."""
    _, mtime, ctime, _ = file
    lag = 2 * _COARSE if mtime % _COARSE == 0 else _SLACK
    return max(mtime, ctime) + lag > moment
