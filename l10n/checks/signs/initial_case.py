"""Texts that begin with a small letter where the source begins with a capital one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES, SCRIPTS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_CASED: Final = frozenset({"Latin", "Greek", "Cyrillic", "Armenian"})
_WHOLE: Final = re.compile("title|heading|paragraph|description", re.IGNORECASE)
"""The kinds of texts that stand for themselves; items of a list may be parts of a sentence."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_LABEL: Final = re.compile(r"(\*\*|__)(?=[^*_\n]+(?:[:：]\1|\1 ?[:：]))")
"""The marks before a bold word or two that tell what follows."""
_SENTENCE: Final = 5
"""Words from which an item of a list with a full stop is a sentence."""
_GOING_ON: Final = re.compile(r"(?:Or|And|But|Where|Which|While|Then)\b(?! [A-Z])")
"""What a source begins with that goes on after code or a list; a translation may go on, too."""
_CAPITAL: Final = later(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][a-zß-öø-ÿα-ωа-я]")


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the first letters; a name that the source has, too, is written as it is."""
    if not wakes(subject) or SCRIPTS.get(subject.language) not in _CASED:
        return
    source, target = _unmarked(subject.source.text), _unmarked(subject.target.text)
    word = _WORD.match(target)
    if word is None or not _CAPITAL.match(source) or word[0] in source or _GOING_ON.match(source):
        return
    own = re.match(f"[{RANGES[SCRIPTS[subject.language]]}]", target)
    if own and subject.kinds and (_is_whole(subject) or target != subject.target.text):
        message = f"this begins with a small letter, the source does not; write {target[0].upper()}"
        yield Fault(message, rule=subject.kinds[0])


def wakes(subject: Subject) -> bool:
    """Return whether the translation begins with a small letter and the source does not."""
    source, target = subject.source.text, subject.target.text
    if target[:2] in ("**", "__"):
        source, target = _unmarked(source), _unmarked(target)
    return target[:1].islower() and not source[:1].islower()


def keeps(subject: Subject) -> Collection[str]:
    """Return the rule that a text follows which begins with a capital letter, one for each kind."""
    is_upper = subject.target.text[:1].isupper() and subject.source.text[:1].isupper()
    return subject.kinds[:1] if is_upper else ()


def _is_whole(subject: Subject) -> bool:
    """Return whether a text stands for itself by its kind, or is a sentence on both sides."""
    if all(map(_WHOLE.match, subject.kinds)):
        return True
    stopped = subject.source.plain.endswith(".") and subject.target.plain.endswith(".")
    return stopped and len(subject.source.words) >= _SENTENCE


def _unmarked(text: str) -> str:
    """Return a text without the marks of the label that it begins with."""
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


CHECK: Final = EntryCheck(
    "initial-case",
    Severity.INFO,
    "a text begins with a small letter, its source with a capital one",
    check,
    wakes=wakes,
    keeps=keeps,
)
