"""Spanish questions and exclamations without their opening mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_RUN: Final = re.compile(r"([?!¿¡])\1+")
_NAME: Final = re.compile(r"\b[A-Z]\w+!(?=,| [a-z(])|\b\w*[a-z][A-Z]\w*\?(?=:)")
"""A name with a mark of its own, as Yahoo! and openDoor?: of code."""


def check(subject: Subject) -> Iterator[Fault]:
    """Compare how many marks open and close."""
    if subject.language not in ("es", "ast", "gl"):
        return
    text = _NAME.sub("", _RUN.sub(r"\1", subject.target.plain))
    for opening, closing in ("¿?", "¡!"):
        if text.count(opening) < text.count(closing) and subject.language != "gl":
            yield Fault(f"a sentence ends with {closing}; begin it with {opening}", rule=opening)
        elif text.count(opening) > text.count(closing):
            yield Fault(f"a sentence begins with {opening}; end it with {closing}")


def keeps(subject: Subject) -> Collection[str]:
    """Return the opening marks that the text has; each is a rule."""
    return [each for each in "¿¡" if each in subject.target.text]


CHECK: Final = EntryCheck(
    "opening-marks",
    Severity.WARNING,
    "a Spanish ¿ or ¡ is missing",
    check,
    "?!¿¡",
    frozenset({"es", "ast", "gl"}),
    keeps=keeps,
    marks="¿¡",
)
