"""Work on many things at once, in processes of their own, with the results in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCHES: Final = 16
"""Batches for each process: the last to finish then keeps the others waiting only a little."""
_AHEAD: Final = 6
"""Batches for each process that are being done, or done and held, at a time."""
_LARGEST: Final = 16
"""Items in a batch at most; bounds what is held of results."""
_FEWEST: Final = 16
"""With fewer items than this, no process is started."""


def default_jobs() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_order(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int, *, fewest: int = _FEWEST
) -> Iterator[Result]:
    """Yield ``function`` of each item, in the order of ``items``, ``jobs`` at a time.

    Results come while others are still worked on, and only a few batches ahead are held. They are
    pickled; ``function`` and the items are not. What ``function`` raises is raised here. When the
    caller stops early, or is interrupted, the processes end. ``fewest`` is how many items are
    worth a process. Where no process can be started everything is done here.
    """
    if jobs < 2 or len(items) < fewest:
        yield from map(function, items)
        return
    # Most runs have nothing to do, and need not load this.
    from l10n.disk.workers import collect, start_workers

    size = max(1, min(_LARGEST, len(items) // (jobs * _BATCHES)))
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    work = partial(_map_batch, function, batches)
    with start_workers(work, min(jobs, len(batches))) as executor:
        if executor is None:
            yield from map(function, items)
            return
        for results in collect(executor, len(batches), jobs * _AHEAD):
            yield from results


def _map_batch(
    function: Callable[[Item], Result], batches: Sequence[Sequence[Item]], number: int
) -> tuple[Result, ...]:
    return tuple(map(function, batches[number]))
