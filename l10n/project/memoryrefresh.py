"""Bring the stored memory of a language up to its catalogs, reading only those that changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeAlias

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.memory import find_said, gist_of
from l10n.nearest import commonest_first, compared_words, rarest, spell
from l10n.project.memorystore import Store

Read: TypeAlias = Callable[[str], Catalog | None]
"""Reads the catalog with a key; None, or an L10nError, when it holds nothing."""

_Use: TypeAlias = tuple[tuple[str, str | None, bool, str], int, bool]
"""What an entry says: msgid, msgctxt, sure, msgstr; its catalog; whether people said it."""

_AT_ONCE: Final = 30_000
"""So many entries are held until they are stored."""

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
select ?1, sure, texts.id, msgstr
from said cross join texts on texts.msgid = said.msgid and texts.context is said.context
where not exists (
    select 1 from translations as t
    where t.language = ?1 and t.sure = said.sure and t.text = texts.id and t.msgstr = said.msgstr
)
"""
_TRANSLATIONS: Final = """
select t.id
from said cross join texts on texts.msgid = said.msgid and texts.context is said.context
cross join translations as t
on t.language = ? and t.sure = said.sure and t.text = texts.id and t.msgstr = said.msgstr
order by said.id
"""
_ADD_USE: Final = """
insert into uses values (?, ?, ?, 1)
on conflict do update set people = people + excluded.people, entries = entries + 1
"""
_UNUSED_TRANSLATIONS: Final = """
select id, text from translations
where id in (select translation from lost)
and not exists (select 1 from uses where translation = translations.id)
"""
_UNUSED_TEXT: Final = """
select msgid from texts where id = ? and not exists (
    select 1 from languages cross join translations as t
    on t.language = languages.id and t.sure in (0, 1) and t.text = texts.id
)
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
    left = {key: id_ for key, (digest, id_) in stored.items() if digests.get(key) != digest}
    new = [key for key, digest in digests.items() if key not in stored or key in left]
    if not (left or new):
        return False
    connection.executescript(_ASIDE)
    with _transaction(connection):
        number = number or _add_language(connection, language)
        for id_ in left.values():
            _forget(connection, id_)
        gained = False
        said = _read_new(connection, number, new, digests, read)
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


def _forget(connection: sqlite3.Connection, catalog: int) -> None:
    values = (catalog,)
    connection.execute(
        "insert or ignore into lost select translation from uses where catalog = ?", values
    )
    connection.execute("delete from uses where catalog = ?", values)
    connection.execute("delete from catalogs where id = ?", values)


def _read_new(
    connection: sqlite3.Connection,
    language: int,
    keys: Iterable[str],
    digests: Mapping[str, str],
    read: Read,
) -> Iterator[_Use]:
    """Yield what the entries of the catalogs with these keys say, and store that they were read."""
    insert = "insert into catalogs (language, key, digest) values (?, ?, ?)"
    for key in keys:
        catalog = connection.execute(insert, (language, key, digests[key])).lastrowid or 0
        try:
            found = read(key)
        except L10nError:  # whoever works on it reports it
            continue
        for (context, msgid), msgstr, by_people, sure in find_said(found) if found else ():
            yield (msgid, context, sure, msgstr), catalog, by_people


def _store(connection: sqlite3.Connection, language: int, uses: Sequence[_Use]) -> bool:
    """Store what entries say; tell whether any text has its first translation."""
    said = {each: place for place, each in enumerate(dict.fromkeys(use[0] for use in uses))}
    connection.executemany(
        "insert into said values (?, ?, ?, ?, ?)", ((place, *each) for each, place in said.items())
    )
    _add_texts(connection, connection.execute(_NEW_TEXTS).fetchall())
    gained = bool(connection.execute(_GAINS, (language,)).fetchone()[0])
    connection.execute(_ADD_TRANSLATIONS, (language,))
    ids = [row[0] for row in connection.execute(_TRANSLATIONS, (language,))]
    if len(ids) != len(said):
        message = "an index does not fit its table"
        raise sqlite3.DatabaseError(message)
    connection.executemany(
        _ADD_USE, ((ids[said[each]], catalog, by_people) for each, catalog, by_people in uses)
    )
    connection.execute("delete from said")
    return gained


def _sweep(connection: sqlite3.Connection) -> None:
    """Remove the translations and the texts that no catalog has any more."""
    unused = connection.execute(_UNUSED_TRANSLATIONS).fetchall()
    connection.execute("delete from lost")
    connection.executemany("delete from translations where id = ?", ((id_,) for id_, _ in unused))
    for text in {text for _, text in unused}:
        for (msgid,) in connection.execute(_UNUSED_TEXT, (text,)).fetchall():
            words = compared_words(msgid)
            numbers = _number_words(connection, words)
            connection.executemany(
                "delete from rarest where word = ? and text = ?",
                ((number, text) for number in rarest([numbers[word] for word in words])),
            )
            connection.execute("delete from texts where id = ?", (text,))


def _add_texts(connection: sqlite3.Connection, texts: Sequence[tuple[str, str | None]]) -> None:
    """Store texts, and index those without context."""
    first = connection.execute("select coalesce(max(id), 0) + 1 from texts").fetchone()[0]
    words = [() if context is not None else compared_words(msgid) for msgid, context in texts]
    numbers = _number_words(connection, commonest_first(words))
    spelled = [[numbers[word] for word in each] for each in words]
    connection.executemany(
        "insert into texts values (?, ?, ?, ?, ?)",
        (
            (id_, *text, gist_of(text[0]), spell(each))
            for id_, (text, each) in enumerate(zip(texts, spelled, strict=True), first)
        ),
    )
    connection.executemany(
        "insert into rarest values (?, ?)",
        sorted((number, id_) for id_, each in enumerate(spelled, first) for number in rarest(each)),
    )


def _number_words(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return numbers of words, new ones for those that have none.

    A number is for ever; as common words come early, the rare ones have the higher numbers.
    """
    numbers: dict[str, int] = {}
    for word in words:
        row = connection.execute("select number from words where word = ?", (word,)).fetchone()
        if row:
            numbers[word] = row[0]
        else:
            done = connection.execute("insert into words (word) values (?)", (word,))
            numbers[word] = done.lastrowid or 0
    return numbers
