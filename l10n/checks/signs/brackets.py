"""Brackets that open and do not close, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "【": "】"}
_LIST_MARK: Final = re.compile(r"\W*(?:\w|[ivxIVX]{2,4}|\d{1,3})")
"""Before a lone closing bracket at the start of a text: ``a)``, ``iv)``, ``12)``."""
_LETTERED: Final = later(
    r"\b(?:letr?a|lett[er]+[ae]?|lit|litera[l]?|buchst(?:abe)?|al[ií]nea|inciso|punt[oe]|point"
    r"|p[ií]sm(?:eno)?|bod|pkt)\.?\s\w{1,2}",
    re.IGNORECASE,
)
"""Before one that means a point of a law: ``letra b)``."""
_LONGEST_POINT: Final = 16
_BRACKET: Final = later(r"[()\[\]{}「」『』【】]")
_PAIRED: Final = later(r"(?:[^()\[\]{}「」『』【】（）]|\([^()\[\]{}「」『』【】（）]*+\))*+")
"""A text with nothing but round brackets, none inside another: nearly all that have any."""
_FOLD: Final = str.maketrans("（）", "()")


def check(subject: Subject) -> Iterator[Fault]:
    """Find brackets that do not pair, and pairs that the source has more of."""
    fault = _unpaired(subject.target.plain)
    if fault and not _unpaired(subject.source.plain):
        yield Fault(f"the bracket {fault} has no partner; add it, or delete this one")


def _stands_alone(text: str, end: int) -> bool:
    """Return whether the closing bracket at ``end`` is one that nothing has to open."""
    if _LIST_MARK.fullmatch(text, 0, end):
        return True
    words = text[max(end - _LONGEST_POINT, 0) : end].split()
    return _LETTERED.fullmatch(" ".join(words[-2:])) is not None


def _unpaired(text: str) -> str:
    """Return the first bracket without its partner; that of ``a)`` needs none."""
    if _PAIRED.fullmatch(text):
        return ""
    opened: list[str] = []
    for found in _BRACKET.finditer(text.translate(_FOLD)):
        character = found.group()
        if character in _PAIRS:
            opened.append(character)
        elif opened:
            if _PAIRS[opened.pop()] != character:
                return character
        elif not _stands_alone(text, found.start()):
            return character
    return opened[-1] if opened else ""


CHECK: Final = EntryCheck(
    "brackets", Severity.WARNING, "a bracket has no partner", check, "()[]{}（）「」『』【】"
)
