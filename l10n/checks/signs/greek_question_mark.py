"""Greek questions with another alphabet's question mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import replace_text

_WRONG: Final = later(rf"(?<=[{RANGES['Greek']}0-9)»\"*_])\?(?!\w)")


def check(subject: Subject) -> Iterator[Fault]:
    """Find ``?`` after Greek text, where Greek has ``;``."""
    if subject.language != "el":
        return
    fixed = replace_text(subject.target.text, _WRONG, ";")
    if fixed != subject.target.text:
        yield Fault("the Greek question mark is ; and not ?; replace it", fix=fixed)


CHECK: Final = EntryCheck(
    "greek-question-mark",
    Severity.WARNING,
    "a Greek question does not end with ;",
    check,
    "?",
    frozenset({"el"}),
)
