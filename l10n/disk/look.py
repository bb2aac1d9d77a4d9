"""How a file looks from outside, and whether that proves that it is what it was."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

Seen: TypeAlias = tuple[int, int, int, int]
"""A file's size in bytes, its times of change of content and of anything, both in nanoseconds
since 1970, and its inode."""

NOTHING: Final = (-1, 0, 0, 0)
"""What no file looks like."""
_COARSE: Final = 1_000_000_000
_SLACK: Final = 20_000_000
"""Nanoseconds: how far a fine clock of a file system may lag behind."""


class FileState(NamedTuple):
    """A file as it was when its content was last read."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str


def look_of(file: os.DirEntry[str] | Path) -> Seen:
    """Return how a file looks, links followed; ``NOTHING`` when it cannot be seen."""
    try:
        found = file.stat()
    except OSError:
        return NOTHING
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def is_racy(seen: Seen, moment: int) -> bool:
    """Tell whether a change after ``moment`` might leave the times of a file as they are."""
    _, mtime, ctime, _ = seen
    lag = 2 * _COARSE if mtime % _COARSE == 0 else _SLACK
    return max(mtime, ctime) + lag > moment
