"""Many moves at once: every file at its old place or its new one, whatever comes between."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.disk.digests import digest_of
from l10n.disk.leftovers import sweep
from l10n.disk.look import NOTHING, UNKNOWN, Expected, FileVersion
from l10n.disk.moves import move_files
from l10n.errors import L10nError

RING = {"po/a.po": "po/b.po", "po/b.po": "x/c.po", "x/c.po": "po/a.po"}
STEPS = 4
"""How many times a file gets another name while this ring turns."""


def unknown(_path: str) -> Expected:
    return UNKNOWN


def lay(root: Path, paths: Mapping[str, str]) -> dict[str, str]:
    """Write files that hold their own names; return what is to be there after the moves."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    return {new: old for old, new in paths.items()}


def files(root: Path) -> dict[str, str]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text() for path in found}


@pytest.mark.parametrize(
    "moves",
    [
        {},
        {"a": "a"},
        {"a": "b"},
        {"a": "b", "b": "c", "c": "new/d"},
        {"c": "d", "b": "c", "a": "b"},
        {"a": "b", "b": "a"},
        RING,
        {"a": "b", "b": "a", "c": "d", "d": "c", "e": "f", "g": "g"},
    ],
    ids=str,
)
def test_all_move_as_if_at_once(tmp_path, moves):
    after = lay(tmp_path, moves)
    assert move_files(tmp_path, moves, expected=unknown) == {}
    assert files(tmp_path) == after


@given(st.permutations("abcdef"), st.integers(0, 6))
def test_any_places_can_be_taken(tmp_path_factory, news, count):
    root = tmp_path_factory.mktemp("moves")
    moves = dict(zip("abcdef"[:count], news, strict=False))
    after = lay(root, moves)
    assert move_files(root, moves, expected=unknown) == {}
    assert files(root) == after


def test_of_two_that_go_to_one_place_one_stays(tmp_path):
    moves = {"a": "c", "b": "c"}
    lay(tmp_path, moves)
    failed = move_files(tmp_path, moves, expected=unknown)
    assert list(failed) == ["b"]
    assert failed["b"].path == "c"
    assert files(tmp_path) == {"b": "b", "c": "a"}


def test_what_goes_to_a_place_in_a_ring_stays(tmp_path):
    moves = {"x": "a", "a": "b", "b": "a"}
    lay(tmp_path, moves)
    assert list(move_files(tmp_path, moves, expected=unknown)) == ["x"]
    assert files(tmp_path) == {"x": "x", "a": "b", "b": "a"}


def test_who_follows_one_that_cannot_move_stays(tmp_path):
    moves = {"a": "b", "b": "c", "d": "e"}
    lay(tmp_path, moves)
    (tmp_path / "c").write_text("somebody's")
    failed = move_files(tmp_path, moves, expected=unknown)
    assert {old: error.path for old, error in failed.items()} == {"a": "b", "b": "c"}
    assert files(tmp_path) == {"a": "a", "b": "b", "c": "somebody's", "e": "d"}


@pytest.mark.parametrize("changed", RING)
def test_a_ring_of_which_somebody_saved_one_stays(tmp_path, changed):
    lay(tmp_path, RING)
    read = {path: FileVersion(*NOTHING, digest_of(path.encode())) for path in RING}
    (tmp_path / changed).write_text("saved")
    before = files(tmp_path)
    failed = move_files(tmp_path, RING, expected=lambda path: read[path])
    assert failed.keys() == RING.keys()
    assert {str(each) for each in failed.values()} == {f"{changed}: changed meanwhile: run again"}
    assert files(tmp_path) == before


def test_a_ring_of_one_file_under_two_names_stays(tmp_path):
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").symlink_to("a")
    failed = move_files(tmp_path, {"a": "b", "b": "a"}, expected=unknown)
    assert {each.path for each in failed.values()} == {"b"}
    assert files(tmp_path) == {"a": "a", "b": "a"}


def fail_at(monkeypatch: pytest.MonkeyPatch, steps: range) -> None:
    """Let the system refuse these of the next calls of ``os.replace``."""
    replace, coming = os.replace, iter(range(100))

    def refusing(source: str, target: str) -> None:
        if next(coming) in steps:
            raise PermissionError(13, "no", source)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)


@pytest.mark.parametrize("step", range(STEPS))
def test_a_ring_that_the_system_stops_goes_back(tmp_path, monkeypatch, step):
    lay(tmp_path, RING)
    before = files(tmp_path)
    fail_at(monkeypatch, range(step, step + 1))
    assert move_files(tmp_path, RING, expected=unknown).keys() == RING.keys()
    assert files(tmp_path) == before


@pytest.mark.parametrize("step", range(1, STEPS))
def test_a_ring_that_cannot_even_go_back_is_ended_by_the_next_run(tmp_path, monkeypatch, step):
    after = lay(tmp_path, RING)
    with monkeypatch.context() as patches:
        fail_at(patches, range(step, 100))
        assert move_files(tmp_path, RING, expected=unknown).keys() == RING.keys()
    assert set(RING) <= set(files(tmp_path).values())
    assert sweep(tmp_path, ["po", "x"]) == 1
    assert files(tmp_path) == after


def move_and_die(root: Path, step: int) -> int:
    """Move the ring in a child that kills itself before it names a file anew so many times."""
    child = os.fork()
    if child == 0:
        left = step

        def on_event(event: str, _arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event in ("os.rename", "os.remove"):
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(on_event)
        move_files(root, RING, expected=unknown)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
# The child runs no other thread's code, and ends without cleaning up.
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.parametrize("step", range(STEPS + 1))
def test_a_killed_ring_is_ended_by_the_next_run(tmp_path, step):
    after = lay(tmp_path, RING)
    before = files(tmp_path)
    assert move_and_die(tmp_path, step) == signal.SIGKILL
    assert set(RING) <= set(files(tmp_path).values())
    assert sweep(tmp_path, ["po", "x"]) == 1
    assert files(tmp_path) == (after if step else before)
    assert sweep(tmp_path, ["po", "x"]) == 0


def leave(root: Path, ring: str, *present: str) -> None:
    """Leave what a killed run leaves of a ring, when somebody has written these files since."""
    (root / "po").mkdir(parents=True)
    for name in present:
        (root / "po" / name).write_text("somebody's")
    (root / "po/.l10n-0123456789abcdef.moves").write_text(ring)
    (root / "po/.l10n-0123456789abcdef.moved").write_text("ours")


@pytest.mark.parametrize(
    ("present", "place"), [("", "c"), ("b", "c"), ("bc", "a"), ("a", "c"), ("ac", "a"), ("ab", "a")]
)
def test_what_was_aside_goes_where_there_is_room(tmp_path, present, place):
    leave(tmp_path, "po/a\0po/b\0po/c", *present)
    assert sweep(tmp_path, ["po"]) == 1
    found = files(tmp_path)
    assert found.pop(f"po/{place}") == "ours"
    assert list(found.values()) == ["somebody's"] * len(present)


def test_what_finds_no_room_is_told_and_kept(tmp_path):
    leave(tmp_path, "po/a\0po/b", "a", "b")
    before = files(tmp_path)
    with pytest.raises(L10nError, match="from po/b to po/a, and both are there") as caught:
        sweep(tmp_path, ["po"])
    assert caught.value.path == "po/.l10n-0123456789abcdef.moved"
    assert files(tmp_path) == before


@pytest.mark.parametrize("ring", ["", "po/a\0.git/hooks", "../a\0po/b", "po/.a\0po/b"])
def test_a_note_that_leads_elsewhere_is_none_of_ours(tmp_path, ring):
    site = tmp_path / "site"
    leave(site, ring)
    before = files(tmp_path)
    sweep(site, ["po"])
    assert files(tmp_path) == before
