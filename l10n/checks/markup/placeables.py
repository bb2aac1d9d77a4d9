"""Links, code, tags and shortcodes that did not come back as the source has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.markup.safety import MOST_UNBOUNDED
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.safe.placeables import compare_placeables
from l10n.safe.refuse import find_refused


def check(subject: Subject) -> Iterator[Fault]:
    """Compare what has to come back unchanged: as often as in the source, in any order."""
    msgid, msgstr = subject.entry.msgid, subject.entry.msgstr
    if len(msgstr) > MOST_UNBOUNDED and find_refused(msgid, msgstr):  # found by the check safety
        return
    compared = compare_placeables(msgid, msgstr, subject.targets, subject.labels, subject.policy)
    if compared.fault:
        yield Fault(compared.fault)


CHECK: Final = EntryCheck(
    "placeables",
    Severity.ERROR,
    "a link, code, tag or shortcode is missing, added or altered",
    check,
    "[<`{",
)
