"""Confirm what a machine wrote: a person has read it, and it is theirs from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from l10n.catalog import Catalog, Entry
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized
from l10n.match.doubts import without_fuzzy
from l10n.match.machine import is_by_machine, is_of_its_source, without_marks
from l10n.run.run import Run
from l10n.site.catalogs import read_catalog, write_catalog
from l10n.site.paths import catalog_path


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many texts were confirmed, by catalog; and what could not be read or written."""

    texts: dict[Localized, int]
    findings: tuple[Finding, ...]


def confirm_site(run: Run) -> Confirmed:
    """Confirm the machine's texts in the selected catalogs, but those of an older source."""
    texts: dict[Localized, int] = {}
    findings: list[Finding] = []
    for each in run.names.values():
        try:
            catalog = read_catalog(run.config, *each)
            count = sum(1 for _ in _waiting(catalog)) if catalog else 0
            if catalog and count:
                write_catalog(run.config, *each, _confirm_catalog(catalog), run.output.write)
                texts[each] = count
        except L10nError as error:
            findings.append(refusal(error, catalog_path(run.config, *each)))
    return Confirmed(texts, tuple(findings))


def _confirm_catalog(catalog: Catalog) -> Catalog:
    """Return a catalog whose machine's texts are a person's."""
    waiting = {entry.identity for entry in _waiting(catalog)}
    entries = tuple(
        without_marks(without_fuzzy(entry)) if entry.identity in waiting else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _waiting(catalog: Catalog) -> Iterator[Entry]:
    for entry in catalog.entries:
        if not entry.obsolete and is_by_machine(entry) and is_of_its_source(entry):
            yield entry
