"""Quotation marks that got lost or do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity

MARKS: Final = re.compile(r"[\"“”„‟«»「」『』〝〞＂]")
_SINGLE: Final = re.compile(
    r"(?<!\w)['‘‚‹][^'‘’‚‹›\n]{1,80}?['’‘›](?!\w)|(?<!\w)[‚‘][^‚‘’]{2,80}+[‘’](?!\w)"
)
_NO_QUOTE: Final = re.compile(r"(?<=\d)\"|(?<=[א-ת])\"(?=[א-ת])")


def check(subject: Subject) -> Iterator[Fault]:
    """Find marks without a partner, and quotations that are not quoted any more."""
    source, target = _count(subject.source.plain), _count(subject.target.plain)
    if target % 2 and not source % 2:
        yield Fault("a quotation mark has no partner; add it, or delete this one")
        return
    before = source // 2 + len(_SINGLE.findall(subject.source.plain))
    after = target // 2 + len(_SINGLE.findall(subject.target.plain))
    if source >= 2 and after < before:
        message = "the source has more quotation marks; check whether they may be left out"
        yield Fault(message, Severity.INFO)


def _count(text: str) -> int:
    """Count the marks; where they do not pair, inches and Hebrew abbreviations may have one."""
    count = len(MARKS.findall(text))
    return len(MARKS.findall(_NO_QUOTE.sub("", text))) if count % 2 else count


CHECK: Final = EntryCheck(
    "quotes",
    Severity.WARNING,
    "a quotation mark has no partner, or quotations got lost",
    check,
    '"“”„‟«»「」『』〝〞＂',
)
