"""A language's glossary: how terms are translated, found whatever their inflection."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from typing import Final, TypeVar

Name = TypeVar("Name", bound=Hashable)

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST_STEM: Final = 3
_LONGEST_ENDING: Final = 3
"""Letters by which two forms of a word may differ at their end."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source language, and what it is called."""

    source: str
    required: tuple[str, ...] = ()
    """One of these has to be used; none when only some are forbidden."""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by the stem of their first word, so that a text is looked up in one pass."""

    by_stem: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Glossary:
        """Return the glossary of ``terms``; those without a word are left out.

        Of a term that is there several times, each of its translations may be used.
        """
        groups: defaultdict[str, list[Term]] = defaultdict(list)
        for words, term in join_terms(terms, lambda term: tuple(_split_forms(term.source))).items():
            if words:
                forbidden = tuple(each for each in term.forbidden if each not in term.required)
                groups[words[0][:_SHORTEST_STEM]].append(replace(term, forbidden=forbidden))
        return cls({stem: tuple(group) for stem, group in groups.items()})

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms, each once, by their source."""
        found = {term for group in self.by_stem.values() for term in group}
        return tuple(sorted(found, key=lambda term: (term.source.casefold(), astuple(term))))


def join_terms(terms: Iterable[Term], name: Callable[[Term], Name]) -> Mapping[Name, Term]:
    """Return terms by their names, each with all that is said of it."""
    found: dict[Name, Term] = {}
    for each in terms:
        old = found.setdefault(name(each), each)
        required = tuple(dict.fromkeys((*old.required, *each.required)))
        forbidden = tuple(dict.fromkeys((*old.forbidden, *each.forbidden)))
        found[name(each)] = Term(old.source, required, forbidden)
    return found


NO_TERMS: Final = Glossary()


def find_terms(glossary: Glossary, text: str) -> Iterator[Term]:
    """Yield the terms that ``text`` uses, each once; a longer term hides those inside it."""
    words = _split_forms(text)
    found: dict[Term, tuple[int, int]] = {}
    for index, word in enumerate(words):
        for term in glossary.by_stem.get(word[:_SHORTEST_STEM], ()):
            forms = _split_forms(term.source)
            if _matches(words[index : index + len(forms)], forms):
                found.setdefault(term, (index, index + len(forms)))
    for term, (start, end) in found.items():
        longer = (other for other in found.values() if other[1] - other[0] > end - start)
        if not any(other[0] <= start and end <= other[1] for other in longer):
            yield term


def has_term(text: str, term: str) -> bool:
    """Return whether ``text`` uses ``term`` in any inflection."""
    forms = _split_forms(term)
    if not forms or (not term.isascii() and _unspaced(term)):
        return term.casefold() in text.casefold()
    words = _split_forms(text)
    return any(
        _matches(words[index : index + len(forms)], forms)
        for index in range(len(words) - len(forms) + 1)
    )


def _split_forms(text: str) -> list[str]:
    """Return the words of ``text``, in lower case and without accents."""
    lowered = text.casefold()
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFD", lowered)
        lowered = "".join(each for each in decomposed if not unicodedata.combining(each))
    return _WORD.findall(lowered)


def _matches(words: list[str], forms: list[str]) -> bool:
    return len(words) == len(forms) and all(map(_same_stem, words, forms))


def _same_stem(word: str, form: str) -> bool:
    """Return whether two words can be forms of one: only their endings differ."""
    if word == form:
        return True
    length = max(_SHORTEST_STEM, len(form) - 2)
    if len(form) <= _SHORTEST_STEM:
        length = len(form)
    return word[:length] == form[:length] and abs(len(word) - len(form)) <= min(
        _LONGEST_ENDING, len(form) // 2
    )


def _unspaced(text: str) -> bool:
    """Return whether ``text`` is in a script that puts no blanks between words."""
    return any("\u0e00" <= each <= "\u0eff" or "\u2e80" <= each <= "\u9fff" for each in text)
