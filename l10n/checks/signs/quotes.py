"""Quotation marks that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

MARKS: Final = later(r"[\"“”„‟«»「」『』〝〞＂]")
_NO_QUOTE: Final = re.compile(r"(?<=\d)\"|(?<=[א-ת])\"(?=[א-ת])|(?<= )[«»](?= )")


def check(subject: Subject) -> Iterator[Fault]:
    """Find marks without a partner; whether to quote at all is for translators to say."""
    source, target = _count(subject.source.plain), _count(subject.target.plain)
    if target % 2 and not source % 2:
        yield Fault("a quotation mark has no partner; add it, or delete this one")


def _count(text: str) -> int:
    """Count the marks; where they do not pair, inches, arrows and Hebrew abbreviations have one."""
    count = len(MARKS.findall(text))
    return len(MARKS.findall(_NO_QUOTE.sub("", text))) if count % 2 else count


CHECK: Final = EntryCheck(
    "quotes",
    Severity.WARNING,
    "a quotation mark has no partner",
    check,
    '"“”„‟«»「」『』〝〞＂',
)
