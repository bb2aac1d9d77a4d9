"""Texts in another language than the catalog's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_OTHERS: Final = {
    language: frozenset().union(*COMMON_WORDS.values()) - own
    for language, own in COMMON_WORDS.items()
}
"""The common words of all other languages that are none of a language's own."""


def check(subject: Subject) -> Iterator[Fault]:
    """Count the commonest words of each language; another's must be far more than our own.

    A short text with none of our own is told as well, and a word of a sister language; neither is
    so sure.
    """
    if other := find_language(subject):
        yield Fault(f"this seems to be in {other}, not in {subject.language}; translate it")
    elif _seems_left(subject):
        message = f"this seems to be in {subject.source_language}; translate it"
        yield Fault(message, Severity.WARNING)
    elif slipped := _sister_words(subject):
        sister = SISTERS[subject.language]
        message = f"“{slipped[0]}” is {sister}, not {subject.language}; write it in the language"
        yield Fault(message, Severity.WARNING)


def wakes(subject: Subject) -> bool:
    """Return whether the text has few of its language's own words; most texts have many."""
    language, target = subject.language, subject.target
    own = COMMON_WORDS.get(language)
    if own is not None and _has_few(own, target.words, target.vocabulary):
        return True
    sister = _AWAKE.get(language)
    return sister is not None and not sister.isdisjoint(target.vocabulary)


def errs(subject: Subject) -> bool:
    """Return whether the text is in another language for sure."""
    return wakes(subject) and find_language(subject) != ""


def _has_few(own: frozenset[str], words: Sequence[str], vocabulary: frozenset[str]) -> bool:
    return len(words) >= _FEWEST_WORDS and len(own & vocabulary) * 6 <= len(words)


def find_language(subject: Subject) -> str:
    """Return the language that a translation is in by mistake; empty when all is well."""
    own, words = COMMON_WORDS.get(subject.language), _unquoted_words(subject)
    if own is None or not _has_few(own, words, _vocabulary(subject, words)):
        return ""
    foreign = [*filter(_OTHERS[subject.language].__contains__, words)]
    if len(foreign) < _FEWEST_HITS:
        return ""
    best, most = "", 0
    for language, common in COMMON_WORDS.items():
        count = sum(map(common.__contains__, foreign))
        if language != subject.language and count > most:
            best, most = language, count
    hits = sum(word in own and word not in COMMON_WORDS[best] for word in words) if best else 0
    return best if most >= 4 * hits + _FEWEST_HITS else ""


def _seems_left(subject: Subject) -> bool:
    """Return whether a text has common words of the source's language, and none of its own.

    What it has word for word from its source may be a name.
    """
    own = COMMON_WORDS.get(subject.language)
    words = [each.strip(_SIGNS) for each in _unquoted_words(subject)]
    if own is None or len(words) < _FEWEST_WORDS or not own.isdisjoint(words):
        return False
    source = COMMON_WORDS.get(subject.source_language, frozenset())
    shared = SHARED_WORDS.get(subject.source_language, frozenset())
    foreign = [each for each in words if each in source and each not in shared]
    if len(foreign) < _FEWEST_LEFT:
        return False
    kept = set(_grams(subject.source.words))
    named = {word for gram in _grams(words) if gram in kept for word in gram}
    return sum(each not in named for each in foreign) >= _FEWEST_LEFT


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _sister_words(subject: Subject) -> list[str]:
    """Return the words of a sister language that are neither the source's nor a name's."""
    words = SISTER_WORDS.get(subject.language)
    if words is None or _AWAKE[subject.language].isdisjoint(subject.target.words):
        return []
    source = {each.strip(_SIGNS) for each in subject.source.words}
    written = [each.removeprefix("(") for each in _unquoted(subject).split()]
    return [each for each in written if each in words and each not in source]


def _unquoted(subject: Subject) -> str:
    """Return the translation without what it quotes word for word from its source."""
    source, target = subject.source.plain, subject.target.plain
    if _QUOTE.search(target) is None:
        return target
    return _QUOTED.sub(lambda found: " " if found[1].strip() in source else found[0], target)


def _unquoted_words(subject: Subject) -> Sequence[str]:
    text = _unquoted(subject)
    return subject.target.words if text is subject.target.plain else text.lower().split()


def _vocabulary(subject: Subject, words: Sequence[str]) -> frozenset[str]:
    target = subject.target
    return target.vocabulary if words is target.words else frozenset(words)


CHECK: Final = EntryCheck(
    "wrong-language",
    Severity.ERROR,
    "the text is in another language",
    check,
    wakes=wakes,
    errs=errs,
)
