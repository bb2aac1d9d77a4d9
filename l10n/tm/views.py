"""One language's memory as the rest of the house knows it, looked up when it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from l10n.catalog import Identity
from l10n.memory import Known, Memory, in_order, rank
from l10n.tm.store import Store

_ASKED: Final = 5_000
"""So many answers are held."""
_KNOWN: Final = """
    select msgstr, sum(people), sum(entries), min(key)
    from texts
    cross join translations as t on t.language = ? and sure = ? and text = texts.id
    cross join uses on translation = t.id
    cross join catalogs on catalogs.id = catalog
    where msgid = ? and context is ?
    group by t.id
"""
_ANY: Final = "select exists (select 1 from translations where language = ? and sure = ?)"
_COUNT: Final = "select count(distinct text) from translations where language = ? and sure = ?"
_EVERY: Final = """
    select distinct context, msgid
    from translations join texts on texts.id = text
    where language = ? and sure = ?
"""
_ALIKE: Final = """
    select context, msgid from texts where gist = ? and exists (
        select 1 from translations where language = ? and sure = 1 and text = texts.id
    )
"""
_GISTS: Final = """
    select distinct gist from translations join texts on texts.id = text
    where language = ? and sure = 1
"""
_NUMBERS: Final = "select word, number from words where word in (select value from json_each(?))"
_ABOVE: Final = "select coalesce(max(number), 0) + 1 from words"
_SHARING: Final = """
    select msgid, spelled from texts
    where id in (select text from rarest where word in (select value from json_each(?)))
    and exists (
        select 1 from translations where language = ? and sure = 1 and text = texts.id
    )
"""


def view_memory(store: Store, language: str) -> Memory:
    """Return the memory of a language, as of its last refresh."""
    found = store.rows("select id from languages where language = ?", (language,))
    number = found[0][0] if found else 0
    return Memory(
        sure=_Translations(store, number, sure=True),
        doubtful=_Translations(store, number, sure=False),
        alike=_Alike(store, number),
        index=_Index(store, number),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Translations(Mapping[Identity, tuple[Known, ...]]):
    store: Store
    language: int
    sure: bool
    asked: dict[Identity, tuple[Known, ...]] = field(default_factory=dict)
    """What was looked up; what all guides say has many uses to count, and is asked by each."""

    def __getitem__(self, identity: Identity) -> tuple[Known, ...]:
        if (known := self.asked.get(identity)) is None:
            context, msgid = identity
            rows = self.store.rows(_KNOWN, (self.language, self.sure, msgid, context))
            known = rank(Known(*row) for row in rows)
            if len(self.asked) == _ASKED:
                self.asked.clear()
            self.asked[identity] = known
        if not known:
            raise KeyError(identity)
        return known

    def __iter__(self) -> Iterator[Identity]:
        return iter(self.store.rows(_EVERY, (self.language, self.sure)))

    def __len__(self) -> int:
        return int(self.store.rows(_COUNT, (self.language, self.sure))[0][0])

    def __bool__(self) -> bool:
        return bool(self.store.rows(_ANY, (self.language, self.sure))[0][0])


@dataclass(frozen=True, slots=True, eq=False)
class _Alike(Mapping[str, tuple[Identity, ...]]):
    store: Store
    language: int

    def __getitem__(self, gist: str) -> tuple[Identity, ...]:
        found = self.store.rows(_ALIKE, (gist, self.language))
        if not found:
            raise KeyError(gist)
        return tuple(sorted(found, key=in_order))

    def __iter__(self) -> Iterator[str]:
        return iter(row[0] for row in self.store.rows(_GISTS, (self.language,)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Index:
    store: Store
    language: int

    def number(self, words: Sequence[str]) -> Sequence[int]:
        """Return a number for each word, the strange ones' the highest."""
        distinct = [*dict.fromkeys(words)]
        known: dict[str, int] = dict(self.store.rows(_NUMBERS, (json.dumps(distinct),)))
        above = self.store.rows(_ABOVE)[0][0]
        strange = {word: above + place for place, word in enumerate(distinct)}
        return [known.get(word, strange[word]) for word in words]

    def sharing(self, rarest: Set[int]) -> Sequence[tuple[str, str]]:
        """Return the texts that have one of these words among their rarest, and how they spell."""
        return self.store.rows(_SHARING, (json.dumps([*rarest]), self.language))
