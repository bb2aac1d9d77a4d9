"""The index: what has changed is found, and what cannot have changed is not read."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.cache.index import Index, note, note_gone, note_moved, read_index, written_state
from l10n.cache.store import Store, memory_store
from l10n.disk.digests import digest_of
from l10n.disk.look import NOTHING, FileVersion, Seen, look_at

OLD = 1_700_000_000_123_456_789
"""A time that is long past: a file of it is believed."""


def old(size: int, *, mtime: int = OLD, ctime: int = OLD, inode: int = 7) -> Seen:
    return (size, mtime, ctime, inode)


def changed(store: Store, root: Path, files: Mapping[str, Seen]) -> frozenset[str]:
    return read_index(store, root, dict(files)).changed


def looks(root: Path, *paths: str) -> dict[str, Seen]:
    return {path: look_at(str(root / path)) for path in paths}


# What is not read.


def test_a_file_that_looks_as_before_is_not_read(tmp_path: Path) -> None:
    """What looks so is told by the caller; behind its back the file has gone."""
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    first = read_index(store, tmp_path, {"a": old(1)})
    files = {"a": FileVersion(*old(1), digest_of(b"1"))}
    assert first == Index(tmp_path, files, set(), frozenset("a"))
    (tmp_path / "a").unlink()
    again = read_index(store, tmp_path, {"a": old(1)})
    assert again == Index(tmp_path, files, set(), frozenset())


@pytest.mark.parametrize(
    "look",
    [old(1, mtime=OLD + 1), old(1, mtime=OLD - 1), old(1, ctime=OLD + 1), old(1, inode=8)],
)
@pytest.mark.parametrize("text", [b"1", b"2"])
def test_a_file_that_looks_otherwise_is_read(tmp_path: Path, look: Seen, text: bytes) -> None:
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    (tmp_path / "a").write_bytes(text)
    assert changed(store, tmp_path, {"a": look}) == ({"a"} if text != b"1" else set())
    assert changed(store, tmp_path, {"a": look}) == set()
    (tmp_path / "a").unlink()  # it is not read again
    assert changed(store, tmp_path, {"a": look}) == set()


def test_a_file_that_comes_goes_or_cannot_be_read_has_changed(tmp_path: Path) -> None:
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    assert changed(store, tmp_path, {}) == {"a"}
    assert changed(store, tmp_path, {}) == set()
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    (tmp_path / "a").unlink()
    (tmp_path / "a").mkdir()
    assert changed(store, tmp_path, {"a": old(4096)}) == {"a"}
    assert changed(store, tmp_path, {"a": old(4096)}) == set()
    (tmp_path / "a").rmdir()
    (tmp_path / "a").write_bytes(b"1")  # tried again, although it looks the same
    assert changed(store, tmp_path, {"a": old(4096)}) == {"a"}


def test_why_a_file_cannot_be_read_is_a_change_as_well(tmp_path: Path) -> None:
    store = memory_store()
    (tmp_path / "a").mkdir()
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    (tmp_path / "a").rmdir()
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    assert changed(store, tmp_path, {"a": old(1)}) == set()


# What times do not prove.


@pytest.mark.parametrize("place", ["mtime", "ctime"])
def test_a_file_changed_just_before_it_was_read_is_read_again(tmp_path: Path, place: str) -> None:
    """It may have changed once more within the same tick of the clock, and look the same."""
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"1")
    young = old(1, **{place: time.time_ns()})
    files = {"a": young, "b": old(1)}
    assert changed(store, tmp_path, files) == {"a", "b"}
    (tmp_path / "a").write_bytes(b"2")
    (tmp_path / "b").write_bytes(b"2")
    assert changed(store, tmp_path, files) == {"a"}


def test_a_file_system_with_whole_seconds_is_believed_later(tmp_path: Path) -> None:
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    second = time.time_ns() // 1_000_000_000 * 1_000_000_000
    files = {"a": old(1, mtime=second - 1_000_000_000)}
    assert changed(store, tmp_path, files) == {"a"}
    (tmp_path / "a").write_bytes(b"2")
    assert changed(store, tmp_path, files) == {"a"}


def test_a_file_that_was_young_is_believed_once_it_was_read_when_old(tmp_path: Path) -> None:
    store = memory_store()
    (tmp_path / "a").write_bytes(b"1")
    young = old(1, ctime=time.time_ns())
    assert changed(store, tmp_path, {"a": young}) == {"a"}
    while young[2] + 30_000_000 > time.time_ns():
        assert changed(store, tmp_path, {"a": young}) == set()
    assert changed(store, tmp_path, {"a": young}) == set()
    (tmp_path / "a").unlink()  # it is not read any more
    assert changed(store, tmp_path, {"a": young}) == set()


def test_a_file_that_grows_between_two_looks_is_read_again(tmp_path: Path) -> None:
    store = memory_store()
    (tmp_path / "a").write_bytes(b"123")
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}
    (tmp_path / "a").write_bytes(b"1")
    assert changed(store, tmp_path, {"a": old(1)}) == {"a"}


# What a run itself does.


def test_what_a_run_writes_has_not_changed_for_the_next(tmp_path: Path) -> None:
    store = memory_store()
    index = read_index(store, tmp_path, {})
    (tmp_path / "a").write_bytes(b"ours")
    state = written_state(b"ours", look_at(str(tmp_path / "a")))
    note(store, index, {"a": state})
    assert (index.files, index.written) == ({"a": state}, {"a"})
    assert changed(store, tmp_path, looks(tmp_path, "a")) == set()
    (tmp_path / "a").write_bytes(b"sour")  # at once
    assert changed(store, tmp_path, looks(tmp_path, "a")) == {"a"}


def test_what_somebody_writes_over_a_runs_own_has_changed(tmp_path: Path) -> None:
    store = memory_store()
    index = read_index(store, tmp_path, {})
    (tmp_path / "a").write_bytes(b"theirs")
    note(store, index, {"a": written_state(b"ours", look_at(str(tmp_path / "a")))})
    assert index.files["a"] == (*NOTHING, digest_of(b"ours"))
    assert changed(store, tmp_path, looks(tmp_path, "a")) == {"a"}


def test_what_a_run_moves_and_removes_has_not_changed_for_the_next(tmp_path: Path) -> None:
    store = memory_store()
    for name in "abc":
        (tmp_path / name).write_bytes(name.encode())
    index = read_index(store, tmp_path, looks(tmp_path, *"abc"))
    (tmp_path / "a").rename(tmp_path / "z")
    (tmp_path / "b").rename(tmp_path / "a")
    note_moved(store, index, {"a": "z", "b": "a", "never": "nowhere"})
    (tmp_path / "c").unlink()
    note_gone(store, index, ["c", "never"])
    assert {path: state.digest for path, state in index.files.items()} == {
        "z": digest_of(b"a"),
        "a": digest_of(b"b"),
    }
    assert index.written >= {*"abcz"}
    assert changed(store, tmp_path, looks(tmp_path, "a", "z")) == set()


def test_two_files_may_take_each_others_names(tmp_path: Path) -> None:
    store = memory_store()
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    index = read_index(store, tmp_path, looks(tmp_path, *"ab"))
    (tmp_path / "a").rename(tmp_path / "c")
    (tmp_path / "b").rename(tmp_path / "a")
    (tmp_path / "c").rename(tmp_path / "b")
    note_moved(store, index, {"a": "b", "b": "a"})
    assert [index.files[name].digest for name in "ab"] == [digest_of(b"b"), digest_of(b"a")]
    assert [index.files.digest(name) for name in "abz"] == [digest_of(b"b"), digest_of(b"a"), ""]
    assert changed(store, tmp_path, looks(tmp_path, *"ab")) == set()


# Any order of edits.

steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([None, b"1", b"2", b"12"]), st.booleans())
)


@given(st.lists(steps, max_size=6))
def test_exactly_what_has_another_content_has_changed(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, bytes | None, bool]]]
) -> None:
    root = tmp_path_factory.mktemp("files")
    store = memory_store()
    before: dict[str, bytes] = {}
    for edits in rounds:
        for name, data, keep in edits:
            path = root / name
            times = path.stat() if keep and path.exists() else None
            if data is None:
                path.unlink(missing_ok=True)
                continue
            path.write_bytes(data)
            if times:
                os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        now = {path.name: path.read_bytes() for path in root.iterdir()}
        index = read_index(store, root, looks(root, *now))
        names = before.keys() | now.keys()
        assert index.changed == {name for name in names if before.get(name) != now.get(name)}
        assert index.files == {
            name: FileVersion(*look_at(str(root / name)), digest_of(data))
            for name, data in now.items()
        }
        before = now
