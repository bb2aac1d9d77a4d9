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
        "ja": dict(zip(",.?!", "、。？！", strict=True)),
    }
)
_WRONG: Final = later(rf"(?<=[{RANGES['Han']}])[,.?!:;](?=[{RANGES['Han']}]|\s|$) ?")


def check(subject: Subject) -> Iterator[Fault]:
    """Find ``, . ? ! : ;`` where the script has wide marks."""
    marks = _MARKS.get(subject.language)
    if marks is None:
        return
    fixed = replace_text(
        subject.target.text, _WRONG(), lambda found: marks.get(found[0], found.strip() or found)
    )
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
