"""Processes that work for this one, behind the interface of ``concurrent.futures``.

Each is a copy of this process (``fork``), so that the work, and what it looks at, need not be sent
to it: a batch is sent as its number.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, Final, TypeAlias

from l10n.errors import L10nError

Work: TypeAlias = Callable[[int], Iterator[Any]]
"""Yields the results of a batch, by its number."""
Submit: TypeAlias = Callable[[int], Future[tuple[Any, ...]]]
"""Has a batch done, by its number."""

_ENDED_EARLY: Final = "a worker process ended early, perhaps for lack of memory: try --jobs 1"


class _StopError(BaseException):
    """Stops what a worker is doing: a file that is being written is cleared away."""


@dataclass(slots=True)
class _Worker:
    """What a worker process does."""

    work: Work
    busy: bool = False
    stopped: bool = False


_worker: _Worker
"""Only a worker process has it."""


@contextmanager
def start_workers(work: Work, jobs: int) -> Iterator[Submit | None]:
    """Start ``jobs`` processes that have ``work`` done; they end with the context.

    None when no process can be started here. Raises L10nError when one of them dies.
    """
    others = {*multiprocessing.active_children()}
    executor = _fork(work, jobs) if "fork" in multiprocessing.get_all_start_methods() else None
    ours = {*multiprocessing.active_children()} - others
    if executor is None:
        for process in ours:  # there was no memory for one more
            process.terminate()
        yield None
        return
    try:
        yield lambda number: executor.submit(_do_batch, number)
    except BrokenExecutor:
        raise L10nError(_ENDED_EARLY) from None
    except BaseException:
        _stop_all(ours)
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def collect(submit: Submit, count: int, ahead: int) -> Iterator[tuple[Any, ...]]:
    """Yield the results of so many batches in order, ``ahead`` of them begun at most.

    What the work raises is raised here.
    """
    begun: deque[Future[tuple[Any, ...]]] = deque()
    for number in range(count):
        if len(begun) == ahead:
            yield begun.popleft().result()
        begun.append(submit(number))
    while begun:
        yield begun.popleft().result()


def _fork(work: Work, jobs: int) -> Executor | None:
    """Copy this process, before the executor starts threads: one of many threads is not copied."""
    try:
        context = multiprocessing.get_context("fork")
        executor = ProcessPoolExecutor(jobs, context, _begin, (work,))
        with _uninterrupted():
            executor.submit(_is_ready)
    except (OSError, NotImplementedError):  # no memory, or nothing that processes can share
        return None
    return executor


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put off an interrupt; what is started here, processes and threads, never gets one.

    It reaches every process of the terminal, and the first one ends the others.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop_all(processes: Collection[BaseProcess]) -> None:
    """Stop what these workers are doing.

    Were they to end themselves, a result might be half sent: the executor would wait for the rest.
    """
    for pid in [each.pid for each in processes if each.pid and each.is_alive()]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGUSR1)


def _begin(work: Work) -> None:
    """Make this process a worker."""
    global _worker
    _worker = _Worker(work)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGUSR1, _stop)
    Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End this process when its parent is killed: it would wait, and hold the run lock, forever."""
    parent.join()
    os._exit(1)


def _stop(_signal: int, _frame: object) -> None:
    _worker.stopped = True
    if _worker.busy:
        _worker.busy = False
        raise _StopError


def _is_ready() -> bool:
    return True


def _do_batch(number: int) -> tuple[Any, ...]:
    """Return the results of a batch, in a worker."""
    try:
        _worker.busy = True
        if not _worker.stopped:
            return tuple(_worker.work(number))
    except _StopError:
        pass
    finally:
        _worker.busy = False
    raise L10nError(_ENDED_EARLY)
