"""Texts in another language than the catalog's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import COMMON_WORDS, SHARED_WORDS, SISTER_WORDS, SISTERS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_FEWEST_WORDS: Final = 6
_FEWEST_HITS: Final = 4
_FEWEST_LEFT: Final = 2
_QUOTE: Final = later('["“„«»「『]')
_QUOTED: Final = later(r"[\"“„«»「『]([^\"“”„«»「」『』\n]{2,200}+)[\"”“»«」』]")
_AWAKE: Final = {
    language: words.union(f"({each}" for each in words) for language, words in SISTER_WORDS.items()
}
"""The words of a sister language as they stand between blanks."""
_SIGNS: Final = "()[],.;:!?\"'“”«»*_"
_BARE: Final = {
    language: frozenset(word for word in words if word.strip(_SIGNS) == word)
    for language, words in COMMON_WORDS.items()
}
"""Those that have no sign at an end."""
_OTHERS: Final = {
    language: frozenset().union(*COMMON_WORDS.values()) - own
    for language, own in COMMON_WORDS.items()
}
"""The common words of all other languages that are none of a language's own."""
_LEFT: Final = {
    language: (left, frozenset(filter(str.isalnum, left)))
    for language, words in COMMON_WORDS.items()
    if (left := words - SHARED_WORDS.get(language, frozenset()))
}
"""The common words that are no others elsewhere; all, and those without a sign inside."""
_LANGUAGES: Final = tuple(COMMON_WORDS)
_MOST: Final = 0xFFFFFFFF
_PLACES: Final = range(0, 32 * len(_LANGUAGES), 32)
_WHOSE: Final = {
    word: sum(
        1 << place
        for place, common in zip(_PLACES, COMMON_WORDS.values(), strict=True)
        if word in common
    )
    for word in frozenset().union(*COMMON_WORDS.values())
}
"""By word, a number with a place for the count of each language: they are added up all at once."""


def check(subject: Subject) -> Iterator[Fault]:
    """Count the commonest words of each language; another's must be far more than our own.

    A short text with none of our own is told as well, and a word of a sister language; neither is
    so sure.
    """
    words = _unquoted_words(subject)
    if other := _find_language(subject.language, words):
        yield Fault(f"this seems to be in {other}, not in {subject.language}; translate it")
    elif _seems_left(subject, words):
        message = f"this seems to be in {subject.source_language}; translate it"
        yield Fault(message, Severity.WARNING)
    elif slipped := _sister_words(subject):
        sister = SISTERS[subject.language]
        message = f"“{slipped[0]}” is {sister}, not {subject.language}; write it in the language"
        yield Fault(message, Severity.WARNING)


def wakes(subject: Subject) -> bool:
    """Return whether the text has few of its language's own words; most texts have many."""
    language, words = subject.language, subject.target.words
    own = COMMON_WORDS.get(language)
    if own is not None and _has_few(own, words):
        return True
    sister = _AWAKE.get(language)
    return sister is not None and not sister.isdisjoint(words)


def errs(subject: Subject) -> bool:
    """Return whether the text is in another language for sure."""
    return wakes(subject) and find_language(subject) != ""


def find_language(subject: Subject) -> str:
    """Return the language that a translation is in by mistake; empty when all is well."""
    return _find_language(subject.language, _unquoted_words(subject))


def _find_language(language: str, words: Sequence[str]) -> str:
    own = COMMON_WORDS.get(language)
    if own is None or not _has_few(own, words):
        return ""
    foreign = [*filter(_OTHERS[language].__contains__, words)]
    if len(foreign) < _FEWEST_HITS:
        return ""
    total = sum(map(_WHOSE.__getitem__, foreign))
    counts = [total >> place & _MOST for place in _PLACES]
    most = max(counts)
    best = _LANGUAGES[counts.index(most)]
    hits = sum(word in own and word not in COMMON_WORDS[best] for word in words)
    return best if most >= 4 * hits + _FEWEST_HITS else ""


def _has_few(own: frozenset[str], words: Sequence[str]) -> bool:
    return len(words) >= _FEWEST_WORDS and len(own.intersection(words)) * 6 <= len(words)


def _seems_left(subject: Subject, words: Sequence[str]) -> bool:
    """Return whether a text has common words of the source's language, and none of its own.

    What it has word for word from its source may be a name.
    """
    own = COMMON_WORDS.get(subject.language)
    if own is None or len(words) < _FEWEST_WORDS:
        return False
    if not _BARE[subject.language].isdisjoint(words):
        return False
    any_left, bare_left = _LEFT.get(subject.source_language, (frozenset(), frozenset()))
    signed = [each.strip(_SIGNS) for each in filterfalse(str.isalnum, words)]
    if bare_left.isdisjoint(words) and any_left.isdisjoint(signed):
        return False
    foreign = [*filter(bare_left.__contains__, words), *filter(any_left.__contains__, signed)]
    if len(foreign) < _FEWEST_LEFT or not own.isdisjoint(signed):
        return False
    bare = [each if each.isalnum() else each.strip(_SIGNS) for each in words]
    kept = _source_grams(subject.source.words)
    if kept.isdisjoint(_grams(bare)):
        return True
    named = {word for gram in _grams(bare) if gram in kept for word in gram}
    return sum(each not in named for each in foreign) >= _FEWEST_LEFT


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], strict=False)


@lru_cache(maxsize=4096)  # every language needs it of the source
def _source_grams(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(_grams(words))


def _sister_words(subject: Subject) -> list[str]:
    """Return the words of a sister language that are neither the source's nor a name's."""
    words = SISTER_WORDS.get(subject.language)
    if words is None or _AWAKE[subject.language].isdisjoint(subject.target.words):
        return []
    source = {each.strip(_SIGNS) for each in subject.source.words}
    written = [each.removeprefix("(") for each in _unquoted(subject).split()]
    return [each for each in written if each in words and each not in source]


def _unquoted_words(subject: Subject) -> Sequence[str]:
    text = _unquoted(subject)
    return subject.target.words if text is subject.target.plain else text.lower().split()


def _unquoted(subject: Subject) -> str:
    """Return the translation without what it quotes word for word from its source."""
    source, target = subject.source.plain, subject.target.plain
    is_narrow = subject.target.narrow
    if is_narrow and '"' not in target and "«" not in target and "»" not in target:
        return target
    if not is_narrow and _QUOTE.search(target) is None:
        return target
    return _QUOTED.sub(lambda found: " " if found[1].strip() in source else found[0], target)


CHECK: Final = EntryCheck(
    "wrong-language",
    Severity.ERROR,
    "the text is in another language",
    check,
    wakes=wakes,
    errs=errs,
)
