"""Work on many things at once, in processes of their own, with the results in order.

A process is a copy of this one (``fork``), so that what a function looks at need not be sent to
it; where there is no ``fork`` everything is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, Generic, TypeVar

from l10n.errors import L10nError

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCHES: Final = 16
"""Batches for each process: the last to finish then keeps the others waiting only a little."""
_AHEAD: Final = 2
"""Batches that a process has at a time: it need not wait while nobody looks at its results."""
_LARGEST: Final = 16
"""Items in a batch at most; bounds what is held of results."""
_FEWEST: Final = 16
"""Items for which no process is worth starting."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection


@dataclass(frozen=True, slots=True)
class _Batch(Generic[Result]):
    """What a worker made of one batch: its results, or why it could not go on."""

    results: tuple[Result, ...] = ()
    error: BaseException | None = None


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
    worth a process.
    """
    if jobs < 2 or len(items) < fewest or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, items)
        return
    size = max(1, min(_LARGEST, len(items) // (jobs * _BATCHES)))
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    workers: list[_Worker] = []
    try:
        for _ in range(min(jobs, len(batches))):
            workers.append(_start(function, batches, workers))
        yield from _collect(workers, len(batches))
    finally:
        for worker in workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()


def _start(
    function: Callable[[Item], Result],
    batches: Sequence[Sequence[Item]],
    others: Sequence[_Worker],
) -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    inherited = [ours, *(each.pipe for each in others)]
    context = multiprocessing.get_context("fork")
    process = context.Process(
        target=_work, args=(function, batches, theirs, inherited), daemon=True
    )
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(
    function: Callable[[Item], Result],
    batches: Sequence[Sequence[Item]],
    pipe: Connection,
    inherited: Sequence[Connection],
) -> None:
    """Do the batches whose numbers come through ``pipe``, until it is closed."""
    # An interrupt reaches every process of the terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    for each in inherited:
        each.close()
    with suppress(EOFError, OSError):
        while True:
            number: int = pipe.recv()
            try:
                done = _Batch(tuple(map(function, batches[number])))
            except Exception as error:
                done = _Batch(error=error)
            pipe.send(done)


def _end(_signal: int, _frame: object) -> None:
    """End by an exception: a file that is being written is cleared away."""
    raise SystemExit


def _collect(workers: Sequence[_Worker], count: int) -> Iterator[Result]:
    """Hand out the batches as workers get free; yield the results in order."""
    waiting = deque(range(count))
    asked: dict[Connection, deque[int]] = {each.pipe: deque() for each in workers}
    done: dict[int, _Batch[Result]] = {}
    for number in range(count):
        _hand_out(waiting, asked, done)
        while number not in done:
            busy = [pipe for pipe, numbers in asked.items() if numbers]
            ready = wait(busy)
            for pipe in [each for each in busy if each in ready]:
                done[asked[pipe].popleft()] = _receive(pipe)
            _hand_out(waiting, asked, done)
        batch = done.pop(number)
        if batch.error:
            raise batch.error
        yield from batch.results


def _hand_out(
    waiting: deque[int], asked: Mapping[Connection, deque[int]], done: Collection[int]
) -> None:
    """Give every worker something to do, as long as not too much of it is done ahead of others."""
    for ahead in range(1, _AHEAD + 1):
        for pipe, numbers in asked.items():
            if waiting and len(numbers) < ahead and len(done) < 4 * len(asked):
                numbers.append(waiting.popleft())
                with suppress(OSError):  # of a process that has ended its results tell
                    pipe.send(numbers[-1])


def _receive(pipe: Connection) -> _Batch[Result]:
    try:
        batch: _Batch[Result] = pipe.recv()
    except (EOFError, OSError):
        message = "a worker process ended early, perhaps for lack of memory: try --jobs 1"
        raise L10nError(message) from None
    return batch
