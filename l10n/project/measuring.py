"""Measure a site: how far each language is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from l10n.catalog import Catalog
from l10n.coverage import GuideCoverage, LanguageCoverage, measure_guide, sum_languages
from l10n.errors import L10nError
from l10n.extract import extract_guide
from l10n.gaps import GuideGaps, find_gaps
from l10n.guide import Finding
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config
from l10n.project.linking import make_linker, without_title_links
from l10n.project.outcome import Track, refusal
from l10n.project.paths import catalog_path
from l10n.project.selection import Selection
from l10n.project.tree import Tree, read_guide


@dataclass(frozen=True, slots=True)
class Measured:
    """The coverage of the selected guides and languages, and what could not be measured."""

    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    """By guide, then by language."""
    gaps: tuple[GuideGaps, ...]
    """What is left to do, one for each guide that was read; complete ones have none."""
    findings: tuple[Finding, ...]


def published_pages(tree: Tree) -> frozenset[tuple[str, str]]:
    """Return language and key of every page in the tree, whoever wrote it."""
    return frozenset((language, key) for language, pages in tree.guides.items() for key in pages)


def measure_site(
    config: Config,
    tree: Tree,
    selection: Selection,
    published: Collection[tuple[str, str]],
    *,
    track: Track,
) -> Measured:
    """Measure the selected guides; a bad guide or catalog is a finding and counts nothing."""
    coverages: list[GuideCoverage] = []
    gaps: list[GuideGaps] = []
    findings: list[Finding] = []
    pairs = dict(selection.pairs(config))
    linker = make_linker(config, tree)
    for file in track(tuple(pairs)):
        try:
            guide = read_guide(config.root, file)
            extraction = extract_guide(guide, config.fields)
            extraction = without_title_links(linker, file.key, extraction)
        except L10nError as error:
            findings.append(refusal(error, file.path))
            continue
        catalogs, refused = _read_catalogs(config, file.key, pairs[file])
        findings += refused
        coverages += (
            measure_guide(file.key, file.path, language, extraction.identities, catalog)
            for language, catalog in catalogs.items()
        )
        gaps.append(find_gaps(guide, extraction.segments, catalogs))
    languages = sum_languages(selection.languages, coverages, published)
    return Measured(languages, tuple(coverages), tuple(gaps), tuple(findings))


def _read_catalogs(
    config: Config, key: str, languages: Iterable[str]
) -> tuple[dict[str, Catalog | None], list[Finding]]:
    """Read a guide's catalogs by language; a damaged one is left out and reported."""
    catalogs: dict[str, Catalog | None] = {}
    findings: list[Finding] = []
    for language in languages:
        try:
            catalogs[language] = read_catalog(config, language, key)
        except L10nError as error:
            findings.append(refusal(error, catalog_path(config, language, key)))
    return catalogs, findings
