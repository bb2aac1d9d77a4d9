"""Quotation marks of another language's kind."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.signs.quotes import MARKS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

_KINDS: Final = MappingProxyType(
    {
        "de": "„“»«", "cs": "„“»«", "sk": "„“»«", "bg": "„“", "hr": "„”“»«", "pl": "„”«»",
        "ro": "„”«»", "hu": "„”»«", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "«»“”",
        "el": "«»“”", "ru": "«»„“", "uk": "«»„“", "nl": "“”„", "en": "“”", "zh": "“”「」『』《》",
        "ja": "「」『』“”", "sv": "”»",
    }
)  # fmt: skip
"""Marks that a language uses; straight ones are everybody's."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find marks that the language does not use; what stands in the source too is left alone."""
    kinds = _KINDS.get(subject.language)
    if kinds is None:
        return
    used = dict.fromkeys(MARKS.findall(subject.target.plain))
    strange = [each for each in used if each not in kinds and each not in '"＂']
    if strange:
        yield Fault(f"{' '.join(strange)} is not usual in this language; write {kinds[:2]}")


def keeps(subject: Subject) -> Iterator[str]:
    """Yield the one rule where marks of the language stand."""
    kinds = _KINDS.get(subject.language, "")
    if any(each in kinds for each in MARKS.findall(subject.target.plain)):
        yield ""


CHECK: Final = EntryCheck(
    "quote-kind",
    Severity.INFO,
    "the quotation marks are another language's",
    check,
    '"“”„‟«»「」『』〝〞＂',
    keeps=keeps,
)
