"""A sentence of the source left in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import COMMON_WORDS
from l10n.checks.meaning.wrong_language import find_language
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import plain_text

_SENTENCE: Final = re.compile(r"[^.!?:;\n]+")
_LABEL: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*+\])++)\]\(")
_QUOTE: Final = later("['\"“„«‘]")
_RUN: Final = re.compile(r"\S+")
_QUOTED: Final = later(r"(?<!\w)['\"“„«‘]([^'\"“”„«»‘’]{1,80})['\"”“»’](?!\w)")
_FEWEST_WORDS: Final = 4
_LONGEST_SHOWN: Final = 60


def check(subject: Subject) -> Iterator[Fault]:
    """Find a sentence of the source, or a long run of its words, that was not translated.

    Names and what brackets explain stay as they are: a run must hold common words of the source's
    language, and others that do not begin with a capital letter.
    """
    if not wakes(subject):
        return
    source, target = subject.source, subject.target
    is_run = not _source_grams(source.words).isdisjoint(_grams(target.words))
    if not is_run and not any(each in target.plain for each in _long_sentences(source.plain)):
        return
    own = _without_names(subject)
    run = _untranslated_run(subject, own) or _untranslated_sentence(subject, own)
    if run and not find_language(subject):
        shown = run if len(run) <= _LONGEST_SHOWN else run[: _LONGEST_SHOWN - 1] + "…"
        yield Fault(f"“{shown}” is left in the language of the source; translate it")


def wakes(subject: Subject) -> bool:
    """Return whether both texts have some words in common, and are of two languages."""
    if subject.language == subject.source_language:  # British English keeps most of the American
        return False
    source = _vocabulary(subject.source.words)
    return len(source.intersection(subject.target.words)) >= _FEWEST_WORDS


@lru_cache(maxsize=4096)  # every language asks it of the source
def _vocabulary(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def _untranslated_run(subject: Subject, own: str) -> str:
    grams, written_grams = _source_grams(subject.source.words), _grams(subject.target.words)
    if grams.isdisjoint(written_grams):
        return ""
    common = COMMON_WORDS.get(subject.source_language, frozenset())
    foreign = common - COMMON_WORDS.get(subject.language, frozenset())
    written = list(_outside_brackets(_split_alike(subject.target.plain, own)))
    start, end = 0, 0
    for index, gram in enumerate(written_grams):
        if gram in grams:
            start = start if index < end else index
            end = index + _FEWEST_WORDS
        elif index == end and _is_foreign(written[start:end], common, foreign):
            break
    return (
        " ".join(subject.target.words[start:end])
        if _is_foreign(written[start:end], common, foreign)
        else ""
    )


def _grams(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the runs of as many words as make a fault, one for each word that begins one."""
    return list(zip(*(words[start:] for start in range(_FEWEST_WORDS)), strict=False))


@lru_cache(maxsize=4096)  # every language needs it of the source
def _source_grams(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(_grams(words))


def _outside_brackets(words: list[str]) -> Iterator[str]:
    """Yield the words, empty those in brackets: there often stands what a name is in the source."""
    depth = 0
    for word in words:
        opened, closed = word.count("("), word.count(")")
        yield "" if depth or opened else word
        depth = max(depth + opened - closed, 0)


def _is_foreign(run: list[str], common: frozenset[str], foreign: frozenset[str]) -> bool:
    """Return whether a run of words is more than a name, such as the Office of the Registrar."""
    words = [each.strip("()[],.;:!?\"'“”«»*_") for each in run]
    return sum(word.lower() in foreign for word in words) >= 2 and any(
        word[:1].islower() and word not in common for word in words
    )


def _untranslated_sentence(subject: Subject, own: str) -> str:
    source = _long_sentences(subject.source.plain)
    for found in _SENTENCE.finditer(subject.target.plain):
        sentence = found.group().strip()
        words = own[found.start() : found.end()].split() if sentence in source else ()
        lower = sum(word[0].islower() and len(word) > 3 for word in words)
        if len(words) >= _FEWEST_WORDS and lower >= 3:
            return sentence
    return ""


@lru_cache(maxsize=4096)  # every language needs it of the source
def _long_sentences(plain: str) -> frozenset[str]:
    """Return the sentences that are long enough to be a fault."""
    sentences = map(str.strip, _SENTENCE.findall(plain))
    return frozenset(each for each in sentences if len(each.split()) >= _FEWEST_WORDS)


def _without_names(subject: Subject) -> str:
    """Return what is read, with blanks in the place of quotes and of the texts of links.

    Names of pages and buttons often stay as they are.
    """
    plain = subject.target.plain
    own = _QUOTED.sub(_blanked, plain) if _QUOTE.search(plain) else plain
    for label in _LABEL.findall(subject.target.text):
        own = own.replace(plain_text(label), " " * len(plain_text(label)))
    return own


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _split_alike(text: str, other: str) -> list[str]:
    """Return the words of ``text`` as ``other`` has them; empty where it has blanks."""
    return [other[found.start() : found.end()].strip() for found in _RUN.finditer(text)]


CHECK: Final = EntryCheck(
    "source-left",
    Severity.WARNING,
    "a sentence of the source is left in the translation",
    check,
    wakes=wakes,
)
