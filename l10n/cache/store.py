"""The file that holds an index and the actions: never changed, and replaced whole at the end.

It may be deleted at any time: the next run takes longer, and nothing else changes. So a file that
cannot be read, or is damaged or of another version, counts as empty: it ends with a digest of the
version and of all that was written. A run that has something to write does so in a copy of its own:
a kill leaves the file as it was, and no run waits for another. The copy is in memory as long as it
is small, and SQLite moves the rest of a large one into a temporary file that has no name.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from functools import partial
from io import BufferedRandom, FileIO
from pathlib import Path
from typing import Final
from zlib import crc32

from l10n.disk.digests import digest_of
from l10n.disk.look import NOTHING, Seen, look_at
from l10n.disk.write import write_file
from l10n.errors import L10nError

# The actions of a step lie together, for most of them are read at once. Of a page of 4 KiB one that
# has a kilobyte to say would take four more.
_TABLES: Final = """
pragma page_size = 8192;
create table file (path text primary key, state blob not null) without rowid;
create table fact (kind text, name text, value text, primary key (kind, name)) without rowid;
create table action (
    id int not null unique, step text not null, key text not null,
    stale int not null, inputs blob not null, outcome text, primary key (step, key)
) without rowid;
create table uses (input int, action int, primary key (input, action)) without rowid;
"""
_END: Final = len(digest_of(b""))
_HELD: Final = 64 * 1024
"""KiB of a copy that are in memory at most."""
_PART: Final = 1 << 18
"""Bytes of the file that are in memory while it is looked through."""


@dataclass(slots=True)
class Store:
    """The tables, and the file that they are from."""

    connection: sqlite3.Connection
    """To read them; ``own_tables`` are written."""
    path: Path | None
    """None when it is never written."""
    version: str
    """Of all that the file depends on; one of another version counts as empty."""
    seen: Seen
    """How the file looked when it was read."""
    is_own: bool = False
    """Whether the tables are a copy, in which this run has written."""


def open_store(path: Path, version: str) -> Store:
    """Read the file at ``path``; one that is damaged or of another version counts as empty."""
    path = path.absolute()
    seen = look_at(str(path))
    if seen is not NOTHING and _is_sound(path, version):
        connection = _connect(f"{path.as_uri()}?immutable=1")
        if look_at(str(path)) == seen:  # else another run has replaced it meanwhile
            return Store(connection, path, version, seen)
    return Store(_no_tables(), path, version, seen)


def memory_store() -> Store:
    """Return an empty store that is never written to a file."""
    return Store(_no_tables(), None, "", NOTHING)


def copy_store(store: Store) -> Store:
    """Return a copy of a store that is never written to a file."""
    connection = _copy(store.connection) if store.is_own else store.connection
    return Store(connection, None, "", NOTHING, store.is_own)


def own_tables(store: Store) -> sqlite3.Connection:
    """Return the tables for writing: from then on, those of the store are a copy of the file."""
    if not store.is_own:
        store.connection, store.is_own = _copy(store.connection), True
    return store.connection


def is_outdated(store: Store) -> bool:
    """Return whether another run has written the file since it was read."""
    return store.path is not None and look_at(str(store.path)) != store.seen


def save_store(store: Store) -> str:
    """Write what the run has recorded; return why it cannot be written, or nothing.

    Where there is no folder for it, or another run has written meanwhile, nothing is written.
    """
    path = store.path
    if path is None or not path.parent.is_dir() or is_outdated(store) or not store.is_own:
        return ""
    try:
        write_file(path.parent, path.name, partial(_write, store))
    except L10nError as error:
        return f"{path.parent.name}/{error}"
    except sqlite3.Error as error:  # there is no room, most of the time
        return f"{path.parent.name}/{path.name}: {error}"
    return ""


class _Tables(sqlite3.Connection):
    """Tables, which may go when nothing uses them any more: no file is held open."""

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another machine has in its place, where nothing may be asked: no tables."""
        return (_connect, ())

    def __del__(self) -> None:
        self.close()  # Python warns of one that is not, from 3.13 on


def _connect(name: str = "") -> sqlite3.Connection:
    """Return the tables of a file, or new ones, which are in memory as long as there are few."""
    # Python may collect them, and so close them, while a thread of an engine runs.
    return sqlite3.connect(
        name, isolation_level=None, factory=_Tables, check_same_thread=False, uri=True
    )


def _no_tables() -> sqlite3.Connection:
    connection = _connect()
    connection.executescript(_TABLES)
    return connection


def _copy(tables: sqlite3.Connection) -> sqlite3.Connection:
    copy = _connect()
    copy.execute(f"pragma cache_size = -{_HELD}")
    # It is gone when this process is: nothing is ever taken back.
    copy.execute("pragma journal_mode = off")
    _copy_to(copy, tables)
    copy.execute("begin")  # one for all: each change of its own would be written at once
    return copy


def _copy_to(copy: sqlite3.Connection, tables: sqlite3.Connection) -> None:
    was_begun = tables.in_transaction
    if was_begun:  # it would be waited for
        tables.execute("commit")
    tables.backup(copy)
    if was_begun:
        tables.execute("begin")


def _write(store: Store, file: BufferedRandom) -> None:
    """Write the tables and their end into a new file."""
    written = _connect(Path(file.name).as_uri())
    written.execute("pragma journal_mode = off")
    written.execute("pragma synchronous = off")
    _copy_to(written, store.connection)
    written.close()
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    file.write(_end(store.version, _checksum(file, size), size))


def _is_sound(path: Path, version: str) -> bool:
    """Return whether a file is whole, and of this version."""
    if not path.is_file():  # a pipe would never end
        return False
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size - _END
            return size > 0 and _end(version, _checksum(file, size), size) == file.read(_END + 1)
    except OSError:
        return False


def _checksum(file: BufferedRandom | FileIO, size: int) -> int:
    """Return what so many bytes add up to that come next in a file."""
    part, sum_ = memoryview(bytearray(_PART)), 0
    while size > 0 and (count := file.readinto(part[: min(size, _PART)])):
        sum_ = crc32(part[:count], sum_)
        size -= count
    return sum_


def _end(version: str, checksum: int, size: int) -> bytes:
    """Return the end of a file that holds these tables, made by this version."""
    return digest_of(f"{version}\0{checksum}\0{size}".encode()).encode()
