"""Many at once: in order, nothing lost, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.disk.jobs import default_jobs, map_in_order
from l10n.errors import L10nError


def square(number: int) -> int:
    return number * number


@given(st.lists(st.integers(), max_size=200), st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_results_come_in_order(numbers: list[int], jobs: int) -> None:
    assert list(map_in_order(square, numbers, jobs)) == [each * each for each in numbers]
    assert not multiprocessing.active_children()


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


def test_there_is_a_processor() -> None:
    assert default_jobs() >= 1
