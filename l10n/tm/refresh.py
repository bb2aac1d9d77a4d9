"""Bring the stored memory of a language up to its catalogs, reading only those that changed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from l10n.catalog import Catalog, Identity
from l10n.errors import L10nError
from l10n.match.harmless import normal_form
from l10n.match.memory import TranslatedText, find_translated
from l10n.match.nearest import commonest_first, compared_words, rarest, spell

Read: TypeAlias = Callable[[str], Catalog | None]
"""Reads the catalog with a key; None, or an L10nError, when it holds nothing."""

_AT_ONCE: Final = 30_000
"""How many entries are held until they are stored; the more, the better the guess which words are
rare."""

_STAMPS: Final = "select key, stamp from stamps where language = ? and key is not null"
_AMONG: Final = " and key in (select value from json_each(?))"
_ID: Final = "select id from stamps where language = ? and key = ?"
_STAMP: Final = """
insert into stamps (language, key, stamp) values (?, ?, ?)
on conflict (language, key) do update set stamp = excluded.stamp
"""
_LOSE: Final = """
update said set catalog = null
where catalog = (select id from stamps where language = ? and key = ?)
"""
_SAID: Final = """
select said.id, context, msgid, msgstr, by_people, sure
from said cross join texts on texts.id = text where catalog = ?
"""
_SAY: Final = """
insert into said (catalog, language, text, msgstr, by_people, sure) values (?, ?, ?, ?, ?, ?)
"""
_IS_SAID: Final = """
select exists (select 1 from said where text = ? and language = ? and sure = ?)
"""
_END_VERSION: Final = "delete from stamps where language = ? and key is null"
_BEGIN_VERSION: Final = """
insert into stamps (language, stamp) select :language, hex(randomblob(16))
where not exists (select 1 from stamps where language = :language and key is null)
"""
_LOST: Final = """
select context, form, msgstr from said cross join texts on texts.id = text
where catalog is null and language = ? and sure = 1
"""
_AGREEING: Final = """
select distinct msgstr from texts cross join said on text = texts.id and language = ? and sure = 1
where form = ? and context is ?
"""
_UNUSED: Final = """
select id, context, msgid from texts
where id = ? and not exists (select 1 from said where text = texts.id)
"""


def refresh(
    connection: sqlite3.Connection,
    language: str,
    digests: Mapping[str, str],
    read: Read,
    keys: Collection[str] | None = None,
) -> bool:
    """Bring a language up to the catalogs with these keys and digests; return whether it gained.

    With ``keys``, only the catalogs with those are looked at. Everything is stored, or nothing.
    Raises sqlite3.Error.
    """
    among = (_AMONG, (json.dumps([*keys]),)) if keys is not None else ("", ())
    connection.execute("begin immediate")
    with connection:
        stored = dict(connection.execute(_STAMPS + among[0], (language, *among[1])))
        gone = [(language, key) for key in stored.keys() - digests.keys()]
        connection.executemany(_LOSE, gone)
        connection.executemany("delete from stamps where language = ? and key = ?", gone)
        new = sorted(each for each in digests.items() if stored.get(each[0]) != each[1])
        said = _read_new(connection, language, new, read)
        gained = False
        while some := tuple(islice(said, _AT_ONCE)):
            gained |= _store(connection, language, some)
        gained |= _sweep(connection, language)
        if gained:
            connection.execute(_END_VERSION, (language,))
        if new:
            connection.execute(_BEGIN_VERSION, {"language": language})
    return gained


def _read_new(
    connection: sqlite3.Connection, language: str, new: Iterable[tuple[str, str]], read: Read
) -> Iterator[tuple[int, TranslatedText]]:
    """Yield what catalogs, by key and digest, say that they did not say before; with their ids.

    What is not said any more is left without catalog until all is stored: it may only have moved,
    and then nothing is gained.
    """
    for key, digest in new:
        try:
            found = read(key)
        except L10nError:  # reported where the catalog is worked on
            found = None
        connection.execute(_STAMP, (language, key, digest))
        (catalog,) = connection.execute(_ID, (language, key)).fetchone()
        said = Counter(find_translated(found) if found else ())
        lost: list[tuple[int]] = []
        for id_, context, msgid, msgstr, by_people, sure in connection.execute(_SAID, (catalog,)):
            each = TranslatedText((context, msgid), msgstr, bool(by_people), bool(sure))
            if said[each]:
                said[each] -= 1
            else:
                lost.append((id_,))
        connection.executemany("update said set catalog = null where id = ?", lost)
        yield from ((catalog, each) for each in said.elements())


def _store(
    connection: sqlite3.Connection, language: str, said: Sequence[tuple[int, TranslatedText]]
) -> bool:
    """Store what catalogs say; return whether any text has its first translation."""
    texts = _find_texts(connection, dict.fromkeys(each.identity for _, each in said))
    asked = {(texts[each.identity], language, each.sure) for _, each in said}
    gained = not all(connection.execute(_IS_SAID, each).fetchone()[0] for each in asked)
    connection.executemany(
        _SAY, ((catalog, language, texts[each.identity], *each[1:]) for catalog, each in said)
    )
    return gained


def _find_texts(
    connection: sqlite3.Connection, identities: Iterable[Identity]
) -> dict[Identity, int]:
    """Return the ids of texts; those that were unknown are stored, and indexed."""
    query = "select id from texts where context is ? and msgid = ?"
    found = {each: connection.execute(query, each).fetchone() for each in identities}
    first = connection.execute("select coalesce(max(id), 0) + 1 from texts").fetchone()[0]
    new = dict(enumerate((each for each, row in found.items() if row is None), first))
    numbers = _number_words(connection, new)
    connection.executemany(
        "insert into texts values (?, ?, ?, ?, ?)",
        (
            (id_, msgid, context, normal_form(msgid), spell(numbers[id_]))
            for id_, (context, msgid) in new.items()
        ),
    )
    connection.executemany("insert into rarest values (?, ?, ?)", sorted(_index_rows(numbers)))
    ids = {each: id_ for id_, each in new.items()}
    return {each: row[0] if row else ids[each] for each, row in found.items()}


def _sweep(connection: sqlite3.Connection, language: str) -> bool:
    """Remove what no catalog says any more, and the texts without a translation.

    Returns whether catalogs agree on a text's translation now that said different things of it.
    """
    sure = connection.execute(_LOST, (language,)).fetchall()
    lost = connection.execute("select distinct text from said where catalog is null").fetchall()
    connection.execute("delete from said where catalog is null")
    rows = (row for text in lost for row in connection.execute(_UNUSED, text))
    unused = {id_: (context, msgid) for id_, context, msgid in rows}
    connection.executemany(
        "delete from rarest where word = ? and length = ? and text = ?",
        _index_rows(_number_words(connection, unused)),
    )
    connection.executemany("delete from texts where id = ?", ((id_,) for id_ in unused))
    return any(_is_agreed(connection, language, *each) for each in dict.fromkeys(sure))


def _is_agreed(
    connection: sqlite3.Connection, language: str, context: str | None, form: str, lost: str
) -> bool:
    """Return whether all translations of a text say the same, and another than what was lost."""
    rows = connection.execute(_AGREEING, (language, form, context))
    agreed = {normal_form(msgstr) for (msgstr,) in rows}
    return len(agreed) == 1 and normal_form(lost) not in agreed


def _number_words(
    connection: sqlite3.Connection, texts: Mapping[int, Identity]
) -> dict[int, list[int]]:
    """Return the numbers of the words of texts, by their ids; none for a text that is not compared.

    A number never changes; as common words come early, the rare ones have the higher numbers.
    """
    words = {
        id_: compared_words(msgid) if context is None else ()
        for id_, (context, msgid) in texts.items()
    }
    numbers: dict[str, int] = {}
    for word in commonest_first(words.values()):
        connection.execute("insert or ignore into words (word) values (?)", (word,))
        row = connection.execute("select number from words where word = ?", (word,)).fetchone()
        numbers[word] = row[0]
    return {id_: [numbers[word] for word in each] for id_, each in words.items()}


def _index_rows(numbers: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of the index of texts, whose words have these numbers, by id."""
    for id_, each in numbers.items():
        yield from ((number, len(each), id_) for number in rarest(each))
