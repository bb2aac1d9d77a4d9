"""Times a piece of work over files, and prints what it took for the bench to read."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

File = TypeVar("File")


Work: TypeAlias = Callable[[Path, Path, Path, Path], object]
"""Works on one guide, given the folders of the sources, the catalogs and the pages first."""


def drive(  # what a peer does with a guide, and what the command line says
    extract: Work, merge: Work, action: str, source: str, catalogs: str, pages: str = ""
) -> None:
    """Time a peer that extracts into ``catalogs``, or merges from there into ``pages``."""
    guides = sorted(Path(source).rglob("*.md"))
    work = extract if action == "extract" else merge
    time_each(partial(work, Path(source), Path(catalogs), Path(pages)), guides)


def time_each(work: Callable[[File], object], files: Iterable[File]) -> None:
    """Do the work on each file, and print the seconds of it all, and how many failed."""
    failed = 0
    wall, cpu = time.perf_counter(), time.process_time()
    for file in files:
        try:
            work(file)
        except Exception:  # Whatever a peer raises, the other files are to be measured.
            failed += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak, "failed": failed}))
