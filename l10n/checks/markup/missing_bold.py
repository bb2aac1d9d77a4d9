"""Bold words that are bold no more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.shown import CODE

_BOLD: Final = re.compile(rf"{CODE}|\\.|(?P<bold>\*\*|(?<!\w)__|__(?!\w))")
_OTHER: Final = ("<b>", "<strong")
"""How else a text may be bold."""


def check(subject: Subject) -> Iterator[Fault]:
    """Count the bold runs; where stars do not close, it is the check ``emphasis`` that says so."""
    if not _has_more(subject):
        return
    source, target = _count(subject.source.text), _count(subject.target.text)
    if target >= source or target % 2 or any(each in subject.target.text for each in _OTHER):
        return
    fewer = f"only {target // 2} here" if target else "none here"
    yield Fault(
        f"the source has {source // 2} bold, {fewer}; emphasise the same words", rule="bold"
    )


def _has_more(subject: Subject) -> bool:
    """Return whether the source has bold marks, and more of them."""
    source, target = subject.source.text, subject.target.text
    marks = source.count("**") + source.count("__")
    return marks >= 2 and marks > target.count("**") + target.count("__")


def keeps(subject: Subject) -> Collection[str]:
    """Return the one rule where both sides have bold words."""
    return ("bold",) if "**" in subject.source.text and "**" in subject.target.text else ()


def _count(text: str) -> int:
    return sum(found["bold"] is not None for found in _BOLD.finditer(text))


CHECK: Final = EntryCheck(
    "missing-bold",
    Severity.INFO,
    "bold words of the source are not bold here",
    check,
    "*_",
    keeps=keeps,
    marks="*",
)
