"""What is known of files: nothing is believed that may have changed since."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from l10n.cache.knowing import NEVER, adopt_state
from l10n.cache.state import FileState, State
from l10n.disk.digests import digest_of
from l10n.disk.look import NOTHING, UNKNOWN, look_at
from l10n.disk.write import write_bytes

LONG_AGO = 1_600_000_000_123_456_789
"""Nanoseconds: with a fraction of a second, as a fine clock gives it."""
NOTED = FileState(*NOTHING, digest="as noted", facts="titles")


@pytest.fixture
def state(tmp_path: Path) -> State:
    (tmp_path / "a.po").write_bytes(b"one")
    os.utime(tmp_path / "a.po", ns=(LONG_AGO, LONG_AGO))
    return State(tmp_path, "stamp")


def test_what_was_noted_of_a_file_as_it_is_is_believed_but_never_once_it_is_old(
    state: State,
) -> None:
    noted = FileState(*look_at(f"{state.root}/a.po"), digest="as noted", facts="titles")
    # It was written only now, whatever its time of change says.
    assert adopt_state(state, "a.po", noted) == noted._replace(ctime=NEVER)
    assert state.new_files["a.po"].digest == "as noted"


def test_a_file_that_has_changed_since_is_read(state: State) -> None:
    noted = FileState(*look_at(f"{state.root}/a.po"), digest="as noted", facts="titles")
    (state.root / "a.po").write_bytes(b"two")
    found = adopt_state(state, "a.po", noted)
    assert found
    assert (found.digest, found.facts) == (digest_of(b"two"), "")


def test_what_was_learned_from_the_same_content_holds(state: State) -> None:
    noted = NOTED._replace(digest=digest_of(b"one"))
    found = adopt_state(state, "a.po", noted)
    assert found
    assert (found.digest, found.facts) == (noted.digest, "titles")
    assert state.new_files["a.po"] == found


def test_what_is_gone_is_not_known(state: State) -> None:
    (state.root / "a.po").unlink()
    assert adopt_state(state, "a.po", NOTED) is None


def test_writing_tells_how_the_file_looks(tmp_path: Path) -> None:
    assert write_bytes(tmp_path, "a.po", b"one", durable=False, expected=UNKNOWN) == look_at(
        f"{tmp_path}/a.po"
    )
    assert write_bytes(tmp_path, "a.po", b"one", durable=False, expected=UNKNOWN) is None
