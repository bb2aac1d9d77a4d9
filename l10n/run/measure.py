"""Measure a site: how far each language is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import Any, Final, TypeAlias

from l10n.cache.actions import Made, drop, recall, record
from l10n.catalog import Catalog
from l10n.coverage import Counts, GuideCoverage, LanguageCoverage, measure_guide, sum_languages
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.gaps import Draft, Gap, GuideGaps, find_gaps, narrow_gaps
from l10n.guide import Finding, Localized
from l10n.run.run import Run, by_guide
from l10n.site.catalogs import read_catalog
from l10n.site.links import Linker, references_of
from l10n.site.packed import unpack_finding
from l10n.site.paths import catalog_path
from l10n.site.selection import languages_of
from l10n.site.shows import NEAR, Links, gather_links, links_of
from l10n.site.tree import GuideFile, Tree

_STEP: Final = "measure"
_GAPS: Final = "gaps"


@dataclass(frozen=True, slots=True)
class Measured:
    """The coverage of the selected guides and languages, and what could not be measured."""

    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    """By guide, then by language."""
    findings: tuple[Finding, ...]


_Outcome: TypeAlias = GuideCoverage | Finding
"""What measuring found of one guide in one language: its coverage, or why there is none."""


@dataclass(frozen=True, slots=True)
class _Guide:
    """What measuring found of one guide."""

    found: Mapping[Localized, _Outcome] = field(default_factory=dict)
    links: Links | None = None
    """None when the guide could not be read."""
    refused: Finding | None = None


def published_pages(tree: Tree) -> frozenset[tuple[str, str]]:
    """Return language and key of every page in the tree, written by merging or not."""
    return frozenset((language, key) for language, pages in tree.guides.items() for key in pages)


def measure_site(run: Run, published: Collection[tuple[str, str]], *, track: Track) -> Measured:
    """Measure the selected guides; a bad guide or catalog is a finding and counts nothing."""
    found = _recall(run)
    wanted = by_guide(run, [each for each in run.names.values() if each not in found])
    done = dict(run.map(partial(_measure, run, wanted), tuple(wanted), track))
    _record(run, done)
    refused = {file.key: each.refused for file, each in done.items() if each.refused}
    found |= {each: outcome for guide in done.values() for each, outcome in guide.found.items()}
    outcomes = [found[each] for each in run.names.values() if each in found]
    known = tuple(each for each in outcomes if isinstance(each, GuideCoverage))
    return Measured(
        sum_languages(run.selection.languages, known, published),
        known,
        (*refused.values(), *(each for each in outcomes if isinstance(each, Finding))),
    )


def find_site_gaps(run: Run, *, track: Track) -> tuple[GuideGaps, ...]:
    """Return what is left to do, one for each guide that can be read; complete ones have none.

    The guides have been measured.
    """
    store = run.files.store
    drop(store, _GAPS, run.linker.sources.keys())
    known = recall(store, _GAPS, _unpack_gaps)
    new = [file for file in run.pairs if file.key not in known]
    done = {file.key: gaps for file, gaps in run.map(partial(_find_gaps, run), new, track)}
    found = {key: (each.title, each.gaps) for key, each in done.items() if each}
    made = (
        Made(file.key, _gap_inputs(run, file), _pack_gaps(*found[file.key]))
        for file in new
        if file.key in found
    )
    record(store, _GAPS, made)
    found |= known
    return tuple(
        narrow_gaps(GuideGaps(file.key, file.path, *found[file.key]), languages)
        for file, languages in run.pairs.items()
        if file.key in found
    )


def _find_gaps(run: Run, file: GuideFile) -> GuideGaps | None:
    """Find what all languages lack: nearly the same is stored of one as of all."""
    try:
        source = run.read(file)
    except L10nError:  # reported where it is measured
        return None
    catalogs, _ = _read_catalogs(run.linker, file.key, _languages(run, file))
    return find_gaps(source.guide, source.segments, catalogs)


def _gap_inputs(run: Run, file: GuideFile) -> tuple[str, ...]:
    catalogs = (catalog_path(run.config, each, file.key) for each in _languages(run, file))
    return (file.path, f"{NEAR}:{file.key}", *catalogs)


def _languages(run: Run, file: GuideFile) -> tuple[str, ...]:
    return languages_of(run.config, file, run.config.languages)


def _measure(run: Run, wanted: Mapping[GuideFile, tuple[str, ...]], file: GuideFile) -> _Guide:
    try:
        source = run.read(file)
    except L10nError as error:
        return _Guide(refused=refusal(error, file.path))
    catalogs, damaged = _read_catalogs(run.linker, file.key, wanted[file])
    references = references_of(run.linker, source.guide, source.extraction)
    found: dict[Localized, _Outcome] = {
        Localized(language, file.key): measure_guide(
            file.key, file.path, language, source.identities, catalog
        )
        for language, catalog in catalogs.items()
    }
    found |= {Localized(language, file.key): each for language, each in damaged}
    return _Guide(found, links_of(run.linker, file.key, references))


def _recall(run: Run) -> dict[Localized, _Outcome]:
    """Return the recorded outcomes that are not stale."""
    known = recall(run.files.store, _STEP, _unpack)
    found: dict[Localized, _Outcome] = {}
    for name, each in run.names.items():
        if name not in known:
            continue
        segments, words, finding = known[name]
        path = run.linker.sources[each.key].path
        found[each] = finding or GuideCoverage(each.key, path, each.language, segments, words)
    return found


def _record(run: Run, done: Mapping[GuideFile, _Guide]) -> None:
    gather_links(run.files, {file.key: each.links for file, each in done.items() if each.links})
    made = (
        Made(
            each.name,
            (file.path, catalog_path(run.config, *each), f"{NEAR}:{each.key}"),
            _pack(outcome),
        )
        for file, guide in done.items()
        for each, outcome in guide.found.items()
    )
    record(run.files.store, _STEP, made)


def _pack(outcome: _Outcome) -> object:
    if isinstance(outcome, Finding):
        return (), (), outcome
    return outcome.segments, outcome.words, None


def _unpack(packed: Any) -> tuple[Counts, Counts, Finding | None]:
    segments, words, finding = packed
    return Counts(*segments), Counts(*words), unpack_finding(finding) if finding else None


def _pack_gaps(title: str, gaps: Iterable[Gap]) -> object:
    return title, [astuple(each) for each in gaps]


def _unpack_gaps(packed: Any) -> tuple[str, tuple[Gap, ...]]:
    title, gaps = packed
    return str(title), tuple(
        Gap(msgid, msgctxt, line, last_line, words, tuple(untranslated), tuple(map(_draft, drafts)))
        for msgid, msgctxt, line, last_line, words, untranslated, drafts in gaps
    )


def _draft(packed: Any) -> Draft:
    return Draft(*packed)


def _read_catalogs(
    linker: Linker, key: str, languages: Iterable[str]
) -> tuple[dict[str, Catalog | None], list[tuple[str, Finding]]]:
    """Read a guide's catalogs by language; a damaged one is left out and reported."""
    catalogs: dict[str, Catalog | None] = {}
    findings: list[tuple[str, Finding]] = []
    for language in languages:
        try:
            # One that cannot be read is read again, for the reason.
            known = linker.catalogs(language, key)
            catalogs[language] = known or read_catalog(linker.config, language, key)
        except L10nError as error:
            path = catalog_path(linker.config, language, key)
            findings.append((language, refusal(error, path)))
    return catalogs, findings
