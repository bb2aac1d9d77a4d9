"""The file that holds an index and the actions: read whole, and replaced whole at the end.

It may be deleted at any time: the next run takes longer, and nothing else changes. So a file that
cannot be read, or is of another version, counts as empty. A run works on a copy in memory: a kill
leaves the file as it was, and no run waits for another.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from l10n.disk.files import read_bytes
from l10n.disk.look import NOTHING, UNKNOWN, Seen, look_at
from l10n.disk.write import write_bytes
from l10n.errors import L10nError

_TABLES: Final = """
create table version (value text not null);
create table file (
    path text primary key, size int, mtime int, ctime int, inode int, digest text
) without rowid;
create table fact (kind text, name text, value text, primary key (kind, name)) without rowid;
create table action (
    id integer primary key, step text not null, key text not null,
    stale int not null, inputs blob not null, outcome text
);
create index action_by_step on action (step, key);
create table uses (input int, action int, primary key (input, action)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Store:
    """The tables in memory, and the file that they are from."""

    connection: sqlite3.Connection
    path: Path | None
    """None when it is never written."""
    seen: Seen
    """How the file looked when it was read."""


def open_store(path: Path, version: str) -> Store:
    """Read the file at ``path``; one that is not of this version counts as empty."""
    seen = look_at(str(path))
    connection = _connect()
    try:
        if seen is not NOTHING:
            connection.deserialize(read_bytes(path, path.name))
        if not _is_sound(connection, version):
            connection = _new(version)
    except (L10nError, sqlite3.Error, MemoryError):  # an empty file gives the last
        connection = _new(version)
    return Store(connection, path, seen)


def memory_store() -> Store:
    """Return an empty store that is never written to a file."""
    return Store(_new(""), None, NOTHING)


def copy_store(store: Store) -> Store:
    """Return a copy of a store that is never written to a file."""
    connection = _connect()
    connection.deserialize(store.connection.serialize())
    return Store(connection, None, NOTHING)


def is_outdated(store: Store) -> bool:
    """Tell whether another run has written the file since it was read."""
    return store.path is not None and look_at(str(store.path)) != store.seen


def save_store(store: Store) -> str:
    """Write what the run has recorded; return why it cannot be written, or nothing.

    Where there is no folder for it, or another run has written meanwhile, nothing is written: that
    costs time only.
    """
    path = store.path
    if (
        path is None
        or not path.parent.is_dir()
        or is_outdated(store)
        or not store.connection.total_changes
    ):
        return ""
    try:
        path.parent.mkdir(exist_ok=True)
        write_bytes(
            path.parent, path.name, store.connection.serialize(), durable=False, expected=UNKNOWN
        )
    except OSError as error:
        return error.strerror or str(error)
    except L10nError as error:
        return error.message
    return ""


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def _is_sound(connection: sqlite3.Connection, version: str) -> bool:
    """Tell whether the tables are whole, and of this version."""
    tables = connection.execute("select count(*) from sqlite_master where name = 'version'")
    if not tables.fetchone()[0]:
        return False
    if connection.execute("select value from version").fetchall() != [(version,)]:
        return False
    return bool(connection.execute("pragma quick_check(1)").fetchone() == ("ok",))


def _new(version: str) -> sqlite3.Connection:
    connection = _connect()
    connection.executescript(_TABLES)
    connection.execute("insert into version values (?)", (version,))
    return connection
