"""The file that holds the memory of every language: its tables, and how it is opened."""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeAlias
from unicodedata import unidata_version

from l10n.errors import L10nError
from l10n.match.memory import METHOD

Row: TypeAlias = tuple[Any, ...]

_TABLES: Final = """
create table stamps (  -- of a catalog: its digest when it was read; without key: the version
    id integer primary key, language text not null, key text, stamp text not null,
    unique (language, key)
);

create table texts (  -- of all languages
    id integer primary key, msgid text not null, context text,
    form text not null, spelled text not null
);
create index texts_by_msgid on texts (msgid, context);
create index texts_by_form on texts (form);

create table words (number integer primary key, word text not null unique);

create table rarest (  -- words, by number, of texts with so many words; see l10n.match.nearest
    word integer not null, length integer not null, text integer not null,
    primary key (word, length, text)
) without rowid;

create table said (  -- a translation of a text, by an entry; see l10n.match.memory.TranslatedText
    id integer primary key, catalog integer, language text not null, text integer not null,
    msgstr text not null, by_people integer not null, sure integer not null
);
create index said_by_catalog on said (catalog);
create index said_by_text on said (text, language, sure);
"""
_VERSION: Final = zlib.crc32(f"{METHOD} {unidata_version} {_TABLES}".encode()) >> 1
"""Of all that the rows depend on: another Python may have another Unicode table."""

# After a power cut the file must be whole, but may lack the last run's work. Views and functions,
# which a foreign file might bring, are not trusted.
_SETTINGS: Final = """
pragma trusted_schema = off;
pragma journal_mode = wal;
pragma synchronous = normal;
pragma temp_store = memory;
pragma cache_size = -16000;
"""
_SIDES: Final = ("", "-wal", "-shm", "-journal")


class Store:
    """A file of tables; each process that uses it has a connection of its own."""

    __slots__ = ("_connections", "is_copy", "path")

    def __init__(self, path: Path, *, is_copy: bool = False) -> None:
        """Name the file; it is opened when it is needed, a copy only to be read."""
        self.path = path
        self.is_copy = is_copy
        self._connections: dict[int, sqlite3.Connection] = {}
        """By process; a forked process must not close those of its parent."""

    def __reduce__(self) -> tuple[Callable[[Path], Store], tuple[Path]]:
        """Return what another process, or another machine, needs to read it as it is now.

        Raises L10nError when somebody else is writing to it.
        """
        # What is beside the file can be read on this machine alone.
        if not self.is_copy and self.rows("pragma wal_checkpoint(truncate)")[0][0]:
            message = "the memory is in use: run again"
            raise L10nError(message, path=self.shown)
        return (_copy_of, (self.path,))

    @property
    def shown(self) -> str:
        """Return what messages call it."""
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this process's connection; raises sqlite3.Error when it cannot be opened."""
        process = os.getpid()
        if process not in self._connections:
            mode = "ro&immutable=1" if self.is_copy else "rw"
            self._connections[process] = _connect(self.path, mode)
        return self._connections[process]

    def rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """Return what a query finds; raises L10nError when the file cannot be read any more."""
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            message = f"the memory cannot be read ({error}): delete this file and run again"
            raise L10nError(message, path=self.shown) from error

    def close(self) -> None:
        """Close this process's connection, if there is one."""
        if connection := self._connections.pop(os.getpid(), None):
            connection.close()


def _copy_of(path: Path) -> Store:
    return Store(path, is_copy=True)


def open_store(path: Path) -> Store:
    """Return the store at ``path``; what is there is made anew unless it is one of ours.

    Raises OSError or sqlite3.Error when nothing can be written there, or there is no folder.
    """
    if not _is_ours(path):
        remove_store(path)
        with closing(_connect(path, "rwc")) as connection:
            _create_tables(connection)
    store = Store(path)
    try:
        store.connection.execute("begin immediate").connection.rollback()  # can it be written?
    except sqlite3.Error:
        store.close()
        raise
    return store


def remove_store(path: Path) -> None:
    """Remove a store, and what may lie beside it; raises OSError."""
    for side in _SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Return whether this is a store of this version, with our tables and nothing else."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with closing(_connect(path, "rw")) as connection, closing(_new()) as new:
            return all(
                connection.execute(query).fetchall() == new.execute(query).fetchall()
                for query in ("pragma user_version", "select type, name, sql from sqlite_master")
            )
    except FileNotFoundError:
        return False
    except sqlite3.OperationalError:  # locked, or not ours to write
        raise
    except sqlite3.DatabaseError:
        return False


def _new() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    _create_tables(connection)
    return connection


def _create_tables(connection: sqlite3.Connection) -> None:
    connection.executescript(f"begin; {_TABLES} pragma user_version = {_VERSION}; commit;")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        timeout=1.0,
        uri=True,
        isolation_level=None,
        check_same_thread=False,  # a worker of dask may use one thread after the other
    )
    try:
        connection.executescript(_SETTINGS)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
