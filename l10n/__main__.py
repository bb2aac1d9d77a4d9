"""Where ``l10n`` and ``python -m l10n`` begin."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Final

_GARBAGE: Final = 5_000_000
"""Objects made between two searches for cycles: nothing here makes any, but objects by the million.

Python's own 700 cost a run a tenth of its time, and half a million still 0.1 s where one text
changed.
"""


def run() -> None:
    """Load the command line, run it, and end the process.

    Ctrl-C while it loads ends it without a word.
    """
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_GARBAGE)
    from l10n.cli import main

    signal.signal(signal.SIGINT, handler)
    try:
        main()
    except SystemExit as done:
        _end_at_once(done)
        raise


def _end_at_once(done: SystemExit) -> None:
    """End the process without taking all its objects apart, which takes long after a large run.

    Who profiles it, or cannot take its output, gets the usual end.
    """
    if _is_watched():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(done.code if isinstance(done.code, int) else 1)


def _is_watched() -> bool:
    monitoring = getattr(sys, "monitoring", None)  # what cProfile uses from Python 3.12 on
    tools = map(monitoring.get_tool, range(6)) if monitoring else ()
    return any((sys.getprofile(), sys.gettrace(), *tools))


if __name__ == "__main__":
    run()
