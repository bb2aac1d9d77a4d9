"""Half-width marks after Chinese and Japanese characters."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import RANGES
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import replace_text

_MARKS: Final = MappingProxyType(
    {
        "zh": dict(zip(",.?!:;", "，。？！：；", strict=True)),
        # A colon and a blank are usual between a Japanese name and code or Latin letters.
        "ja": dict(zip(",.?!", "、。？！", strict=True)),
    }
)
_WRONG: Final = MappingProxyType(
    {
        language: later(
            rf"(?<=[{RANGES['Han']}])[{''.join(marks)}](?=[{RANGES['Han']}]|\s|$)(?! ?:\w+:) ?"
        )
        for language, marks in _MARKS.items()
    }
)


def check(subject: Subject) -> Iterator[Fault]:
    """Find ``, . ? ! : ;`` where the script has wide marks."""
    marks = _MARKS.get(subject.language)
    if marks is None:
        return
    wrong = _WRONG[subject.language]()
    fixed = replace_text(subject.target.text, wrong, lambda found: marks[found[0]])
    if fixed != subject.target.text:
        yield Fault(
            "marks after Chinese and Japanese characters are full-width; replace them", fix=fixed
        )


CHECK: Final = EntryCheck(
    "half-width",
    Severity.WARNING,
    "a Chinese or Japanese text has half-width marks",
    check,
    ",.?!:;",
    frozenset({"zh", "ja"}),
)
