"""A scheduler of dask and its workers, each a process in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites import environment

_MORTAL = """
import os, signal, sys
left = [{renames}]
def count(event, arguments):
    if event == "os.rename":
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
"""


@dataclass(frozen=True)
class Started:
    """A scheduler that runs, and where it is told of."""

    folder: Path
    process: subprocess.Popen[str]
    address: str

    @property
    def options(self) -> tuple[str, ...]:
        """Return the options with which l10n uses its workers."""
        return ("--executor", "dask", "--scheduler", self.address)


@contextmanager
def scheduler(folder: Path, workers: int = 0) -> Iterator[Started]:
    """Start a scheduler on a free port, and so many workers; they end with the context."""
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with ExitStack() as stack:
        started = _start(folder, "scheduler", *words)
        process = stack.enter_context(_ending(started))
        found = Started(folder, process, _wait_for(process, "Scheduler at:").split()[-1])
        begun = [stack.enter_context(_ending(_worker(found, f"w{n}"))) for n in range(workers)]
        for each in begun:
            _wait_for(each, "Starting established connection")
        yield found


@contextmanager
def worker(
    cluster: Started, name: str, *words: str, **variables: str
) -> Iterator[subprocess.Popen[str]]:
    """Start one more worker, and wait until the scheduler has it."""
    with _ending(_worker(cluster, name, *words, **variables)) as process:
        _wait_for(process, "Starting established connection")
        yield process


@contextmanager
def mortal_worker(cluster: Started, name: str, *, renames: int) -> Iterator[subprocess.Popen[str]]:
    """Start a worker that is killed when it has put so many files in their places, and begins
    with the next one."""
    script = cluster.folder / f"{name}.py"
    script.write_text(_MORTAL.format(renames=renames))
    with worker(cluster, name, "--preload", str(script)) as process:
        yield process


def _worker(cluster: Started, name: str, *words: str, **variables: str) -> subprocess.Popen[str]:
    usual = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
    return _start(cluster.folder / name, "worker", cluster.address, *usual, *words, **variables)


def _start(folder: Path, what: str, *words: str, **variables: str) -> subprocess.Popen[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{what}", *words],
        cwd=folder,
        env=environment(PYTHONWARNINGS="ignore", DASK_TEMPORARY_DIRECTORY=str(folder), **variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def _ending(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    with process:
        try:
            yield process
        finally:
            process.kill()


def _wait_for(process: subprocess.Popen[str], words: str) -> str:
    """Read what a process says until it says this, and return the line; the rest is lost."""
    assert process.stderr
    with process.stderr as said:
        for line in said:
            if words in line:
                return line
    message = f"it ended with {process.wait()}, and never said {words!r}"
    raise AssertionError(message)
