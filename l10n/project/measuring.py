"""Measure a site: how far each language is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from l10n.coverage import GuideCoverage, LanguageCoverage, measure_guide, sum_languages
from l10n.errors import L10nError
from l10n.extract import extract_guide
from l10n.guide import Finding
from l10n.project.catalogs import read_catalog
from l10n.project.config import Config
from l10n.project.outcome import Track, refusal
from l10n.project.paths import catalog_path
from l10n.project.selection import Selection
from l10n.project.tree import GuideFile, Tree, read_guide


@dataclass(frozen=True, slots=True)
class Measured:
    """The coverage of the selected guides and languages, and what could not be measured."""

    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    """By guide, then by language."""
    findings: tuple[Finding, ...]


def published_pages(tree: Tree) -> frozenset[tuple[str, str]]:
    """Return language and key of every page in the tree, whoever wrote it."""
    return frozenset((language, key) for language, pages in tree.guides.items() for key in pages)


def measure_site(
    config: Config,
    selection: Selection,
    published: Collection[tuple[str, str]],
    *,
    track: Track,
) -> Measured:
    """Measure the selected guides; a bad guide or catalog is a finding and counts nothing."""
    coverages: list[GuideCoverage] = []
    findings: list[Finding] = []
    pairs = dict(selection.pairs(config))
    for file in track(tuple(pairs)):
        measured, refused = _measure(config, file, pairs[file])
        coverages += measured
        findings += refused
    languages = sum_languages(selection.languages, coverages, published)
    return Measured(languages, tuple(coverages), tuple(findings))


def _measure(
    config: Config, file: GuideFile, languages: tuple[str, ...]
) -> tuple[list[GuideCoverage], list[Finding]]:
    try:
        extraction = extract_guide(read_guide(config.root, file), config.fields)
    except L10nError as error:
        return [], [refusal(error, file.path)]
    coverages: list[GuideCoverage] = []
    findings: list[Finding] = []
    for language in languages:
        try:
            catalog = read_catalog(config, language, file.key)
        except L10nError as error:
            findings.append(refusal(error, catalog_path(config, language, file.key)))
            continue
        coverages.append(
            measure_guide(file.key, file.path, language, extraction.identities, catalog)
        )
    return coverages, findings
