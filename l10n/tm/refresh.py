"""Bring the stored memory of a language up to its catalogs, reading only those that changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeAlias

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.memory import find_said
from l10n.tm.store import Store
from l10n.tm.texts import add_texts, remove_unused

Read: TypeAlias = Callable[[str], Catalog | None]
"""Reads the catalog with a key; None, or an L10nError, when it holds nothing."""

_Said: TypeAlias = tuple[str, str | None, bool, str]
"""What an entry says: msgid, msgctxt, sure, msgstr."""
_Use: TypeAlias = tuple[_Said, int, int, int]
"""That, a catalog, how many of its entries that people have written say so, and how many at all."""

_AT_ONCE: Final = 30_000
"""So many uses are held until they are stored."""

_STORED: Final = "select key, digest, id from catalogs where language = ?"
_AMONG: Final = " and key in (select value from json_each(?))"

# What is said is put beside the tables, so that a few queries do what many would do slowly.
# "Cross join" takes the tables in the order they are written in, which is the fast one.
_ASIDE: Final = """
create temp table if not exists said (
    id integer primary key, msgid text, context text, sure integer, msgstr text
);
create temp table if not exists lost (translation integer primary key);
"""
_NEW_TEXTS: Final = """
select distinct msgid, context from said where not exists (
    select 1 from texts where texts.msgid = said.msgid and texts.context is said.context
)
"""
_GAINS: Final = """
select exists (
    select 1 from said cross join texts
    on texts.msgid = said.msgid and texts.context is said.context
    where not exists (
        select 1 from translations as t
        where t.language = ? and t.sure = said.sure and t.text = texts.id
    )
)
"""
_ADD_TRANSLATIONS: Final = """
insert into translations (language, sure, text, msgstr)
select :language, sure, texts.id, msgstr
from said cross join texts on texts.msgid = said.msgid and texts.context is said.context
where not exists (
    select 1 from translations as t
    where t.language = :language and t.sure = said.sure
    and t.text = texts.id and t.msgstr = said.msgstr
)
"""
_TRANSLATIONS: Final = """
select t.id
from said cross join texts on texts.msgid = said.msgid and texts.context is said.context
cross join translations as t
on t.language = ? and t.sure = said.sure and t.text = texts.id and t.msgstr = said.msgstr
order by said.id
"""
_ADD_USE: Final = "insert into uses values (?, ?, ?, ?)"
_USES: Final = """
select msgid, context, sure, msgstr, people, entries, t.id
from uses cross join translations as t on t.id = translation cross join texts on texts.id = text
where catalog = ?
"""
_UNUSED_TRANSLATIONS: Final = """
select id, text from translations
where id in (select translation from lost)
and not exists (select 1 from uses where translation = translations.id)
"""


def refresh(
    store: Store,
    language: str,
    digests: Mapping[str, str],
    read: Read,
    keys: Collection[str] | None = None,
) -> bool:
    """Bring a language up to the catalogs with these keys and digests; tell of what was gained.

    With ``keys``, nothing but the catalogs with those is looked at. Everything is stored, or
    nothing. Raises sqlite3.Error.
    """
    connection = store.connection
    number = _find_language(connection, language)
    found = (
        connection.execute(_STORED, (number,))
        if keys is None
        else connection.execute(_STORED + _AMONG, (number, json.dumps([*keys])))
    )
    stored = {key: (digest, id_) for key, digest, id_ in found}
    gone = [id_ for key, (_, id_) in stored.items() if key not in digests]
    before = {key: id_ for key, (digest, id_) in stored.items() if digests.get(key) != digest}
    new = [key for key in digests if key not in stored or key in before]
    if not (gone or new):
        return False
    connection.executescript(_ASIDE)
    with _transaction(connection):
        number = number or _add_language(connection, language)
        for id_ in gone:
            _forget(connection, id_)
        gained = False
        catalogs = {key: before.get(key) or _add_catalog(connection, number, key) for key in new}
        said = _read_new(connection, catalogs, digests, read)
        while uses := tuple(islice(said, _AT_ONCE)):
            gained |= _store(connection, number, uses)
        _sweep(connection)
        if gained:
            connection.execute("update languages set gains = gains + 1 where id = ?", (number,))
    return gained


def read_version(store: Store, language: str) -> str:
    """Return what stays the same until a language gains an offer; raises L10nError."""
    query = "select origin.name, gains from origin cross join languages where language = ?"
    rows = store.rows(query, (language,))
    return "-".join(map(str, rows[0])) if rows else ""


def _find_language(connection: sqlite3.Connection, language: str) -> int:
    query = "select id from languages where language = ?"
    row = connection.execute(query, (language,)).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _add_language(connection: sqlite3.Connection, language: str) -> int:
    done = connection.execute("insert into languages (language) values (?)", (language,))
    return done.lastrowid or 0


def _add_catalog(connection: sqlite3.Connection, language: int, key: str) -> int:
    insert = "insert into catalogs (language, key, digest) values (?, ?, '')"
    return connection.execute(insert, (language, key)).lastrowid or 0


def _forget(connection: sqlite3.Connection, catalog: int) -> None:
    values = (catalog,)
    connection.execute(
        "insert or ignore into lost select translation from uses where catalog = ?", values
    )
    connection.execute("delete from uses where catalog = ?", values)
    connection.execute("delete from catalogs where id = ?", values)


def _read_new(
    connection: sqlite3.Connection,
    catalogs: Mapping[str, int],
    digests: Mapping[str, str],
    read: Read,
) -> Iterator[_Use]:
    """Yield what these catalogs, by key, say and did not say before, and forget what is not so."""
    for key, catalog in catalogs.items():
        try:
            found = read(key)
        except L10nError:  # whoever works on it reports it
            found = None
        said = _count(found) if found else {}
        lost: list[tuple[int, int]] = []
        for row in connection.execute(_USES, (catalog,)):
            msgid, context, sure, msgstr, people, entries, translation = row
            each = (msgid, context, bool(sure), msgstr)
            if said.get(each) == (people, entries):
                del said[each]
            else:
                lost.append((translation, catalog))
        connection.executemany("delete from uses where translation = ? and catalog = ?", lost)
        connection.executemany(
            "insert or ignore into lost values (?)", ((each,) for each, _ in lost)
        )
        connection.execute("update catalogs set digest = ? where id = ?", (digests[key], catalog))
        yield from ((each, catalog, *counts) for each, counts in said.items())


def _count(catalog: Catalog) -> dict[_Said, tuple[int, int]]:
    """Return what a catalog says, with its counts, see ``_Use``."""
    counts: dict[_Said, tuple[int, int]] = {}
    for (context, msgid), msgstr, by_people, sure in find_said(catalog):
        said = (msgid, context, sure, msgstr)
        people, entries = counts.get(said, (0, 0))
        counts[said] = (people + by_people, entries + 1)
    return counts


def _store(connection: sqlite3.Connection, language: int, uses: Sequence[_Use]) -> bool:
    """Store what entries say; tell whether any text has its first translation."""
    said = {each: place for place, each in enumerate(dict.fromkeys(use[0] for use in uses))}
    connection.executemany(
        "insert into said values (?, ?, ?, ?, ?)", ((place, *each) for each, place in said.items())
    )
    add_texts(connection, connection.execute(_NEW_TEXTS).fetchall())
    gained = bool(connection.execute(_GAINS, (language,)).fetchone()[0])
    connection.execute(_ADD_TRANSLATIONS, {"language": language})
    ids = [row[0] for row in connection.execute(_TRANSLATIONS, (language,))]
    if len(ids) != len(said):
        message = "an index does not fit its table"
        raise sqlite3.DatabaseError(message)
    connection.executemany(_ADD_USE, ((ids[said[each]], *counts) for each, *counts in uses))
    connection.execute("delete from said")
    return gained


def _sweep(connection: sqlite3.Connection) -> None:
    """Remove the translations and the texts that no catalog has any more."""
    unused = connection.execute(_UNUSED_TRANSLATIONS).fetchall()
    connection.execute("delete from lost")
    connection.executemany("delete from translations where id = ?", ((id_,) for id_, _ in unused))
    for text in {text for _, text in unused}:
        remove_unused(connection, text)
