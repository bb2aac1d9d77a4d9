"""What is known of the files of a site: no more is read again than may have changed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from l10n.cache.state import FileState, State
from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.disk.look import NOTHING, Seen, is_racy, look_at
from l10n.errors import L10nError

NEVER: Final = -1
"""No file's time: what has it is read again."""


def unchanged_state(state: State, relative: str) -> FileState | None:
    """Return what is known of a file that has not changed since; it is not read."""
    known = state.files.get(relative)
    return known if known and known[:4] == _look(state, relative) else None


def file_state(state: State, relative: str) -> FileState | None:
    """Return what is known of a file; None when there is no such file that can be read.

    A file whose size, times and number are as they were is not read. Times prove nothing about
    a file that was changed only just before it was read (git's racy timestamps); such a file is
    read again.
    """
    current = _look(state, relative)
    if current is None:
        if relative in state.files:
            state.new_files[relative] = None
        return None
    known = known_file(state, relative)
    if known and known[:4] == current:
        return known
    try:
        return read_file(state, relative, current)[0]
    except L10nError:
        return None


def read_file(state: State, relative: str, seen: Seen | None = None) -> tuple[FileState, bytes]:
    """Read a file, which was ``seen`` so; return what is known of it, and its bytes.

    Raises L10nError when it cannot be read.
    """
    started = time.time_ns()
    seen = seen or _look(state, relative) or NOTHING
    data = read_bytes(f"{state.root}/{relative}", relative)
    digest, known = digest_of(data), known_file(state, relative)
    facts = known.facts if known and known.digest == digest else ""
    return _note(state, relative, FileState(*seen, digest, facts), started), data


def written_state(data: bytes, seen: Seen, facts: str = "") -> FileState:
    """Return what is known of a file that ``data`` was written to, and that looked so then."""
    if seen[0] != len(data):  # somebody else's already
        seen = NOTHING
    return FileState(*seen, digest_of(data), facts)


def adopt_state(state: State, relative: str, noted: FileState) -> FileState | None:
    """Take over what somebody noted of a file when he wrote it; None when there is none now.

    Where it is no longer as he left it, it is read again; what was learned from the same content
    still holds.
    """
    started = time.time_ns()
    if noted[:4] == _look(state, relative):
        return _note(state, relative, noted, started)
    found = file_state(state, relative)
    if found and found.digest == noted.digest:
        state.new_files[relative] = found = found._replace(facts=noted.facts)
    return found


def _note(state: State, relative: str, file: FileState, moment: int) -> FileState:
    """Remember a file whose content was known at a moment; it may have to be read again."""
    if is_racy(file[:4], moment):
        file = file._replace(ctime=NEVER)
    state.new_files[relative] = file
    return file


def forget_seen(state: State, paths: Iterable[str]) -> None:
    """Forget what was seen of these files, because they were written since."""
    files = state.glance.files if state.glance else {}
    for path in paths:
        files.pop(path, None)


def known_file(state: State, relative: str) -> FileState | None:
    """Return what is known of a file, changed or not."""
    return state.new_files.get(relative) or state.files.get(relative)


def _look(state: State, relative: str) -> Seen | None:
    if state.glance and (now := state.glance.files.get(relative)):
        return now
    now = look_at(f"{state.root}/{relative}")
    return None if now is NOTHING else now
