"""Half-width marks after Chinese and Japanese characters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
        mark: later(
            rf"(?<=[{RANGES['Japanese']}])[{mark}](?=[{RANGES['Japanese']}]|\s|$)(?! ?:\w+:) ?"
        )
        for mark in _MARKS["zh"]
    }
)
"""What finds each mark where it is wrong, with the blank after it."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find ``, . ? ! : ;`` where the script has wide marks."""
    marks = _MARKS.get(subject.language)
    if marks is None:
        return
    text = subject.target.text
    for mark, wide in marks.items():
        if mark not in text:
            continue
        fixed = replace_text(text, _WRONG[mark], wide)
        if fixed != text:
            yield Fault(
                f"marks after Chinese and Japanese characters are full-width: write {wide}",
                fix=fixed,
                rule=mark,
            )


def keeps(subject: Subject) -> Collection[str]:
    """Return the marks that the text has as full-width ones; each is a rule."""
    marks = _MARKS.get(subject.language, {})
    return [mark for mark, wide in marks.items() if wide in subject.target.text]


CHECK: Final = EntryCheck(
    "half-width",
    Severity.WARNING,
    "a Chinese or Japanese text has half-width marks",
    check,
    ",.?!:;",
    frozenset({"zh", "ja"}),
    keeps=keeps,
    marks="，。？！：；、",
)
