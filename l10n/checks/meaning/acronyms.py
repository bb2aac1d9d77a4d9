"""Acronyms that got lost, and names in other capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_ACRONYM: Final = re.compile(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
_SHORTER: Final = 0.8
"""An acronym is rather said in words than lost, unless the text got shorter."""
_CAPITALS: Final = re.compile("[A-Z][A-Z][A-Z]")
_NAME: Final = later(r"(?<![\w./@#-])(?:[A-Z]\w*[a-z][A-Z]\w*|[A-Z][a-z]{3,})(?![\w/-]|\.\w)")
"""A name with a capital letter inside, as GitHub, or a word that may be a name."""
_BEFORE: Final = r"(?<![A-Za-zÀ-ɏ0-9_./@#-])"
_BEHIND: Final = r"(?![A-Za-zÀ-ɏ0-9_/-]|\.\w)"
"""Around a name in a text, whose script may write no blank beside it."""
_ANY: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]{2,}(?!\w)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find acronyms of the source that the translation neither has nor replaces by its own.

    A name keeps its capitals: what is written GitHub there is not Github here.
    """
    if renamed := _renamed(subject):
        yield Fault(f"{renamed[0]} is {renamed[1]} in the source; write it so")
        return
    acronyms = _acronyms(subject.source.plain)
    if not acronyms:
        return
    source, target = subject.source.plain, subject.target.plain
    if subject.is_free or len(target) > _SHORTER * len(source):
        return
    written = target.upper()
    lost = [each for each in acronyms if each not in written]
    own = [each for each in set(_ANY.findall(target)) if each not in source]
    if len(lost) > len(own):
        yield Fault(f"{', '.join(lost)} of the source is missing; check whether it got lost")


def wakes(subject: Subject) -> bool:
    """Return whether the source has an acronym, or a name that the translation has otherwise."""
    source = subject.source.plain
    return bool(_acronyms(source)) or (bool(_names(source)) and _renamed(subject) is not None)


def _renamed(subject: Subject) -> tuple[str, str] | None:
    """Return a word of the translation, and the name of the source that it differs from in case."""
    target = subject.target.plain
    for name, upper, inner in _names(subject.source.plain):
        if upper not in (target.upper() if inner else target) or name in target:
            continue
        if _is_all_capitals(target):
            continue
        pattern = f"{_BEFORE}{re.escape(upper)}{_BEHIND}"
        found = re.search(pattern, target, re.IGNORECASE if inner else 0)
        kept = found and found.group()[1:] == name[1:] and inner  # macOS at the start of a sentence
        if found and not kept and found.group() not in subject.source.plain:
            return found.group(), name
    return None


def _is_all_capitals(text: str) -> bool:
    """Return whether a text has capitals alone; a name among other scripts is no such text."""
    return text.isupper() and len(text) < 2 * sum(map(str.isupper, text))


@lru_cache(maxsize=4096)
def _names(source: str) -> tuple[tuple[str, str, bool], ...]:
    """Return what may be names, each with itself in capitals and whether it has some inside."""
    found = dict.fromkeys(_NAME.findall(source))
    return tuple((each, each.upper(), not each[1:].islower()) for each in found)


@lru_cache(maxsize=4096)
def _acronyms(source: str) -> tuple[str, ...]:
    if _CAPITALS.search(source) is None or source.isupper():
        return ()
    return tuple(dict.fromkeys(_ACRONYM.findall(source)))


CHECK: Final = EntryCheck(
    "acronyms",
    Severity.INFO,
    "an acronym of the source is missing, or a name has other capitals",
    check,
    wakes=wakes,
)
