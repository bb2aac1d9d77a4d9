"""The answers that were paid for: the same request is never sent twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from l10n.disk.files import PRIVATE_FOLDER
from l10n.disk.private import private_fault
from l10n.engines.values import Request

NAME: Final = "answers.sqlite"
_TABLE: Final = "create table if not exists answers (key text primary key, answer text not null)"


@dataclass(frozen=True, slots=True)
class Answers:
    """Where answers are kept, by all that went out; keys of services are no part of that."""

    connection: sqlite3.Connection

    def find(self, request: Request) -> str | None:
        """Return what came back to the same request; None when it was never sent."""
        with suppress(sqlite3.Error):
            query = "select answer from answers where key = ?"
            row = self.connection.execute(query, (_key(request),)).fetchone()
            return str(row[0]) if row else None
        return None

    def keep(self, request: Request, answer: str) -> None:
        """Keep an answer at once: a kill loses none that has come."""
        with suppress(sqlite3.Error):  # a full disk: the text itself is still of use
            row = (_key(request), answer)
            self.connection.execute("insert or replace into answers values (?, ?)", row)


@contextmanager
def open_answers(root: Path) -> Iterator[Answers]:
    """Open the answers of the site at ``root``; where none can be kept, only those of this run."""
    with closing(_connect(root)) as connection:
        yield Answers(connection)


def _connect(root: Path) -> sqlite3.Connection:
    if not private_fault(root):
        path = root / PRIVATE_FOLDER / NAME
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(exist_ok=True)
            return _opened(path)
        with suppress(OSError, sqlite3.Error):  # it is damaged
            path.unlink()
            return _opened(path)
    return _opened(":memory:")


def _opened(path: Path | str) -> sqlite3.Connection:
    # Several threads use it, one at a time.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("pragma trusted_schema = off")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _key(request: Request) -> str:
    text = f"{request.url}\0{request.body}"
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
