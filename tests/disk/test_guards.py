"""What somebody saves while a run works stays: it is compared just before it would be lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.disk.digests import digest_of
from l10n.disk.look import NOTHING, UNKNOWN, Expected, FileVersion, look_at
from l10n.disk.moves import move_file
from l10n.disk.write import remove_file, write_bytes
from l10n.errors import L10nError

READ = b"as the run read it"
SAVED = b"as somebody saves it"
MADE = b"as the run makes it"


def read(path: Path) -> FileVersion:
    return FileVersion(*look_at(str(path)), digest_of(path.read_bytes()))


def write(root: Path, expected: Expected) -> None:
    write_bytes(root, "a.md", MADE, durable=False, expected=expected)


def move(root: Path, expected: Expected) -> None:
    move_file(root, "a.md", "b.md", expected=expected)


def remove(root: Path, expected: Expected) -> None:
    remove_file(root, "a.md", expected=expected)


Act = Callable[[Path, Expected], None]
every_act = pytest.mark.parametrize(
    ("act", "left"),
    [(write, {"a.md": MADE}), (move, {"b.md": READ}), (remove, {})],
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(READ)
    return path


def files(root: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in root.iterdir()}


def refuse(act: Act, root: Path, expected: Expected) -> None:
    before = files(root)
    with pytest.raises(L10nError, match="changed meanwhile: run again") as caught:
        act(root, expected)
    assert caught.value.path == "a.md"
    assert files(root) == before


@every_act
def test_a_file_that_is_as_it_was_is_changed(path, act, left):
    act(path.parent, read(path))
    assert files(path.parent) == left


@every_act
def test_what_looks_as_it_did_is_not_read(path, act, left):
    act(path.parent, read(path)._replace(digest="of something else"))
    assert files(path.parent) == left


@every_act
def test_who_has_only_touched_it_has_saved_nothing(path, act, left):
    expected = read(path)
    os.utime(path, ns=(1, 1))
    act(path.parent, expected)
    assert files(path.parent) == left


@every_act
def test_what_is_known_by_its_bytes_alone_is_read(path, act, left):
    refuse(act, path.parent, FileVersion(*NOTHING, digest_of(SAVED)))
    act(path.parent, FileVersion(*NOTHING, digest_of(READ)))
    assert files(path.parent) == left


@every_act
def test_what_somebody_saved_is_kept(path, act, left):
    expected = read(path)
    path.write_bytes(SAVED)
    refuse(act, path.parent, expected)


@every_act
def test_what_somebody_saved_of_the_same_size_and_time_is_kept(path, act, left):
    expected = read(path)
    (path.parent / "new").write_bytes(READ.swapcase())
    os.utime(path.parent / "new", ns=(expected.mtime, expected.mtime))
    (path.parent / "new").replace(path)
    refuse(act, path.parent, expected)


@every_act
def test_a_file_that_was_not_there_is_kept(path, act, left):
    refuse(act, path.parent, None)


@every_act
def test_who_knows_nothing_says_so(path, act, left):
    act(path.parent, UNKNOWN)
    assert files(path.parent) == left


@pytest.mark.parametrize("act", [write, move])
def test_what_somebody_removed_is_not_brought_back(path, act):
    expected = read(path)
    path.unlink()
    refuse(act, path.parent, expected)


def test_what_somebody_removed_is_removed(path):
    expected = read(path)
    path.unlink()
    remove(path.parent, expected)
    assert files(path.parent) == {}


def test_who_has_saved_the_same_is_not_in_the_way(path):
    path.write_bytes(MADE)
    for expected in (None, FileVersion(*NOTHING, digest_of(READ))):
        assert write_bytes(path.parent, "a.md", MADE, durable=False, expected=expected) is None


def test_a_file_is_made_where_there_was_none(tmp_path):
    write(tmp_path, None)
    assert files(tmp_path) == {"a.md": MADE}


def test_what_is_saved_while_the_new_file_is_written_is_kept(path, monkeypatch):
    expected = read(path)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(SAVED))
    with pytest.raises(L10nError, match="changed meanwhile"):
        write_bytes(path.parent, "a.md", MADE, durable=True, expected=expected)
    assert files(path.parent) == {"a.md": SAVED}


def test_what_is_saved_right_after_is_not_taken_for_ours(path, monkeypatch):
    replace = os.replace

    def replace_and_lose(source: str, target: str) -> None:
        replace(source, target)
        (path.parent / "new").write_bytes(MADE)
        replace(path.parent / "new", target)

    monkeypatch.setattr(os, "replace", replace_and_lose)
    seen = write_bytes(path.parent, "a.md", MADE + b".", durable=False, expected=UNKNOWN)
    assert seen == NOTHING
