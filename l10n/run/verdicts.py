"""What becomes of translations on their way into a page: refused, quarantined, lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from l10n.catalog import Catalog, Identity
from l10n.guide import Finding, Severity
from l10n.merge import Merged
from l10n.run.deciding import PageOutcome, Plan, Status, Work
from l10n.site.memory import memory_of


def translation_findings(merged: Merged, catalog: Catalog | None, path: str) -> tuple[Finding, ...]:
    """Return what merging says about single translations, each at its entry in the catalog."""
    if not (merged.quarantined or merged.retargeted):
        return ()
    lines = {entry.identity: entry.line for entry in catalog.entries} if catalog else {}
    quarantined = (
        Finding(
            "quarantined",
            Severity.ERROR,
            path,
            lines.get((each.segment.context, each.segment.msgid), 0),
            f"not published: {each.reason}",
        )
        for each in merged.quarantined
    )
    retargeted = (
        Finding(
            "own-target",
            Severity.INFO,
            path,
            lines.get((each.segment.context, each.segment.msgid), 0),
            f"links to {', '.join(each.targets)} instead of the source's target; check it",
        )
        for each in merged.retargeted
    )
    return tuple(dict.fromkeys((*quarantined, *retargeted)))


def usable_catalog(
    catalog: Catalog | None, given: Mapping[Identity, str], merged: Merged
) -> Catalog | None:
    """Return the catalog that decides whether a page is published, None if nothing of it shows.

    A quarantined translation does not hold its page back: it is reported, and the rest is worth
    reading. Where every one is quarantined there is no rest.
    """
    refused = {(each.segment.context, each.segment.msgid) for each in merged.quarantined}
    return catalog if given.keys() - refused else None


def has_lost_all(work: Work, outcome: PageOutcome, catalog: Catalog | None) -> bool:
    """Return whether a page was made of translations and its catalog holds no word any more.

    Translators do not delete them all on purpose: the catalog was lost, and the page is what is
    left.
    """
    if catalog and any(entry.has_text for entry in catalog.entries):
        return False
    return bool(memory_of(work.run.record, (outcome.language, outcome.key)).told)


def lost(outcome: PageOutcome, path: str) -> Plan:
    """Keep the page whose catalog, at ``path``, has lost all translations."""
    message = (
        "the translations of a published page are gone: bring this catalog back, take them from "
        f"the page with l10n import, or remove {outcome.path}"
    )
    finding = Finding("lost-catalog", Severity.ERROR, path, 0, message)
    reason = "its catalog has lost all translations"
    return Plan(replace(outcome, status=Status.KEPT, reason=reason, findings=(finding,)))
