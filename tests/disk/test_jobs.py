"""Many at once: in order, nothing lost, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.disk.jobs import default_jobs, map_in_order, split_evenly
from l10n.disk.workers import collect
from l10n.errors import L10nError


def square(number: int) -> int:
    return number * number


@given(st.lists(st.integers(), max_size=200), st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_results_come_in_order(numbers: list[int], jobs: int) -> None:
    assert list(map_in_order(square, numbers, jobs)) == [each * each for each in numbers]
    assert not multiprocessing.active_children()


@given(st.integers(0, 900), st.integers(1, 4), st.integers(1, 16))
def test_batches_hold_all_and_become_smaller(count: int, least: int, parts: int) -> None:
    batches = split_evenly(range(count), least, parts)
    sizes = [len(each) for each in batches]
    assert [each for batch in batches for each in batch] == [*range(count)]
    assert sizes == sorted(sizes, reverse=True)
    assert all(least <= size <= 16 for size in sizes[:-1])
    assert all(size <= max(least, count // parts) for size in sizes)


def test_work_is_done_elsewhere_and_sees_what_is_here() -> None:
    here = [object()]  # cannot be pickled with its identity, and need not be
    found = set(map_in_order(lambda _: (os.getpid(), id(here[0])), range(100), 2))
    assert os.getpid() not in {process for process, _ in found}
    assert {identity for _, identity in found} == {id(here[0])}


def test_one_job_stays_here() -> None:
    assert set(map_in_order(lambda _: os.getpid(), range(100), 1)) == {os.getpid()}


def test_what_is_raised_there_is_raised_here() -> None:
    def fail(number: int) -> int:
        if number == 70:
            message = "no"
            raise L10nError(message, path="a.md", line=3)
        return number

    results = map_in_order(fail, range(100), 2)
    with pytest.raises(L10nError, match="no") as caught:
        list(results)
    assert (caught.value.path, caught.value.line) == ("a.md", 3)
    assert not multiprocessing.active_children()


def test_who_stops_early_leaves_no_process() -> None:
    results = map_in_order(square, range(1_000), 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not multiprocessing.active_children()


def test_a_process_that_is_stopped_clears_away_what_it_was_at(tmp_path: Path) -> None:
    def work(number: int) -> int:
        if number != 20:  # one of the second batch, which the second process has from the start
            return number
        try:
            (tmp_path / "half").touch()
            signal.pause()
        finally:
            (tmp_path / "half").unlink()
        return number

    results = map_in_order(work, range(1_000), 2)
    assert next(results) == 0
    while not (tmp_path / "half").exists():
        pass
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not (tmp_path / "half").exists()


def test_a_process_that_is_killed_is_told() -> None:
    def die(number: int) -> int:
        if number == 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(L10nError, match="--jobs 1"):
        list(map_in_order(die, range(100), 2))


def test_only_a_few_batches_are_held() -> None:
    asked = []

    def submit(number: int) -> Future[tuple[int]]:
        asked.append(number)
        future: Future[tuple[int]] = Future()
        future.set_result((number,))
        return future

    for number, results in enumerate(collect(submit, 100, 4)):
        assert results == (number,)
        assert len(asked) <= number + 4
    assert asked == [*range(100)]


ENDLESS = """
import os, signal, sys
from l10n.disk.jobs import map_in_order
def work(number):
    os.write(1, b".")
    signal.pause()
try:
    next(map_in_order(work, range(100), 2))
except KeyboardInterrupt:
    print("interrupted")
"""


@contextmanager
def endless() -> Iterator[subprocess.Popen[bytes]]:
    """Start a process whose two workers are at work, and stay so."""
    command = [sys.executable, "-c", ENDLESS]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.read(2) == b".."
        try:
            yield process
        finally:
            process.kill()


def test_an_interrupt_of_the_terminal_ends_all_without_a_word() -> None:
    with endless() as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate() == (b"interrupted\n", b"")
        assert process.returncode == 0


def test_no_process_outlives_one_that_is_killed() -> None:
    with endless() as process:
        process.kill()
        # Whoever lived could still write here, and nobody would come to an end.
        assert process.communicate() == (b"", b"")


TWICE = """
import os
from l10n.disk.jobs import map_in_order
for _ in range(2):
    print(len({os.getpid()} & set(map_in_order(lambda _: os.getpid(), range(100), 2))))
"""


def test_no_process_of_many_threads_is_copied() -> None:
    """Python 3.12 and later would warn."""
    command = [sys.executable, "-W", "always", "-c", TWICE]
    done = subprocess.run(command, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"0\n0\n", b"")


FEW_FILES = """
import multiprocessing.popen_fork, multiprocessing.queues, multiprocessing.synchronize, resource
import l10n.disk.jobs, l10n.disk.workers
resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}))
"""


@pytest.mark.parametrize("files", [3, 9, 13])  # for the executor, for a process, for both
def test_where_no_process_can_be_started_all_is_done_here(files: int) -> None:
    command = [sys.executable, "-c", FEW_FILES.format(files=files) + TWICE]
    done = subprocess.run(command, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"1\n1\n", b"")


def test_there_is_a_processor() -> None:
    assert default_jobs() >= 1
