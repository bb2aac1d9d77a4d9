"""How a run changes files, with and without knowledge of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.disk.digests import digest_of
from l10n.disk.look import FileVersion, look_at
from l10n.disk.output import Known, dry_output, real_output
from l10n.errors import L10nError


def files(root: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in root.iterdir()}


@pytest.fixture
def known(tmp_path: Path) -> Known:
    """Return what a run has read of a site of three files."""
    for name in "abc":
        (tmp_path / name).write_bytes(name.encode())
    read = {
        name: FileVersion(*look_at(f"{tmp_path}/{name}"), digest_of(name.encode()))
        for name in "abc"
    }
    return read.get


def test_a_dry_run_changes_nothing(tmp_path, known):
    before = files(tmp_path)
    output = dry_output(tmp_path)
    assert output.write("a", b"new", durable=False) is not None
    assert output.write("a", b"a", durable=False) is None
    output.move("a", "d")
    assert output.move_all({"a": "b", "b": "a"}) == {}
    output.remove("c")
    assert files(tmp_path) == before


def test_what_a_run_does_itself_is_no_change_by_somebody(tmp_path, known):
    output = real_output(tmp_path, known, ())
    for data in (b"one", b"two", b"two"):
        output.write("a", data, durable=False)
        output.write("new", data, durable=False)
    output.move("a", "d")
    output.write("a", b"again", durable=False)
    output.write("d", b"moved", durable=False)
    assert output.move_all({"b": "c", "c": "b"}) == {}
    output.write("b", b"was c", durable=False)
    output.remove("c")
    output.write("c", b"back", durable=False)
    assert files(tmp_path) == {
        "a": b"again", "b": b"was c", "c": b"back", "d": b"moved", "new": b"two"
    }  # fmt: skip


def test_what_somebody_saves_is_kept(tmp_path, known):
    output = real_output(tmp_path, known, ())
    output.write("a", b"ours", durable=False)
    for name in "abcd":
        (tmp_path / name).write_bytes(b"saved")
    before = files(tmp_path)
    for act in (
        lambda: output.write("a", b"new", durable=False),
        lambda: output.write("b", b"new", durable=False),
        lambda: output.write("d", b"new", durable=False),
        lambda: output.move("b", "e"),
        lambda: output.remove("c"),
    ):
        with pytest.raises(L10nError, match="changed meanwhile"):
            act()
    assert output.move_all({"b": "c", "c": "b", "a": "e"}).keys() == {"a", "b", "c"}
    assert files(tmp_path) == before
