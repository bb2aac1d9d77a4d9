"""Do work in threads that an interrupted run leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Final, TypeAlias

Work: TypeAlias = Callable[[], None]

_AHEAD: Final = 2
"""How many pieces of work are held ready for each thread."""


def do_all(works: Iterator[Work], at_once: int) -> None:
    """Do what is yielded, so much at once; raises the first error, and begins nothing after it.

    The threads do not keep the process from ending: a server may take minutes to answer.
    """
    todo: Queue[Work | None] = Queue()
    done: Queue[BaseException | None] = Queue()
    for _ in range(at_once):
        Thread(target=_serve, args=(todo, done), daemon=True).start()
    going = 0
    try:
        for work in works:
            todo.put(work)
            going += 1
            if going >= _AHEAD * at_once:
                going -= _end_one(done)
        while going:
            going -= _end_one(done)
    finally:
        with suppress(Empty):
            while True:
                todo.get_nowait()
        for _ in range(at_once):
            todo.put(None)


def _serve(todo: Queue[Work | None], done: Queue[BaseException | None]) -> None:
    while work := todo.get():
        error: BaseException | None = None
        try:
            work()
        except BaseException as raised:
            error = raised
        done.put(error)


def _end_one(done: Queue[BaseException | None]) -> int:
    """Wait until some work has ended, and count it; raises its error."""
    if error := done.get():
        raise error
    return 1
