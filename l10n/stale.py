"""Which translations of a changed source may still be shown (``stale = "keep"``).

Another wording of the same is harmless; an old fee, date, deadline or address is not. So what
states a fact must be the same in both texts, in the same order. When in doubt, it differs.
"""

from __future__ import annotations

from l10n.catalog import Catalog, Entry, Identity
from l10n.facts.facts import read_facts
from l10n.match.doubts import has_mark
from l10n.match.machine import has_machine_mark


def same_facts(one: str, other: str) -> bool:
    """Return whether two texts state the same numbers, dates, prices, units and addresses.

    Code and tags have to be the same as well. When in doubt, they differ.
    """
    return read_facts(one) == read_facts(other)


def may_stay(entry: Entry) -> bool:
    """Return whether a fuzzy translation says nothing wrong about its changed source.

    One that the memory proposed, or a machine, was never a translation of this guide to rely on.
    """
    previous = entry.previous_msgid
    usable = entry.fuzzy and not entry.obsolete and not has_mark(entry)
    if previous is None or not usable or has_machine_mark(entry):
        return False
    if entry.previous_msgctxt != entry.msgctxt:
        return False
    several, now = entry.previous_msgid_plural, entry.msgid_plural
    if several is None or now is None:
        return several is now and same_facts(previous, entry.msgid)
    return same_facts(previous, entry.msgid) and same_facts(several, now)


def translations_of(catalog: Catalog, *, keep_stale: bool) -> dict[Identity, str]:
    """Return the translations that merging may use, by identity.

    ``keep_stale`` adds the fuzzy ones whose source changed in its wording alone.
    """
    stale = (entry for entry in catalog.entries if keep_stale and may_stay(entry))
    kept = {entry.identity: entry.said for entry in stale if entry.said}
    return catalog.published() | kept
