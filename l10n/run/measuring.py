"""Measure a site: how far each language is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import partial
from typing import Final

from l10n.catalog import Catalog
from l10n.coverage import Counts, GuideCoverage, LanguageCoverage, measure_guide, sum_languages
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.gaps import GuideGaps, find_gaps
from l10n.guide import Finding
from l10n.run.memo import Links, Memo, catalog_parts, links_of, recall, remember, remember_links
from l10n.run.run import Run
from l10n.run.sums import NOTHING, with_idle
from l10n.run.views import source_stamp
from l10n.site.catalogs import read_catalog
from l10n.site.links import Linker, references_of
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile, Tree

_STEP: Final = "measure"


@dataclass(frozen=True, slots=True)
class Measured:
    """The coverage of the selected guides and languages, and what could not be measured."""

    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    """By guide, then by language; idle ones are not here, but count for their language."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Guide:
    """What measuring found of one guide."""

    coverages: tuple[GuideCoverage, ...] = ()
    findings: tuple[Finding, ...] = ()
    links: Links | None = None
    """None when the guide could not be read."""


def published_pages(tree: Tree) -> frozenset[tuple[str, str]]:
    """Return language and key of every page in the tree, whoever wrote it."""
    return frozenset((language, key) for language, pages in tree.guides.items() for key in pages)


def measure_site(run: Run, published: Collection[tuple[str, str]], *, track: Track) -> Measured:
    """Measure the selected guides; a bad guide or catalog is a finding and counts nothing."""
    known = _recall_guides(run)
    new = tuple(file for file in run.pairs if file not in known)
    found = dict(run.map(partial(_measure, run), new, track))
    _remember_guides(run, found)
    guides = [known.get(file) or found[file] for file in run.pairs]
    coverages = tuple(coverage for each in guides for coverage in each.coverages)
    languages = sum_languages(run.selection.languages, coverages, published)
    idle = run.idle.sums if run.idle else NOTHING
    return Measured(
        tuple(with_idle(each, idle) for each in languages),
        coverages,
        tuple(finding for each in guides for finding in each.findings),
    )


def find_site_gaps(run: Run, *, track: Track) -> tuple[GuideGaps, ...]:
    """Return what is left to do, one for each guide that can be read; complete ones have none."""
    found = run.map(partial(_find_gaps, run), tuple(run.pairs), track)
    return tuple(gaps for _, gaps in found if gaps)


def _find_gaps(run: Run, file: GuideFile) -> GuideGaps | None:
    try:
        source = run.read(file)
    except L10nError:  # reported where it is measured
        return None
    catalogs, _ = _read_catalogs(run.linker, file.key, run.pairs[file])
    return find_gaps(source.guide, source.segments, catalogs)


def _measure(run: Run, file: GuideFile) -> _Guide:
    try:
        source = run.read(file)
    except L10nError as error:
        return _Guide(findings=(refusal(error, file.path),))
    catalogs, refused = _read_catalogs(run.linker, file.key, run.pairs[file])
    identities = source.identities
    coverages = (
        measure_guide(file.key, file.path, language, identities, catalog)
        for language, catalog in catalogs.items()
    )
    references = references_of(run.linker, source.guide, source.extraction)
    links = links_of(run.linker, file.key, references)
    return _Guide(tuple(coverages), tuple(refused), links)


def _recall_guides(run: Run) -> dict[GuideFile, _Guide]:
    memo = run.memo
    if memo is None:
        return {}
    known: dict[GuideFile, _Guide] = {}
    for file, languages in run.pairs.items():
        found = recall(memo, _STEP, file.key, _stamp(run, memo, file))
        if found is not None:
            coverages = (
                GuideCoverage(file.key, file.path, language, Counts(*segments), Counts(*words))
                for language, (segments, words) in zip(languages, found, strict=True)
            )
            known[file] = _Guide(tuple(coverages))
    return known


def _remember_guides(run: Run, guides: Mapping[GuideFile, _Guide]) -> None:
    memo = run.memo
    if memo is None:
        return
    for file, guide in guides.items():
        if guide.links is None or guide.findings:
            continue
        remember_links(memo, file, guide.links)
        data = [[astuple(each.segments), astuple(each.words)] for each in guide.coverages]
        remember(memo, _STEP, file.key, _stamp(run, memo, file), data)


def _stamp(run: Run, memo: Memo, file: GuideFile) -> str:
    parts = catalog_parts(memo, run.config, file.key, run.pairs[file])
    return source_stamp(memo, run.views, file, parts)


def _read_catalogs(
    linker: Linker, key: str, languages: Iterable[str]
) -> tuple[dict[str, Catalog | None], list[Finding]]:
    """Read a guide's catalogs by language; a damaged one is left out and reported."""
    catalogs: dict[str, Catalog | None] = {}
    findings: list[Finding] = []
    for language in languages:
        try:
            # One that cannot be read is read again, to be told why.
            known = linker.catalogs(language, key)
            catalogs[language] = known or read_catalog(linker.config, language, key)
        except L10nError as error:
            findings.append(refusal(error, catalog_path(linker.config, language, key)))
    return catalogs, findings
