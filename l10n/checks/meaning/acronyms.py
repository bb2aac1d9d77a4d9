"""Acronyms that got lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_ACRONYM: Final = re.compile(r"(?<![\w-])[A-Z]{3,8}(?![\w-])")
_SHORTER: Final = 0.8
"""An acronym is rather said in words than lost, unless the text got shorter."""
_CAPITALS: Final = re.compile("[A-Z][A-Z][A-Z]")
_ANY: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]{2,}(?!\w)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find acronyms of the source that the translation neither has nor replaces by its own."""
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
    """Return whether the source has an acronym."""
    return bool(_acronyms(subject.source.plain))


@lru_cache(maxsize=4096)
def _acronyms(source: str) -> tuple[str, ...]:
    if _CAPITALS.search(source) is None or source.isupper():
        return ()
    return tuple(dict.fromkeys(_ACRONYM.findall(source)))


CHECK: Final = EntryCheck(
    "acronyms",
    Severity.INFO,
    "an acronym of the source is missing",
    check,
    wakes=wakes,
)
