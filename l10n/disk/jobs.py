"""Work on many things at once, in other processes, with the results in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:  # most runs have nothing to do, and need not load this
    from l10n.disk.workers import Submit, Work

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCHES: Final = 4
"""Batches for each process of what is left: they become smaller, so that all end together."""
_AHEAD: Final = 6
"""Batches for each process that are being done, or done and held, at a time."""
_LARGEST: Final = 16
"""Items in a batch at most; bounds what is held of results."""
_SMALLEST: Final = 4
"""Items in a batch for a crew at least: each batch goes through a scheduler."""
_FEWEST: Final = 16
"""With fewer items than this, no process is started."""


class Crew(Protocol):
    """Processes that were there before this one, perhaps on other machines."""

    def size(self) -> int:
        """Return how many there are now."""

    def start(self, work: Work) -> AbstractContextManager[Submit]:
        """Have them do ``work``; they are left alone when the context ends."""


Jobs: TypeAlias = int | Crew
"""Who does the work: so many processes, 1 for this one alone, or those that are there."""


def default_jobs() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_order(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: Jobs, *, fewest: int = _FEWEST
) -> Iterator[Result]:
    """Yield ``function`` of each item, in the order of ``items``, many at a time.

    Results come while others are still worked on, and only a few batches ahead are held. They are
    pickled; ``function`` and the items only for a crew. What ``function`` raises is raised here.
    When the caller stops early, or is interrupted, the work ends. ``fewest`` is how many items are
    worth a process. Where no process can be started everything is done here.
    """
    if jobs == 1 or len(items) < fewest:
        yield from map(function, items)
        return
    from l10n.disk.workers import collect, start_workers

    workers, least = (jobs, 1) if isinstance(jobs, int) else (jobs.size(), _SMALLEST)
    batches = split_evenly(items, least, workers * _BATCHES)
    work = partial(_map_batch, function, batches)
    started: AbstractContextManager[Submit | None] = (
        start_workers(work, min(jobs, len(batches))) if isinstance(jobs, int) else jobs.start(work)
    )
    with started as submit:
        if submit is None:
            yield from map(function, items)
            return
        for results in collect(submit, len(batches), workers * _AHEAD):
            yield from results


def split_evenly(items: Sequence[Item], least: int, parts: int) -> list[Sequence[Item]]:
    """Split items; each batch is one of so many ``parts`` of what is left, within bounds."""
    batches: list[Sequence[Item]] = []
    at = 0
    while at < len(items):
        size = max(least, min(_LARGEST, (len(items) - at) // parts))
        batches.append(items[at : at + size])
        at += size
    return batches


def _map_batch(
    function: Callable[[Item], Result], batches: Sequence[Sequence[Item]], number: int
) -> Iterator[Result]:
    return map(function, batches[number])
