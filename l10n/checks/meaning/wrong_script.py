"""Letters of another alphabet: look-alikes inside words, or a text in the wrong script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES, SCRIPTS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_LOOKALIKES: Final = later(
    rf"[{RANGES['Latin']}](?=[{RANGES['Cyrillic']}{RANGES['Greek']}])"
    rf"|[{RANGES['Cyrillic']}{RANGES['Greek']}](?=[{RANGES['Latin']}])"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_PROSE: Final = re.compile(r"(?<![\w.:/'’-])[^\W\d_]++(?![\w(]|[.:/'’-]\w)")
"""A word on its own; in 'app-moved' and node.type.name it is a part of a name."""
_FEWEST_LETTERS: Final = 12
_UNLIKE_LATIN: Final = frozenset(each for each, name in SCRIPTS.items() if name != "Latin")
_STRANGE: Final = {
    "es": "ãõç", "pt": "ñ", "it": "ñãõç", "fr": "ñãõ", "de": "ñãõç", "nl": "ñãõß",
    "pl": "ñãõß", "cs": "ñãõß", "ro": "ñãõß", "ru": "іїєґў", "uk": "ыэёъў", "bg": "ыэёіїєґ",
}  # fmt: skip
"""Letters of a related language that no word of the language has, but for names."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find words that mix look-alike scripts, and texts with hardly a letter of their own."""
    if not wakes(subject):
        return
    text = subject.target.plain
    script = SCRIPTS.get(subject.language, "")
    if _LOOKALIKES.search(text):
        mixed = [each for each in _WORD.findall(text) if _LOOKALIKES.search(each)]
        new = [each for each in mixed if each not in subject.source.plain]
        if new:
            yield Fault(f"{new[0]} mixes letters of two alphabets; type it again")
            return
    if word := _strange_word(subject):
        message = f"“{word}” has a letter that the language has not; write it in the language"
        yield Fault(message, Severity.WARNING)
        return
    if not script or not errs(subject):
        return
    letters = sum(map(str.isalpha, text))
    own = len(_letters(script).findall(text))
    foreign = letters - own
    if letters >= _FEWEST_LETTERS and own * 5 < foreign and _foreign(subject, script):
        yield Fault(f"hardly a letter here is {script}; translate it, or write it in that script")


def wakes(subject: Subject) -> bool:
    """Return whether there are letters of another alphabet, or ought to be."""
    language, target = subject.language, subject.target
    if not target.narrow or language in _UNLIKE_LATIN:
        return True
    return not target.plain.isascii() and _has_strange(subject)


def errs(subject: Subject) -> bool:
    """Return whether there may be letters of another alphabet, or ought to be."""
    return not subject.target.narrow or subject.language in _UNLIKE_LATIN


def _has_strange(subject: Subject) -> bool:
    letters = _STRANGE.get(subject.language, "")
    return True in map(subject.target.plain.__contains__, letters)


def _strange_word(subject: Subject) -> str:
    """Return a word of another language's letters that is neither a name nor the source's."""
    if not _has_strange(subject):
        return ""
    letters, source = frozenset(_STRANGE[subject.language]), subject.source.plain.lower()
    words = (found[0] for found in _WORD.finditer(subject.target.plain))
    own = (each for each in words if each[0].islower() and not letters.isdisjoint(each))
    return next((each for each in own if each not in source), "")


def _foreign(subject: Subject, script: str) -> bool:
    """Return whether the source has more to translate than names, which may stay as they are."""
    if script == "Latin":
        return True
    words: list[str] = _PROSE.findall(subject.target.plain)
    return sum(word[0].islower() for word in words) >= 2


@lru_cache(maxsize=32)
def _letters(script: str) -> re.Pattern[str]:
    return re.compile(f"[{RANGES[script]}]")


CHECK: Final = EntryCheck(
    "wrong-script",
    Severity.ERROR,
    "letters of another alphabet, or the wrong script",
    check,
    wakes=wakes,
    errs=errs,
)
