"""What no page may get from a translation: hidden characters, templates, foreign hosts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.markdown.blocks import BODY_KINDS
from l10n.markdown.inlines import locate_inlines
from l10n.safe.placeables import outside_placeables
from l10n.safe.refuse import find_refused, find_templates
from l10n.safe.targets import (
    find_known,
    find_literals,
    judge_known,
    judge_target,
    may_hold_address,
)
from l10n.safe.values import judge_value

MOST_UNBOUNDED: Final = 200
"""Characters; a text of no more has not too many of anything."""


def check(subject: Subject) -> Iterator[Fault]:
    """Say the first reason why merging would not publish this text as it is."""
    msgid, msgstr = subject.entry.msgid, subject.entry.msgstr
    fault = "" if _is_ordinary(msgstr) else find_refused(msgid, msgstr)
    if not fault and ("{" in msgstr or "}" in msgstr or "<" in msgstr or ">" in msgstr):
        texts = (outside_placeables(each, locate_inlines(each)) for each in (msgid, msgstr))
        fault = find_templates(*texts)
    if not fault and may_hold_address(msgstr):
        fault = judge_known(find_known(msgstr) - find_known(msgid), subject.known)
    if not fault and not BODY_KINDS.issuperset(subject.kinds):
        fault = judge_value(msgid, msgstr)
    if fault:
        yield Fault(fault)
    if fault or "](" not in msgstr:
        return
    known = find_literals(msgid).union(subject.targets)
    for written in sorted(find_literals(msgstr) - known):
        if fault := judge_target(written, subject.known):
            yield Fault(fault)
            return


def wakes(subject: Subject) -> bool:
    """Return whether the text is too long or too strange, or may have a bare web address.

    All other addresses have one of the signs that wake it.
    """
    text = subject.target.text
    return not _is_ordinary(text) or "w." in text or "W." in text


def _is_ordinary(text: str) -> bool:
    return len(text) <= MOST_UNBOUNDED and text.isprintable()


CHECK: Final = EntryCheck(
    "safety",
    Severity.ERROR,
    "a hidden character, a template, HTML in a title, an unknown host or scheme",
    check,
    "{}<>@/]\\&%",
    wakes=wakes,
)
