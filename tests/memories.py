"""Memories and indexes that are all at hand: what those in files are compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.catalog import Catalog, Identity
from l10n.match.harmless import normal_form
from l10n.match.memory import KnownTranslation, TranslatedText, find_translated, rank
from l10n.match.nearest import commonest_first, compared_words, rarest, spell


@dataclass(frozen=True, slots=True)
class TextIndex:
    """An index of texts that are all at hand."""

    texts: tuple[tuple[str, str], ...]
    """Each text, and how it spells."""
    numbered: Mapping[str, int]
    rows: Mapping[int, tuple[int, ...]]
    """Which texts have a word, by its number, among their rarest."""

    def numbers(self, words: Sequence[str]) -> Mapping[str, int]:
        """Return the numbers of the words that a text has."""
        return {word: self.numbered[word] for word in words if word in self.numbered}

    def candidates(self, numbers: Sequence[int]) -> Sequence[tuple[str, str]]:
        """Return texts that may be like one of these words, of any length, and how they spell."""
        found = {row for number in rarest(numbers) for row in self.rows.get(number, ())}
        return [self.texts[row] for row in found]


@dataclass(frozen=True, slots=True)
class HeldMemory:
    """What the catalogs of one language know, all at hand."""

    known: Mapping[tuple[Identity, bool], tuple[KnownTranslation, ...]]
    forms: Mapping[str, tuple[Identity, ...]]
    index: TextIndex

    def translations(self, identity: Identity, *, sure: bool) -> Sequence[KnownTranslation]:
        """Return the translations of a text, the one that most people chose first."""
        return self.known.get((identity, sure), ())

    def variants(self, form: str) -> Sequence[Identity]:
        """Return the sure texts with this normal form."""
        return self.forms.get(form, ())

    def numbers(self, words: Sequence[str]) -> Mapping[str, int]:
        """Return the numbers of the words that a text has."""
        return self.index.numbers(words)

    def candidates(self, numbers: Sequence[int]) -> Sequence[tuple[str, str]]:
        """Return the texts that may be like one of these words, and how they spell."""
        return self.index.candidates(numbers)


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


def build_memory(catalogs: Iterable[tuple[str, Catalog]]) -> HeldMemory:
    """Remember the translations of one language's ``catalogs``, which come with their keys."""
    known: defaultdict[tuple[Identity, bool], dict[str, KnownTranslation]] = defaultdict(dict)
    for key, catalog in catalogs:
        for each in find_translated(catalog):
            _add(known[each.identity, each.sure], each, key)
    forms: defaultdict[str, list[Identity]] = defaultdict(list)
    sure = [identity for identity, is_sure in known if is_sure]
    for identity in sure:
        forms[normal_form(identity[1])].append(identity)
    return HeldMemory(
        known={each: rank(found.values()) for each, found in known.items()},
        forms={form: tuple(found) for form, found in forms.items()},
        index=build_index(sorted(msgid for context, msgid in sure if context is None)),
    )


def without_index(memory: HeldMemory) -> HeldMemory:
    """Return a memory that finds no similar texts."""
    return replace(memory, index=build_index([]))


def _add(known: dict[str, KnownTranslation], text: TranslatedText, key: str) -> None:
    so_far = known.get(text.msgstr) or KnownTranslation(text.msgstr, 0, 0, key)
    known[text.msgstr] = replace(
        so_far,
        people=so_far.people + text.by_people,
        entries=so_far.entries + 1,
        key=min(so_far.key, key),
    )
