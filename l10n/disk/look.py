"""How a file looks: its size, its times and its inode, by one call of stat."""

from __future__ import annotations

import os
from enum import Enum
from typing import Final, Literal, NamedTuple, TypeAlias

Seen: TypeAlias = tuple[int, int, int, int]
"""A file's size in bytes, its times of change of content and of anything, both in nanoseconds since
1970, and its inode."""

NOTHING: Final = (-1, 0, 0, 0)
"""What no file looks like."""
_COARSE: Final = 1_000_000_000
_SLACK: Final = 20_000_000
"""Nanoseconds: how far a fine clock of a file system may lag behind."""


def seen(found: os.stat_result) -> Seen:
    """Return how a file looks, by its status."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def look_at(path: str) -> Seen:
    """Return how the file at ``path`` looks; ``NOTHING`` when there is none."""
    try:
        return seen(os.stat(path))
    except OSError:
        return NOTHING


def is_racy(file: Seen, moment: int) -> bool:
    """Return whether a change after ``moment`` might leave the times of a file as they are."""
    _, mtime, ctime, _ = file
    lag = 2 * _COARSE if mtime % _COARSE == 0 else _SLACK
    return max(mtime, ctime) + lag > moment


class FileVersion(NamedTuple):
    """A file as a run has read it, or has left it."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    """By ``digest_of``. It decides whether a file has changed that looks different now."""


class Unknown(Enum):
    """Says that a run has not looked at a file, and may replace whatever is there."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN
Expected: TypeAlias = FileVersion | Literal[Unknown.UNKNOWN] | None
"""The file as the run has read it, before changing it; None when there was none."""
