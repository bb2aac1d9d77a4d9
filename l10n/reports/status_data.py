"""What becomes of a site's pages, and what holds those that are kept or wait: as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from l10n.coverage import Counts

PUBLISHED: Final = "published"
PENDING: Final = "pending"
"""Published by the next merge, for the first time or anew."""
COUNTED: Final = ("published", "pending", "waiting", "kept", "withdrawn", "refused")
"""The names of what becomes of a page, in the order of a summary."""


class Hold(NamedTuple):
    """One thing that holds a page, or that is left to do on it."""

    path: str
    """Of the page, or of its catalog."""
    line: int
    """From 1; 0 when the whole file is meant."""
    kind: str
    """``fuzzy``, ``untranslated``, ``own-words``, or the name of a finding."""
    message: str
    words: int = 0
    """Of the source, when it is an entry."""


@dataclass(frozen=True, slots=True)
class PageStatus:
    """What becomes of one page, and why."""

    key: str
    language: str
    path: str
    status: str
    """One of ``COUNTED``."""
    words: Counts
    percent: float
    reason: str
    holds: tuple[Hold, ...]
    """Those that are nearest to be settled come first."""
    advice: str
    """What to do next, when one command settles it; else each hold says what to do."""
    command: str
    """That command."""


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """What becomes of the pages of a site, or of those that were selected."""

    counts: Mapping[str, int]
    """How many pages there are of each of ``COUNTED``."""
    pages: tuple[PageStatus, ...]
    """Those that are to be shown: first what is held, the waiting ones from the nearest on."""
    omitted: int
    """How many more pages wait."""
    free: int
    """How many pages are kept though nothing holds them: importing hands them over."""


def is_free(page: PageStatus) -> bool:
    """Return whether a page is kept only because it was not imported yet."""
    return page.status == "kept" and bool(page.advice) and not page.holds


def count_kinds(pages: Iterable[PageStatus]) -> tuple[tuple[str, int], ...]:
    """Return on how many kept pages there is each kind of hold, the most frequent first."""
    kept = (each for each in pages if each.status == "kept")
    counts = Counter(kind for page in kept for kind in {hold.kind for hold in page.holds})
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
