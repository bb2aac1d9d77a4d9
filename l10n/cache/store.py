"""The file that holds an index and the actions: read whole, and replaced whole at the end.

It may be deleted at any time: the next run takes longer, and nothing else changes. So a file that
cannot be read, or is damaged or of another version, counts as empty: it ends with a digest of the
version and of all that was written. A run works on a copy in memory: a kill leaves the file as it
was, and no run waits for another.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.disk.look import NOTHING, UNKNOWN, Seen, look_at
from l10n.disk.write import write_bytes
from l10n.errors import L10nError

# The actions of a step lie together, for most of them are read at once. Of a page of 4 KiB one that
# has a kilobyte to say would take four more.
_TABLES: Final = """
pragma page_size = 8192;
create table file (
    path text primary key, size int, mtime int, ctime int, inode int, digest text
) without rowid;
create table fact (kind text, name text, value text, primary key (kind, name)) without rowid;
create table action (
    id int not null unique, step text not null, key text not null,
    stale int not null, inputs blob not null, outcome text, primary key (step, key)
) without rowid;
create table uses (input int, action int, primary key (input, action)) without rowid;
"""
_END: Final = len(digest_of(b""))


@dataclass(frozen=True, slots=True)
class Store:
    """The tables in memory, and the file that they are from."""

    connection: sqlite3.Connection
    path: Path | None
    """None when it is never written."""
    version: str
    """Of all that the file depends on; one of another version counts as empty."""
    seen: Seen
    """How the file looked when it was read."""


def open_store(path: Path, version: str) -> Store:
    """Read the file at ``path``; one that is damaged or of another version counts as empty."""
    seen = look_at(str(path))
    try:
        data = read_bytes(path, path.name) if seen is not NOTHING else b""
    except L10nError:
        data = b""
    tables, end = memoryview(data)[:-_END], data[-_END:]
    connection = _connect()
    if end == _end(version, tables):
        connection.deserialize(tables)
    else:
        connection.executescript(_TABLES)
    return Store(connection, path, version, seen)


def memory_store() -> Store:
    """Return an empty store that is never written to a file."""
    connection = _connect()
    connection.executescript(_TABLES)
    return Store(connection, None, "", NOTHING)


def copy_store(store: Store) -> Store:
    """Return a copy of a store that is never written to a file."""
    connection = _connect()
    connection.deserialize(_tables_of(store))
    return Store(connection, None, "", NOTHING)


def is_outdated(store: Store) -> bool:
    """Return whether another run has written the file since it was read."""
    return store.path is not None and look_at(str(store.path)) != store.seen


def save_store(store: Store) -> str:
    """Write what the run has recorded; return why it cannot be written, or nothing.

    Where there is no folder for it, or another run has written meanwhile, nothing is written.
    """
    path = store.path
    if (
        path is None
        or not path.parent.is_dir()
        or is_outdated(store)
        or not store.connection.total_changes
    ):
        return ""
    tables = _tables_of(store)
    data = tables + _end(store.version, tables)
    try:
        write_bytes(path.parent, path.name, data, durable=False, expected=UNKNOWN)
    except L10nError as error:
        return f"{path.parent.name}/{error}"
    return ""


class _Tables(sqlite3.Connection):
    """Tables in memory, which may go when nothing uses them any more: no file is held open."""

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another machine has in its place, where nothing may be asked: no tables."""
        return (_connect, ())

    def __del__(self) -> None:
        self.close()  # Python warns of one that is not, from 3.13 on


def _connect() -> sqlite3.Connection:
    # Python may collect them, and so close them, while a thread of an engine runs.
    return sqlite3.connect(":memory:", factory=_Tables, check_same_thread=False)


def _tables_of(store: Store) -> bytes:
    """Return the tables as a file has them.

    All that was written since the last time is one transaction: of its own, each row would take
    twice as long.
    """
    store.connection.commit()
    return store.connection.serialize()


def _end(version: str, tables: bytes | memoryview) -> bytes:
    """Return the end of a file that holds these tables, made by this version."""
    return digest_of(f"{version}\0{crc32(tables)}\0{len(tables)}".encode()).encode()
