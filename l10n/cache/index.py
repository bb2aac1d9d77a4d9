"""The index: which files of a folder have changed since they were read last.

As in git, a file whose size, times and inode are as they were is not read again. Times prove
nothing about a file that was changed only just before it was read (git's racy rule); such a file is
read again the next time.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from sys import intern
from typing import Final, NamedTuple

from l10n.cache.store import Store, own_tables
from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.disk.look import NOTHING, FileVersion, Seen, is_racy, look_at
from l10n.disk.versions import Versions, looks_like, pack, unpack
from l10n.errors import L10nError

_AGAIN: Final = -1
"""A time that no file has, so that the file is read again."""


class Index(NamedTuple):
    """The files as the run found them; those that it wrote, as it left them."""

    root: Path
    files: Versions
    """By path, relative to the root; ``note``, ``note_moved`` and ``note_gone`` change it."""
    written: set[str]
    """The paths that this run has changed, or has tried to."""
    changed: frozenset[str]
    """The paths of files that are new, gone, or have other content than when they were read
    last."""


def read_index(store: Store, root: Path, files: dict[str, Seen]) -> Index:
    """Compare how ``files`` look now with what is stored; store what is new.

    Only files that look different are read. ``files`` is empty afterwards: there may be a million.
    """
    changed: set[str] = set()
    gone: list[str] = []
    new: list[tuple[str, FileVersion]] = []
    found: dict[str, bytes] = {}
    for path, known in store.connection.execute("select path, state from file"):
        seen = files.pop(path, None)
        if seen is None:
            gone.append(path)
        elif looks_like(known, seen):
            found[intern(path)] = known
        else:
            state = _read(root, path, seen)
            if state.digest != unpack(known).digest:
                changed.add(path)
            new.append((path, state))
            found[path] = pack(state._replace(ctime=seen[2]))
    changed.update(gone, files)
    while files:
        path, seen = files.popitem()
        new.append((path, _read(root, path, seen)))
        found[path] = pack(new[-1][1]._replace(ctime=seen[2]))
    _store(store, new, gone)
    return Index(root, Versions(found), set(), frozenset(changed))


def note(store: Store, index: Index, written: Mapping[str, FileVersion]) -> None:
    """Store how files look that this run has written."""
    now = time.time_ns()
    index.files.update(written)
    index.written.update(written)
    _store(store, [(path, _settled(state, now)) for path, state in written.items()], ())


def note_found(store: Store, index: Index, files: Mapping[str, Seen]) -> None:
    """Store how files look that this run came by after it had looked at all it knew of."""
    found = {path: _read(index.root, path, seen) for path, seen in files.items()}
    index.files.update(found)
    _store(store, found.items(), ())


def note_moved(store: Store, index: Index, moves: Mapping[str, str]) -> None:
    """Store that this run has moved files, each from the path that is the key."""
    index.written.update(moves)
    states = {new: index.files.pop(old) for old, new in moves.items() if old in index.files}
    _store(store, (), moves)
    looks = {new: look_at(f"{index.root}/{new}") for new in states}
    note(
        store, index, {new: FileVersion(*looks[new], state.digest) for new, state in states.items()}
    )


def note_gone(store: Store, index: Index, paths: Iterable[str]) -> None:
    """Store that this run has removed these files."""
    gone = [path for path in paths if index.files.pop(path, None)]
    index.written.update(gone)
    _store(store, (), gone)


def written_state(data: bytes, seen: Seen) -> FileVersion:
    """Return the state of a file that looked like ``seen`` after ``data`` was written to it."""
    if seen[0] != len(data):  # another process has written it since
        seen = NOTHING
    return FileVersion(*seen, digest_of(data))


def _read(root: Path, path: str, seen: Seen) -> FileVersion:
    now = time.time_ns()
    try:
        data = read_bytes(f"{root}/{path}", path)
    except L10nError as error:  # it is tried again in every run; why it failed may change
        return FileVersion(*seen, f"unreadable: {error.message}")._replace(ctime=_AGAIN)
    return _settled(written_state(data, seen), now)


def _settled(state: FileVersion, moment: int) -> FileVersion:
    """Return the state of a file that was read at ``moment``; a racy one is to be read again."""
    return state._replace(ctime=_AGAIN) if is_racy(state[:4], moment) else state


def _store(store: Store, new: Collection[tuple[str, FileVersion]], gone: Collection[str]) -> None:
    if not (new or gone):
        return
    tables = own_tables(store)
    tables.executemany("delete from file where path = ?", ((path,) for path in gone))
    rows = ((path, pack(state)) for path, state in new)
    tables.executemany("insert or replace into file values (?, ?)", rows)
