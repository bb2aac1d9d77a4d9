"""Extract a site: bring the catalogs of every language up to its source guides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from l10n.catalog import Entry
from l10n.errors import L10nError
from l10n.extract import Extraction, extract_guide, template_entries
from l10n.guide import Finding
from l10n.project.catalogs import read_catalog, with_header, write_catalog
from l10n.project.config import Config
from l10n.project.outcome import Action, Track, Write, refusal
from l10n.project.paths import catalog_path
from l10n.project.selection import Selection
from l10n.project.tree import GuideFile, read_guide
from l10n.update import update_catalog


@dataclass(frozen=True, slots=True)
class CatalogOutcome:
    """What extracting did with one catalog."""

    key: str
    language: str
    path: str
    action: Action
    changes: Mapping[str, int]
    """How many entries came to be what, by the name of the change."""
    finding: Finding | None = None
    """Why it was refused."""


@dataclass(frozen=True, slots=True)
class GuideOutcome:
    """What extracting did with one source guide."""

    catalogs: tuple[CatalogOutcome, ...] = ()
    extraction: Extraction | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run of extract did, and found."""

    catalogs: tuple[CatalogOutcome, ...]
    guides: int
    html: int
    """How many HTML blocks passed through untouched."""
    front_matter: int
    """How many guides have front matter in a dialect that passes through untouched."""
    findings: tuple[Finding, ...]


def extract_site(
    config: Config, selection: Selection, *, write: Write, now: datetime, track: Track
) -> Extracted:
    """Write the catalogs of the selected guides; a bad guide or catalog stops only itself."""
    pairs = dict(selection.pairs(config))
    outcomes = [_extract(config, file, pairs[file], write, now) for file in track(tuple(pairs))]
    extractions = [each.extraction for each in outcomes if each.extraction]
    catalogs = tuple(catalog for each in outcomes for catalog in each.catalogs)
    return Extracted(
        catalogs=catalogs,
        guides=len(extractions),
        html=sum(each.html for each in extractions),
        front_matter=sum(each.untouched_front_matter for each in extractions),
        findings=(
            *(finding for each in outcomes for finding in each.findings),
            *(catalog.finding for catalog in catalogs if catalog.finding),
        ),
    )


def _extract(
    config: Config, file: GuideFile, languages: tuple[str, ...], write: Write, now: datetime
) -> GuideOutcome:
    try:
        guide = read_guide(config.root, file)
        extraction = extract_guide(guide, config.fields)
    except L10nError as error:
        return GuideOutcome(findings=(refusal(error, file.path),))
    template = template_entries(guide, extraction.segments)
    catalogs = tuple(
        _extract_catalog(config, file.key, language, template, write, now) for language in languages
    )
    return GuideOutcome(catalogs, extraction, extraction.findings)


def _extract_catalog(
    config: Config,
    key: str,
    language: str,
    template: tuple[Entry, ...],
    write: Write,
    now: datetime,
) -> CatalogOutcome:
    path = catalog_path(config, language, key)
    try:
        old = read_catalog(config, language, key)
        if old is None and not template:
            return CatalogOutcome(key, language, path, Action.UNCHANGED, {})
        update = update_catalog(with_header(config, language, old, now), template)
        action = write_catalog(config, language, key, update.catalog, write)
    except L10nError as error:
        return CatalogOutcome(key, language, path, Action.REFUSED, {}, refusal(error, path))
    changes = Counter(str(change.kind) for change in update.changes)
    return CatalogOutcome(key, language, path, action, changes)
