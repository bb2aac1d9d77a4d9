"""The state: what earlier runs of this clone learned, so that only what changed is read again.

It can be deleted at any time without changing any output. What is in it holds for one version of
l10n and one settings file; with others it starts anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import l10n
from l10n.errors import L10nError
from l10n.project.files import read_bytes
from l10n.project.glance import Seen, is_racy, seen
from l10n.project.paths import PRIVATE_FOLDER

_NAME: Final = f"{PRIVATE_FOLDER}/state.sqlite"
_SCHEMA: Final = """
    create table if not exists stamp (value text not null);
    create table if not exists files (
        path text primary key, size int, mtime int, ctime int, inode int, digest text, facts text
    ) without rowid;
    create table if not exists results (
        step text, key text, stamp text, data text, primary key (step, key)
    ) without rowid;
"""
_NEVER: Final = -1
"""No file's time: what has it is read again."""


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
    seen: dict[str, Seen] = field(default_factory=dict)
    """The files as a glance saw them, by path; one that is missing here is looked at by itself."""
    files: dict[str, FileState] = field(default_factory=dict)
    """As they were when they were last read, by path, relative to the root."""
    results: dict[tuple[str, str], Result] = field(default_factory=dict)
    """By step and key."""
    new_files: dict[str, FileState | None] = field(default_factory=dict)
    """None for a file that is no longer there."""
    new_results: dict[tuple[str, str], Result] = field(default_factory=dict)


def open_state(root: Path, settings: str, seen: dict[str, Seen] | None = None) -> State:
    """Return what is remembered of the site at ``root``; nothing when it cannot be read.

    ``settings`` is the path of the settings file, relative to the root; ``seen`` what a glance
    saw of the site's files when the run began, out of which is taken what the run writes.
    """
    state = State(root, stamp_of(root, settings), {} if seen is None else seen)
    with suppress(sqlite3.Error), closing(connect(root)) as connection:
        if connection.execute("select value from stamp").fetchone() == (state.stamp,):
            for path, *row in connection.execute("select * from files"):
                state.files[path] = FileState(*row)
            for step, key, stamp, data in connection.execute("select * from results"):
                state.results[step, key] = Result(stamp, data)
    return state


def save_state(state: State) -> None:
    """Remember what is new; a state that cannot be written costs the next run time only."""
    if not (state.new_files or state.new_results):
        return
    with suppress(sqlite3.Error, OSError):
        try:
            _save(state)
        except sqlite3.DatabaseError:
            (state.root / _NAME).unlink(missing_ok=True)
            _save(state)


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
    known = state.new_files.get(relative) or state.files.get(relative)
    if known and known[:4] == current:
        return known
    started = time.time_ns()
    try:
        digest = digest_of(read_bytes(state.root / relative, relative))
    except L10nError:
        return None
    facts = known.facts if known and known.digest == digest else ""
    if is_racy(current, started):
        size, mtime, _, inode = current
        current = (size, mtime, _NEVER, inode)
    state.new_files[relative] = new = FileState(*current, digest, facts)
    return new


def forget_seen(state: State, paths: Iterable[str]) -> None:
    """Forget what was seen of these files, because they were written since."""
    for path in paths:
        state.seen.pop(path, None)


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


def _look(state: State, relative: str) -> Seen | None:
    if now := state.seen.get(relative):
        return now
    try:
        return seen((state.root / relative).stat())
    except OSError:
        return None


def has_state(root: Path) -> bool:
    """Tell whether anything was ever remembered of the site at ``root``."""
    return (root / _NAME).exists()


def connect(root: Path) -> sqlite3.Connection:
    """Open the state's file; raises sqlite3.Error when that is impossible."""
    connection = sqlite3.connect(root / _NAME, timeout=1.0, isolation_level=None)
    connection.execute("pragma synchronous = off")
    return connection


def _save(state: State) -> None:
    with closing(connect(state.root)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("begin immediate")
        if connection.execute("select value from stamp").fetchone() != (state.stamp,):
            for table in ("stamp", "files", "results"):
                connection.execute(f"delete from {table}")  # noqa: S608 - our own names
            connection.execute("insert into stamp values (?)", (state.stamp,))
        gone = ((path,) for path, each in state.new_files.items() if each is None)
        connection.executemany("delete from files where path = ?", gone)
        files = ((path, *each) for path, each in state.new_files.items() if each)
        connection.executemany("insert or replace into files values (?,?,?,?,?,?,?)", files)
        results = ((*name, *each) for name, each in state.new_results.items())
        connection.executemany("insert or replace into results values (?,?,?,?)", results)
        connection.execute("commit")
