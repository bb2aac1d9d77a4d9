"""Currencies and units that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import DIGITS
from l10n.checks.subject import Fault, Subject
from l10n.facts.units import may_have_units, read_currencies, read_measures, written_currency
from l10n.facts.words import PARTS
from l10n.guide import Severity
from l10n.later import later

_SHARE: Final = later(
    rf"{PARTS}|\d\s?/\s?\d|\d (?:in|out of|von|de(?: cada)?|em cada|su|sur|van) \d", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Fault]:
    """Compare currencies and shares by what they mean, units by how they are written.

    What stands beside a number on one side must be named on the other. A unit that is spelled
    out is no fault; one that became another is.
    """
    source, target = subject.source.plain, subject.target.plain
    if not (may_have_units(source) or may_have_units(target)):
        return
    if lost := _unnamed(source, target):
        yield Fault(f"{lost} of the source is missing; write the same currency or unit")
    elif added := _unnamed(target, source):
        yield Fault(f"{added} is not in the source; write the currency or unit of the source")
    units, own = read_measures(source), read_measures(target)
    if units - own and own - units:
        before, after = ", ".join(sorted(units - own)), ", ".join(sorted(own - units))
        yield Fault(f"the source has {before}, here it is {after}; write the source's unit")


def _unnamed(text: str, other: str) -> str:
    """Return what stands beside a number in ``text`` and nowhere in ``other``, as it is written.

    A percentage may be said as a part: 3/4, one in five, half.
    """
    beside = read_currencies(text)
    if "%" in beside and _SHARE.search(other):
        beside -= {"%"}
    unnamed = (name for name in beside if not written_currency(other, name))
    return ", ".join(sorted(written_currency(text, name) for name in unnamed))


CHECK: Final = EntryCheck(
    "units", Severity.WARNING, "a currency, a share or a unit differs", check, DIGITS
)
