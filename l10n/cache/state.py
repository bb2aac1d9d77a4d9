"""The state: what earlier runs of this clone learned, so that only what changed is read again.

It can be deleted at any time without changing any output. What is in it holds for one version of
l10n and one settings file; with others it starts anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Final, NamedTuple

import l10n
from l10n.cache.glance import Glance
from l10n.site.paths import PRIVATE_FOLDER

_NAME: Final = f"{PRIVATE_FOLDER}/state.sqlite"
_SCHEMA: Final = """
    create table if not exists stamp (value text not null);
    create table if not exists files (
        path text primary key, size int, mtime int, ctime int, inode int, digest text, facts text
    ) without rowid;
    create table if not exists results (
        step text, key text, stamp text, data text, primary key (step, key)
    ) without rowid;
    create table if not exists picture (name text primary key, data blob);
"""
_FILES: Final = "select * from files where path in (select value from json_each(?))"
_RESULTS: Final = """
    select results.* from json_each(?) as wanted
    cross join json_each('["links", "extract", "merge", "measure", "searched"]') as steps
    cross join results on step = steps.value and results.key = wanted.value
"""


class FileState(NamedTuple):
    """A file as it was when its content was last read."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    facts: str = ""
    """What was learned from the content, as JSON; empty when nothing was."""


class Result(NamedTuple):
    """What a step of a run made of a guide."""

    stamp: str
    """Of all that it was made from."""
    data: str
    """As JSON."""


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered, and what this run adds to it."""

    root: Path
    stamp: str
    glance: Glance | None = None
    """The files as the run found them; one that is missing there is looked at by itself."""
    files: dict[str, FileState] = field(default_factory=dict)
    """As they were when they were last read, by path, relative to the root."""
    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    """By step and key."""
    new_files: dict[str, FileState | None] = field(default_factory=dict)
    """None for a file that is no longer there."""
    new_results: dict[tuple[str, str], Result] = field(default_factory=dict)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    """The results that this run has found right, or has made."""
    new_picture: dict[str, bytes] = field(default_factory=dict)
    """Of the site as the run leaves it, see ``write_picture``: what has changed of it. When there
    is nothing an older one is worth nothing, if the run has anything to remember."""


def open_state(root: Path, settings: str, glance: Glance | None = None) -> State:
    """Return the state of the site at ``root``, of which nothing is loaded.

    ``settings`` is the path of the settings file, relative to the root; ``glance`` what was there
    when the run began, out of which is taken what the run writes.
    """
    return State(root, stamp_of(root, settings), glance)


def load_state(state: State) -> None:
    """Load all that is remembered; nothing when it cannot be read."""
    seen = state.glance.files if state.glance else {}
    with suppress(sqlite3.Error), _reading(state) as connection:
        # Of a large site no name is held twice, and no file's size and times.
        for path, *row in connection.execute("select * from files"):
            file, now = FileState(*row), seen.get(path)
            if now and now == file[:4]:
                file = FileState(*now, file.digest, file.facts)
            state.files[intern(path)] = file
        for step, key, stamp, data in connection.execute("select * from results"):
            state.results[intern(step), intern(key)] = Result(stamp, data)


def load_picture(state: State) -> dict[str, bytes]:
    """Return the picture that was remembered, if there is one; raises sqlite3.Error."""
    with _reading(state) as connection:
        return dict(connection.execute("select name, data from picture").fetchall())


def load_some(state: State, paths: Iterable[str], keys: Iterable[str]) -> None:
    """Load what is remembered of these files, and of what has these keys; raises sqlite3.Error."""
    with _reading(state) as connection:
        for path, *row in connection.execute(_FILES, (json.dumps([*paths]),)):
            state.files[path] = FileState(*row)
        for step, key, stamp, data in connection.execute(_RESULTS, (json.dumps([*keys]),)):
            state.results[step, key] = Result(stamp, data)


def load_step(state: State, step: str) -> None:
    """Load what one step remembers of all guides; raises sqlite3.Error."""
    query = "select key, stamp, data from results where step = ?"
    with _reading(state) as connection:
        for key, stamp, data in connection.execute(query, (step,)):
            state.results[step, key] = Result(stamp, data)


def save_state(state: State) -> None:
    """Remember what is new; a state that cannot be written costs the next run time only."""
    if not (state.new_files or state.new_results or state.new_picture):
        return
    with suppress(sqlite3.Error, OSError):
        try:
            _save(state)
        except sqlite3.DatabaseError:
            (state.root / _NAME).unlink(missing_ok=True)
            _save(state)


def known_result(state: State, step: str, key: str) -> Result | None:
    """Return what is known of a step and a key, whatever it was made from."""
    return state.new_results.get((step, key)) or state.results.get((step, key))


def digest_of(data: bytes) -> str:
    """Return the digest of a file's bytes, or of anything else."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp_of(root: Path, settings: str) -> str:
    """Return what a state is worth nothing without: this code, and these settings.

    ``settings`` is the path of the settings file, relative to the root.
    """
    package = Path(l10n.__file__).parent
    newest = max(each.stat().st_mtime_ns for each in package.rglob("*.py"))
    try:
        text = (root / settings).read_bytes()
    except OSError:
        text = b""
    return digest_of(b"\0".join((str(newest).encode(), text)))


def has_state(root: Path) -> bool:
    """Tell whether anything was ever remembered of the site at ``root``."""
    return (root / _NAME).exists()


def connect(root: Path) -> sqlite3.Connection:
    """Open the state's file; raises sqlite3.Error when that is impossible."""
    connection = sqlite3.connect(root / _NAME, timeout=1.0, isolation_level=None)
    try:
        connection.execute("pragma synchronous = off")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _reading(state: State) -> Iterator[sqlite3.Connection]:
    """Open the state's file, raises sqlite3.Error when it is not of this stamp."""
    with closing(connect(state.root)) as connection:
        if connection.execute("select value from stamp").fetchone() != (state.stamp,):
            message = "of another version"
            raise sqlite3.DatabaseError(message)
        yield connection


def _save(state: State) -> None:
    with closing(connect(state.root)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("begin immediate")
        if connection.execute("select value from stamp").fetchone() != (state.stamp,):
            for table in ("stamp", "files", "results", "picture"):
                connection.execute(f"delete from {table}")  # noqa: S608 - our own names
            connection.execute("insert into stamp values (?)", (state.stamp,))
        gone = ((path,) for path, each in state.new_files.items() if each is None)
        connection.executemany("delete from files where path = ?", gone)
        files = ((path, *each) for path, each in state.new_files.items() if each)
        connection.executemany("insert or replace into files values (?,?,?,?,?,?,?)", files)
        results = ((*name, *each) for name, each in state.new_results.items())
        connection.executemany("insert or replace into results values (?,?,?,?)", results)
        if not state.new_picture:
            connection.execute("delete from picture")
        picture = state.new_picture.items()
        connection.executemany("insert or replace into picture values (?,?)", picture)
        connection.execute("commit")
