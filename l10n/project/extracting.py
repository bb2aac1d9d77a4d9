"""Extract a site: bring the catalogs of every language up to its source guides.

All source guides are read first, then one language after the other is done: the translation
memory needs a language's catalogs together, and no other's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from l10n.catalog import Entry
from l10n.errors import L10nError
from l10n.extract import extract_guide, template_entries
from l10n.guide import Finding
from l10n.project.config import Config
from l10n.project.linking import (
    Linker,
    find_broken_links,
    make_linker,
    without_title_links,
)
from l10n.project.outcome import Output, Track, refusal
from l10n.project.selection import Selection
from l10n.project.slugs import slug_entry
from l10n.project.sources import find_sources, unusable_keys
from l10n.project.tree import GuideFile, Tree, read_guide
from l10n.project.updating import CatalogOutcome, Site, find_orphans, update_language

__all__ = ["CatalogOutcome", "Extracted", "extract_site"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run of extract did, and found."""

    catalogs: tuple[CatalogOutcome, ...]
    """By language, then by guide."""
    guides: int
    html: int
    """How many HTML blocks passed through untouched."""
    front_matter: int
    """How many guides have front matter in a dialect that passes through untouched."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Template:
    """What the catalogs of a source guide are made from."""

    entries: tuple[Entry, ...]
    html: int
    front_matter: bool


def extract_site(
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    output: Output,
    now: datetime,
    track: Track,
) -> Extracted:
    """Write the catalogs of the selected guides; a bad guide or catalog stops only itself.

    Catalogs follow a guide whose key has changed; those that no guide has a use for are
    findings when all guides are selected. Raises L10nError when the record cannot be read, or
    the catalogs cannot be listed.
    """
    sources = find_sources(config, tree)
    whole = len(selection.guides) == len(sources)
    site = Site(config, sources, unusable_keys(config, tree), whole, output, now)
    pairs = dict(selection.pairs(config))
    templates, findings = _read_templates(make_linker(config, tree), track(tuple(pairs)))
    catalogs: list[CatalogOutcome] = []
    for language in selection.languages:
        wanted = {file: each.entries for file, each in templates.items() if language in pairs[file]}
        catalogs += update_language(site, language, wanted, track)
        if whole:
            findings += find_orphans(site, language)
    findings += [each.finding for each in catalogs if each.finding]
    return Extracted(
        catalogs=tuple(catalogs),
        guides=len(templates),
        html=sum(each.html for each in templates.values()),
        front_matter=sum(each.front_matter for each in templates.values()),
        findings=tuple(findings),
    )


def _read_templates(
    linker: Linker, files: Iterable[GuideFile]
) -> tuple[dict[GuideFile, _Template], list[Finding]]:
    templates: dict[GuideFile, _Template] = {}
    findings: list[Finding] = []
    for file in files:
        try:
            guide = read_guide(linker.config.root, file)
            extraction = extract_guide(guide, linker.config.fields)
        except L10nError as error:
            findings.append(refusal(error, file.path))
            continue
        findings += (*extraction.findings, *find_broken_links(linker, guide, extraction))
        slug = slug_entry(file) if linker.config.slugs else ()
        rest = without_title_links(linker, file.key, extraction)
        templates[file] = _Template(
            (*slug, *template_entries(guide, rest.segments)),
            extraction.html,
            extraction.untouched_front_matter,
        )
    return templates, findings
