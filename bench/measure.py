"""Runs commands and says what they cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[1]

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run cost."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of user and system time, of all processes."""
    peak: float
    """MiB that the largest process held; of a command at least what the bench itself holds."""
    failed: int = 0
    """Files that could not be done, or commands that ended in an error."""
    cache: float = 0
    """MiB that the site's own folder, with its cache and its memory, has afterwards."""


def run_commands(commands: Iterable[Command], folder: Path, *, worst: int = 0) -> Sample:
    """Run commands one after another, as one run; a code above ``worst`` is a failure."""
    cpu, peak, failed = 0.0, 0, 0
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)
        failed += not 0 <= process.returncode <= worst
    return Sample(time.perf_counter() - start, cpu, peak / 1024, failed)


def run_driver(driver: str, *arguments: str, python: str = sys.executable) -> Sample:
    """Run one of ``bench.drivers`` in its environment; it times itself."""
    done = subprocess.run(
        (python, "-m", f"bench.drivers.{driver}", *arguments),
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    # A peer may print before; the driver's own line is the last one.
    said = json.loads(done.stdout.splitlines()[-1])
    return Sample(said["wall"], said["cpu"], said["peak"] / 1024, said["failed"])


def count_files(sample: Sample, folder: Path, suffix: str, expected: int) -> Sample:
    """Return the sample with the files that the run should have made in a folder and did not."""
    made = sum(1 for _ in folder.rglob(f"*{suffix}"))
    return replace(sample, failed=max(sample.failed, expected - made))


def _environment() -> Mapping[str, str]:
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1"}
