"""The file of a cache: whole, of this version and ours, or nothing at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cache.actions import Made, recall, record
from l10n.cache.store import Store, copy_store, memory_store, open_store, save_store

NAME = "kept"


def put(store: Store, outcome: str) -> None:
    record(store, "step", [Made("key", ("input",), outcome)])


def held(store: Store) -> dict[str, str]:
    return recall(store, "step", str)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return what a file holds in which something is kept."""
    path = tmp_path_factory.mktemp("cache") / NAME
    store = open_store(path, "1")
    put(store, "made")
    assert save_store(store) == ""
    return path.read_bytes()


def test_a_run_finds_what_the_last_one_has_saved(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    store = open_store(path, "1")
    assert held(store) == {"key": "made"}
    put(store, "made again")
    assert held(open_store(path, "1")) == {"key": "made"}
    assert save_store(store) == ""
    assert held(open_store(path, "1")) == {"key": "made again"}
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_a_run_that_records_nothing_writes_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    assert save_store(open_store(path, "1")) == ""
    assert not path.exists()
    path.write_bytes(data)
    before = path.stat()
    store = open_store(path, "1")
    assert held(store) == {"key": "made"}
    assert save_store(store) == ""
    assert path.stat() == before


def test_what_another_version_has_saved_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    store = open_store(path, "2")
    assert held(store) == {}
    put(store, "made otherwise")
    assert save_store(store) == ""
    assert held(open_store(path, "2")) == {"key": "made otherwise"}
    assert held(open_store(path, "1")) == {}


def forge(path: Path, data: bytes) -> None:
    """Change a table with the means of the database: the file is sound, and not ours."""
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("update action set outcome = '{'")


def make_foreign(path: Path, _data: bytes) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("create table version (value)")
        file.execute("insert into version values ('1')")


DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "empty": lambda path, _: path.write_bytes(b""),
    "text": lambda path, _: path.write_text("no database"),
    "half": lambda path, data: path.write_bytes(data[: len(data) // 2]),
    "without its end": lambda path, data: path.write_bytes(data[:-32]),
    "the end alone": lambda path, data: path.write_bytes(data[-32:]),
    "longer": lambda path, data: path.write_bytes(data + b"\n"),
    "forged": forge,
    "foreign": make_foreign,
    "a broken link": lambda path, _: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_what_is_damaged_is_begun_anew(tmp_path: Path, data: bytes, how: str) -> None:
    path = tmp_path / NAME
    DAMAGES[how](path, data)
    store = open_store(path, "1")
    assert held(store) == {}
    put(store, "made anew")
    assert held(store) == {"key": "made anew"}
    assert save_store(store) == ""
    assert held(open_store(path, "1")) == {"key": "made anew"}


@given(st.data())
def test_no_changed_byte_is_believed(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cache") / NAME
    used = [place for place, byte in enumerate(data) if byte]
    place = draw.draw(st.sampled_from(used) | st.integers(0, len(data) - 1))
    changed = bytearray(data)
    changed[place] ^= draw.draw(st.integers(1, 255))
    path.write_bytes(changed)
    assert held(open_store(path, "1")) == {}


@pytest.mark.parametrize("had", [True, False])
def test_what_another_run_saves_meanwhile_stays(tmp_path: Path, data: bytes, had: bool) -> None:
    path = tmp_path / NAME
    if had:
        path.write_bytes(data)
    slow, fast = (open_store(path, "1") for _ in range(2))
    put(slow, "slow")
    put(fast, "fast")
    assert save_store(fast) == ""
    before = path.stat()
    assert save_store(slow) == ""
    assert path.stat() == before
    assert held(open_store(path, "1")) == {"key": "fast"}


def test_what_is_deleted_meanwhile_is_not_saved(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    store = open_store(path, "1")
    put(store, "made again")
    path.unlink()
    assert save_store(store) == ""
    assert not path.exists()


def test_where_there_is_no_folder_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / NAME
    store = open_store(path, "1")
    put(store, "made")
    assert save_store(store) == ""
    assert not path.parent.exists()


def test_why_nothing_can_be_saved_is_told(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.mkdir()
    store = open_store(path, "1")
    put(store, "made")
    assert held(store) == {"key": "made"}
    assert save_store(store) != ""
    assert path.is_dir()
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_what_is_in_memory_is_kept_nowhere() -> None:
    store = memory_store()
    put(store, "made")
    assert held(store) == {"key": "made"}
    assert save_store(store) == ""


def test_what_is_in_memory_may_be_collected_in_any_thread() -> None:
    store = memory_store()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(store.connection.close).result()


def test_what_a_copy_pretends_is_not_in_what_it_was_made_of(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    store = open_store(path, "1")
    dry = copy_store(store)
    put(dry, "pretended")
    assert (held(dry), held(store)) == ({"key": "pretended"}, {"key": "made"})
    put(store, "made again")
    after = copy_store(store)
    put(after, "pretended again")
    put(store, "made once more")
    assert (held(dry), held(after)) == ({"key": "pretended"}, {"key": "pretended again"})
    assert [save_store(each) for each in (dry, after, store)] == ["", "", ""]
    assert held(open_store(path, "1")) == {"key": "made once more"}


def test_a_run_goes_on_after_it_has_saved(tmp_path: Path) -> None:
    store = open_store(tmp_path / NAME, "1")
    put(store, "made")
    assert save_store(store) == ""
    put(store, "made again")
    assert held(store) == {"key": "made again"}
    assert held(open_store(tmp_path / NAME, "1")) == {"key": "made"}


def test_more_is_kept_than_memory_is_to_hold(tmp_path: Path) -> None:
    path = tmp_path / NAME
    outcomes = {f"key {number}": f"{number}" * 1_000_000 for number in range(100)}
    store = open_store(path, "1")
    record(store, "step", (Made(key, ("input",), each) for key, each in outcomes.items()))
    assert held(store) == outcomes
    assert save_store(store) == ""
    assert path.stat().st_size > 100_000_000
    assert held(open_store(path, "1")) == outcomes
