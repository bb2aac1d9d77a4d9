"""Memories and indexes that are all at hand: what those in files are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from l10n.catalog import Catalog, Identity
from l10n.memory import Known, Memory, Said, find_said, gist_of, in_order, rank
from l10n.nearest import commonest_first, compared_words, rarest, spell


@dataclass(frozen=True, slots=True)
class TextIndex:
    """An index of texts that are all at hand."""

    texts: tuple[tuple[str, str], ...]
    """Each text, and how it spells."""
    numbers: Mapping[str, int]
    rows: Mapping[int, tuple[int, ...]]
    """Which texts have a word, by its number, among their rarest."""

    def number(self, words: Sequence[str]) -> Sequence[int]:
        """Return a number for each word, the strange ones' the highest."""
        strange = {word: len(self.numbers) + n for n, word in enumerate(dict.fromkeys(words))}
        return [self.numbers.get(word, strange[word]) for word in words]

    def sharing(self, rarest: Set[int]) -> Sequence[tuple[str, str]]:
        """Return the texts that have one of these words among their rarest, and how they spell."""
        found = {row for number in rarest for row in self.rows.get(number, ())}
        return [self.texts[row] for row in found]


def build_index(texts: Iterable[str]) -> TextIndex:
    """Return an index of ``texts``; short ones are left out, for nothing is like them."""
    words = {text: found for text in texts if (found := compared_words(text))}
    numbers = {word: number for number, word in enumerate(commonest_first(words.values()))}
    rows: defaultdict[int, list[int]] = defaultdict(list)
    texts_spelled: list[tuple[str, str]] = []
    for row, (text, found) in enumerate(words.items()):
        spelled = [numbers[word] for word in found]
        texts_spelled.append((text, spell(spelled)))
        for number in rarest(spelled):
            rows[number].append(row)
    return TextIndex(tuple(texts_spelled), numbers, {key: tuple(rows[key]) for key in rows})


def build_memory(catalogs: Iterable[tuple[str, Catalog]]) -> Memory:
    """Remember the translations of one language's ``catalogs``, which come with their keys."""
    sure: defaultdict[Identity, dict[str, Known]] = defaultdict(dict)
    doubtful: defaultdict[Identity, dict[str, Known]] = defaultdict(dict)
    for key, catalog in catalogs:
        for each in find_said(catalog):
            _add((sure if each.sure else doubtful)[each.identity], each, key)
    alike: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in sorted(sure, key=in_order):
        alike[gist_of(identity[1])].append(identity)
    return Memory(
        sure={identity: rank(found.values()) for identity, found in sure.items()},
        doubtful={identity: rank(found.values()) for identity, found in doubtful.items()},
        alike={gist: tuple(found) for gist, found in alike.items()},
    )


def with_index(memory: Memory) -> Memory:
    """Return a memory that finds similar texts as well."""
    return replace(
        memory,
        index=build_index(sorted(msgid for context, msgid in memory.sure if context is None)),
    )


def _add(known: dict[str, Known], said: Said, key: str) -> None:
    so_far = known.get(said.msgstr) or Known(said.msgstr, 0, 0, key)
    known[said.msgstr] = replace(
        so_far,
        people=so_far.people + said.by_people,
        entries=so_far.entries + 1,
        key=min(so_far.key, key),
    )
