"""The texts that the memory of every language knows, and the words by which near ones are found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from l10n.memory import gist_of
from l10n.nearest import commonest_first, compared_words, rarest, spell

_UNUSED_TEXT: Final = """
select msgid from texts where id = ? and not exists (
    select 1 from languages cross join translations as t
    on t.language = languages.id and t.sure in (0, 1) and t.text = texts.id
)
"""


def add_texts(connection: sqlite3.Connection, texts: Sequence[tuple[str, str | None]]) -> None:
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


def remove_unused(connection: sqlite3.Connection, text: int) -> None:
    """Remove a text that has no translation any more."""
    for (msgid,) in connection.execute(_UNUSED_TEXT, (text,)).fetchall():
        words = compared_words(msgid)
        numbers = _number_words(connection, words)
        connection.executemany(
            "delete from rarest where word = ? and text = ?",
            ((number, text) for number in rarest([numbers[word] for word in words])),
        )
        connection.execute("delete from texts where id = ?", (text,))


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
