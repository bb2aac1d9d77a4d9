"""Quotation marks of another language's kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.signs.quotes import MARKS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_KINDS: Final = MappingProxyType(
    {
        "de": "„“»«", "cs": "„“»«", "sk": "„“»«", "bg": "„“", "hr": "„”“»«", "pl": "„”«»",
        "ro": "„”«»", "hu": "„”»«", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "«»“”",
        "el": "«»“”", "ru": "«»„“", "uk": "«»„“", "nl": "“”„", "en": "“”", "zh": "“”「」『』",
        "ja": "「」『』“”", "sv": "”»",
    }
)  # fmt: skip
"""Marks that a language uses; straight ones are everybody's, but for who has the source's."""
_STRAIGHT: Final = '"＂'
_CURLY: Final = later("[“”„«»「」]")


def check(subject: Subject) -> Iterator[Fault]:
    """Find marks that the language does not use; what stands in the source too is left alone."""
    kinds = _KINDS.get(subject.language)
    if kinds is None:
        return
    used = dict.fromkeys(MARKS.findall(subject.target.plain))
    strange = [each for each in used if each not in kinds and each not in _STRAIGHT]
    if strange:
        yield Fault(f"{' '.join(strange)} is not usual in this language; write {kinds[:2]}")
    elif '"' in used and '"' not in subject.source.plain and _CURLY.search(subject.source.plain):
        yield Fault(f"the quotation marks became straight; write {_shown(kinds)}", rule="straight")


def _shown(kinds: str) -> str:
    pairs = (kinds[place : place + 2] for place in range(0, min(len(kinds), 4), 2))
    return " or ".join(pairs)


def keeps(subject: Subject) -> Collection[str]:
    """Return the rules where marks of the language stand."""
    kinds = _KINDS.get(subject.language, "")
    return ("", "straight") if any(map(subject.target.plain.__contains__, kinds)) else ()


CHECK: Final = EntryCheck(
    "quote-kind",
    Severity.INFO,
    "the quotation marks are another language's, or became straight",
    check,
    '"“”„‟«»「」『』〝〞＂',
    keeps=keeps,
    marks='"“”„‟«»「」『』〝〞＂',
)
