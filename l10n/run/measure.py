"""Measure a site: how far each language is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from l10n.cache.actions import Made, recall, record
from l10n.coverage import (
    Counts,
    GuideCoverage,
    LanguageCoverage,
    measure_guide,
    sum_languages,
    unread_guide,
)
from l10n.disk.files import read_bytes
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Severity
from l10n.run.quarantine import Judge, blocking_paths, judge_catalog
from l10n.run.run import Run, Source, by_guide, is_whole
from l10n.site.links import included_of, references_of
from l10n.site.packed import unpack_finding
from l10n.site.paths import catalog_path
from l10n.site.record import Record
from l10n.site.selection import languages_of
from l10n.site.shows import NEAR, UNKNOWN, Links, gather_links, links_of
from l10n.site.sources import unread_files
from l10n.site.tree import GuideFile, Tree
from l10n.words import count_words

_STEP: Final = "measure"


class Measured(NamedTuple):
    """The coverage of the selected guides and languages, and what is wrong with their files."""

    languages: tuple[LanguageCoverage, ...]
    guides: tuple[GuideCoverage, ...]
    """By guide, then by language; at the end those that cannot be used."""
    findings: tuple[Finding, ...]
    unread: tuple[str, ...] = ()
    """The paths of pages of kinds that are not read; none unless all guides are selected."""


class _Outcome(NamedTuple):
    """How far one guide is in one language, and what is wrong with a file where that matters."""

    coverage: GuideCoverage
    finding: Finding | None = None


class _Guide(NamedTuple):
    """What measuring found of one guide."""

    found: Mapping[Localized, _Outcome]
    links: Links = UNKNOWN


def published_pages(tree: Tree) -> frozenset[tuple[str, str]]:
    """Return language and key of every page in the tree, written by merging or not."""
    return frozenset((language, key) for language, pages in tree.guides.items() for key in pages)


def written_by_hand(
    published: Iterable[tuple[str, str]], record: Record
) -> frozenset[tuple[str, str]]:
    """Return which of the published pages merging did not write, as the record says."""
    ours = {identity for identity, known in record.items() if known.digests}
    return frozenset(published) - ours


def measure_site(
    run: Run,
    published: Collection[tuple[str, str]],
    by_hand: Collection[tuple[str, str]] = (),
    *,
    track: Track,
) -> Measured:
    """Measure the selected guides; where a file cannot be read, nothing of it is translated.

    ``by_hand`` are those of the ``published`` pages, (language, key), that merging did not write.
    """
    names = run.names
    found = _recall(run, names)
    wanted = by_guide(run, [each for each in names.values() if each not in found])
    done = dict(run.map(partial(_measure, Judge(run), wanted), tuple(wanted), track))
    gather_links(run.files, {file.key: each.links for file, each in done.items()})
    new = {each: outcome for guide in done.values() for each, outcome in guide.found.items()}
    _record(run, new)
    found |= new
    guides = (*(found[each].coverage for each in names.values()), *_unread(run))
    told = (found[each].finding for each in names.values())
    return Measured(
        sum_languages(run.selection.languages, guides, published, by_hand),
        guides,
        tuple(dict.fromkeys(each for each in told if each)),
        unread_files(run.files) if is_whole(run) else (),
    )


def record_measured(run: Run, coverages: Mapping[Localized, GuideCoverage]) -> None:
    """Record what merging has measured, so that no translation is judged twice.

    What the guides link to has been gathered.
    """
    _record(run, {each: _Outcome(coverage) for each, coverage in coverages.items()})


def clean_names(run: Run) -> frozenset[str]:
    """Return the names of what was measured and has nothing quarantined."""
    return frozenset(
        name
        for name, (segments, _, finding) in recall(run.files.store, _STEP, _unpack).items()
        if not (segments.quarantined or finding)
    )


def _measure(work: Judge, wanted: Mapping[GuideFile, tuple[str, ...]], file: GuideFile) -> _Guide:
    run = work.run
    try:
        source = run.read(file)
    except L10nError as error:
        finding = refusal(error, file.path)
        words, why = _count_roughly(run, file.path), _why(finding)
        return _Guide(
            {
                Localized(each, file.key): _Outcome(
                    unread_guide(file.key, file.path, each, words, why), finding
                )
                for each in wanted[file]
            }
        )
    references = references_of(run.linker, source.guide, source.extraction)
    included = included_of(run.linker, source.guide, source.extraction.layout)
    found = {Localized(each, file.key): _measure_one(work, source, each) for each in wanted[file]}
    return _Guide(found, links_of(run.linker, file.key, references, included))


def _measure_one(work: Judge, source: Source, language: str) -> _Outcome:
    guide = source.guide
    count = partial(measure_guide, guide.key, guide.path, language, source.measured)
    try:
        catalog, quarantined = judge_catalog(work, source, language)
    except L10nError as error:
        finding = refusal(error, catalog_path(work.run.config, language, guide.key))
        return _Outcome(count(None)._replace(refused=_why(finding)), finding)
    return _Outcome(count(catalog, quarantined))


def _unread(run: Run) -> Iterator[GuideCoverage]:
    """Yield the source guides that are not in the tree: nothing of them is translated."""
    languages = (run.config.source_language, *run.config.fallback_sources)
    told = (each for tag in languages for each in run.tree.findings[tag])
    found = {each.path: each for each in told if each.severity is Severity.ERROR}
    for file in run.selection.unread:
        finding = found.get(file.path)
        why = _why(finding) if finding else "its key is that of another guide, or nearly so"
        words = _count_roughly(run, file.path)
        for language in languages_of(run.config, file, run.selection.languages):
            yield unread_guide(file.keys[0], file.path, language, words, why)


def _count_roughly(run: Run, path: str) -> int:
    """Return how many words a file has that cannot be read as a guide, whatever they are.

    These are too many rather than too few, so that no fault raises the coverage.
    """
    if path not in run.files.index.files:
        return 0
    try:
        data = read_bytes(f"{run.config.root}/{path}", path)
    except L10nError:
        return 0
    return count_words(data.decode("utf-8", "replace"))


def _why(finding: Finding) -> str:
    return f"{finding.place}: {finding.message}"


def _recall(run: Run, names: Mapping[str, Localized]) -> dict[Localized, _Outcome]:
    """Return the recorded outcomes that are not stale."""
    known = recall(run.files.store, _STEP, _unpack)
    found: dict[Localized, _Outcome] = {}
    for name, each in names.items():
        if name not in known:
            continue
        segments, words, finding = known[name]
        path = run.linker.sources[each.key].path
        why = _why(finding) if finding else ""
        coverage = GuideCoverage(each.key, path, each.language, segments, words, why)
        found[each] = _Outcome(coverage, finding)
    return found


def _record(run: Run, found: Mapping[Localized, _Outcome]) -> None:
    config, sources = run.config, run.linker.sources
    made = (
        Made(
            each.name,
            (
                sources[each.key].path,
                catalog_path(config, *each),
                f"{NEAR}:{each.key}",
                *blocking_paths(config, each.language),
            ),
            _pack(outcome),
        )
        for each, outcome in found.items()
    )
    record(run.files.store, _STEP, made)


def _pack(outcome: _Outcome) -> object:
    coverage, finding = outcome
    return coverage.segments, coverage.words, finding


def _unpack(packed: Any) -> tuple[Counts, Counts, Finding | None]:
    segments, words, finding = packed
    return Counts(*segments), Counts(*words), unpack_finding(finding) if finding else None
