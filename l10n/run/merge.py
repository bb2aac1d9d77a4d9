"""Merge a site: publish the localized guides that their catalogs make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple

from l10n.cache.actions import Made, find_stale, mark, observe, put, recall, record
from l10n.cache.index import note, note_gone
from l10n.coverage import GuideCoverage
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized
from l10n.links.site import Page
from l10n.run.decide import PageOutcome, Plan, Status, Work, is_orphaned, target_path
from l10n.run.draft import TitleOf, places_linked, places_of
from l10n.run.foresee import Change, accompany, expected_pages, foresee, wrongly_foreseen
from l10n.run.measure import record_measured
from l10n.run.moves import make_room
from l10n.run.page import OWN_TARGET, plan_page, title_reader
from l10n.run.publish import Failure, PageChange, Publication, publish_pages
from l10n.run.run import Run, by_guide, with_fresh_record
from l10n.site.address.map import site_map
from l10n.site.glossaries import glossary_paths
from l10n.site.links import (
    file_addresses,
    file_paths,
    image_addresses,
    image_paths,
    included_of,
    references_of,
)
from l10n.site.outside import note_outside
from l10n.site.packed import pack_findings, unpack_findings
from l10n.site.paths import catalog_path
from l10n.site.record import Published, Record, record_path
from l10n.site.shows import (
    AROUND,
    NEAR,
    OTHERS,
    UNKNOWN,
    Links,
    gather_links,
    links_of,
    observe_pages,
)
from l10n.site.slugs import name_pages
from l10n.site.sources import unusable_sources
from l10n.site.tree import GuideFile, Tree, broken_keys, broken_paths

_STATUSES: Final = {str(each): each for each in Status}
_STEP: Final = "merge"
_PLACE: Final = "place"
_AT_ONCE: Final = 64
"""Guides that are planned before what is measured of them is recorded."""
_SETTLED: Final = (Status.PUBLISHED, Status.UNCHANGED, Status.KEPT, Status.WAITING, Status.REFUSED)


class Merged(NamedTuple):
    """What a run of merge did, and found."""

    pages: tuple[PageOutcome, ...]
    """By guide, then by language."""
    findings: tuple[Finding, ...]
    tree: Tree
    """The guides as the run has left them."""
    record: Record
    """What was published, as the run has left it."""


class _Shown(NamedTuple):
    """What a guide shows or offers: addresses of what is no guide, and places in guides."""

    images: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Relative ones; those of images are among them."""
    places: tuple[str, ...] = ()
    """The keys of other guides with places that are linked to."""


_NOTHING_SHOWN: Final = _Shown()


class _Guide(NamedTuple):
    """What is to become of one guide's pages, or why nothing can."""

    plans: tuple[Plan, ...] = ()
    refused: Finding | None = None
    links: Links = UNKNOWN
    shown: _Shown = _NOTHING_SHOWN


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is held of pages until all are written."""

    outcomes: dict[Localized, PageOutcome] = field(default_factory=dict)
    refused: list[Finding] = field(default_factory=list)
    shown: dict[str, _Shown] = field(default_factory=dict)
    """What guides show, by key."""
    textless: set[Localized] = field(default_factory=set)
    moved: list[PageChange] = field(default_factory=list)
    """Those that move or go, without their bytes."""


class _Round(NamedTuple):
    """What one round made of the pages that were stale."""

    outcomes: Mapping[Localized, PageOutcome]
    refused: tuple[Finding, ...]
    record: Record


def merge_site(run: Run, *, publish_at: float, track: Track) -> Merged:
    """Publish the selected guides; a bad guide, catalog or page stops only itself.

    ``publish_at`` is in percent of words. Raises L10nError when the record cannot be read or
    written.
    """
    names, findings = name_pages(
        run.config, run.linker.sources.values(), run.selection.languages, run.facts
    )
    unusable = unusable_sources(run.config, run.tree)
    work = Work(run, publish_at, broken_paths(run.tree), names, unusable)
    selected = run.names
    places = _places(work)
    observe(run.files.store, _PLACE, places, selected)
    stale = find_stale(run.files.store, _step(work), selected)
    guides = by_guide(run, [selected[name] for name in stale])
    work, changes = accompany(work, guides, foresee(work, guides))
    work, changes = make_room(work, changes)
    first = _merge_stale(_expect(work, changes) if changes else work, track)
    made = dict(first.outcomes)
    refused, last = first.refused, first
    if wrong := wrongly_foreseen(changes, made):
        # Links lead to pages that were not published: the pages with such links are made once more.
        right = tuple(each for each in changes if each not in wrong)
        again = with_fresh_record(work.run)
        again = replace(again, tree=_tree_after(work.run, made, again.record))
        last = _merge_stale(_expect(replace(work, run=again, owners={}), right), track)
        made |= _both(run.tree, made, last)
        refused = (*refused, *last.refused)
    outcomes = _recall_pages(work, selected, made)
    tree = _tree_after(work.run, made, last.record)
    after = replace(work, run=replace(run, tree=tree, record=last.record), owners={})
    _put_places(after, places, made)
    ordered = tuple(outcomes[each] for each in selected.values() if each in outcomes)
    told = (finding for page in ordered for finding in page.findings)
    # What is wrong with a glossary is reported for each page of its language.
    return Merged(ordered, tuple(dict.fromkeys((*findings, *refused, *told))), tree, last.record)


def _expect(work: Work, changes: Sequence[Change]) -> Work:
    """Return the work with these changes in the site map already, because links depend on them.

    Pages that link to these become stale.
    """
    run = work.run
    tree, record = expected_pages(work, changes)
    linker = replace(run.linker, site=site_map(run.config, tree))
    observe_pages(run.files, linker, tree, record, run.facts)
    return replace(work, run=replace(run, linker=linker))


def _merge_stale(work: Work, track: Track) -> _Round:
    """Make the selected pages that are stale, publish them, and record what was made."""
    run = work.run
    planned = _Planned()
    pages = _plan_stale(work, planned, track)
    published = publish_pages(pages, run.record, record_path(run.config), run.output)
    failed = {failure.page.localized: failure for failure in published.failures}
    _record(work, planned, published, failed.keys())
    outcomes = planned.outcomes
    for each, failure in failed.items():
        outcomes[each] = _failed(outcomes[each], failure)
    return _Round(outcomes, tuple(planned.refused), published.record)


def _plan_stale(work: Work, planned: _Planned, track: Track) -> Iterator[PageChange]:
    """Yield the pages that are to be written, and record how much of them is translated."""
    run = work.run
    stale = find_stale(run.files.store, _step(work), run.names)
    wanted = by_guide(run, [run.names[name] for name in stale])
    work_on = partial(_plan_guide, work, wanted, title_reader(work))
    done = run.map(work_on, tuple(wanted), track)
    while part := tuple(islice(done, _AT_ONCE)):
        coverages: dict[Localized, GuideCoverage] = {}
        for file, guide in part:
            planned.shown[file.key] = guide.shown
            planned.refused.extend([guide.refused] if guide.refused else ())
            for plan in guide.plans:
                each = plan.outcome.localized
                planned.outcomes[each] = plan.outcome
                if plan.coverage:
                    coverages[each] = plan.coverage
                if plan.page:
                    if plan.page.data is None or plan.page.old_path:
                        planned.moved.append(replace(plan.page, data=plan.page.data and b""))
                    yield plan.page
        gather_links(run.files, {file.key: guide.links for file, guide in part})
        record_measured(run, coverages)
        planned.textless.update(each for each, found in coverages.items() if not found.has_text)


def _record(
    work: Work, planned: _Planned, published: Publication, failed: Collection[Localized]
) -> None:
    """Record the pages that would be left as they are if they were merged again.

    Some may come out differently next time though nothing of theirs has changed: those that have
    ``failed``, and those without text.
    """
    files = work.run.files
    gone = [page.path for page in planned.moved if page.data is None]
    gone += [page.old_path for page in planned.moved if page.old_path]
    note_gone(files.store, files.index, gone)
    note(files.store, files.index, published.written)
    mark(files.store, [*gone, *published.written])
    moved = {path for page in planned.moved if page.old_path for path in (page.path, page.old_path)}
    shown, textless = planned.shown, planned.textless
    linked = {path for each in planned.outcomes for path in _linked(work, each, shown[each.key])}
    note_outside(files.store, files.index, files.folders, linked)
    record(
        files.store,
        _step(work),
        (
            Made(each.name, inputs, _pack(outcome))
            for each, outcome in planned.outcomes.items()
            if each not in failed
            and outcome.status in _SETTLED
            and not (outcome.status is Status.WAITING and each in textless)
            and not (outcome.status is Status.KEPT and _is_elsewhere(work, each))
            and moved.isdisjoint(inputs := _inputs(work, outcome, shown[each.key]))
        ),
    )


def _is_elsewhere(work: Work, each: Localized) -> bool:
    """Tell whether a page is not where it belongs: what is in its way may go in any run."""
    existing = work.run.tree.guides[each.language].get(each.key)
    target = target_path(work, work.run.linker.sources[each.key].path, each)
    return existing is None or existing.path != target


def _inputs(work: Work, outcome: PageOutcome, shown: _Shown) -> tuple[str, ...]:
    """Return all that a page depends on."""
    config, each = work.config, outcome.localized
    source = work.run.linker.sources[each.key]
    target = target_path(work, source.path, each)
    linker, page = work.run.linker, Page(each.key, each.language, target)
    existing = work.run.tree.guides[each.language].get(each.key)
    return (
        source.path,
        catalog_path(config, *each),
        target,
        _current_path(existing, work.run.record.get(each), target),
        f"{_PLACE}:{each.name}",
        f"{NEAR}:{each.key}",
        f"{AROUND}:{each.key}",
        *glossary_paths(config, each.language),
        *image_paths(linker, each.key, page, shown.images),
        *_linked(work, each, shown),
        *(OTHERS for found in outcome.findings if found.check == OWN_TARGET),
        *_places_read(work, each.language, shown.places),
    )


def _places_read(work: Work, language: str, keys: Iterable[str]) -> Iterator[str]:
    """Yield what the places of other guides in a language depend on, where they may differ."""
    for key in keys:
        each = Localized(language, key)
        if paths := places_of(work, each):
            yield from (*paths, f"{_PLACE}:{each.name}")


def _linked(work: Work, each: Localized, shown: _Shown) -> tuple[str, ...]:
    """Return where the files are, or would be, that a page links to."""
    linker = work.run.linker
    target = target_path(work, linker.sources[each.key].path, each)
    return file_paths(linker, each.key, Page(each.key, each.language, target), shown.files)


def _places(work: Work, among: Iterable[Localized] | None = None) -> dict[str, str]:
    """Return the fact of where each page belongs, is and was, and what is there, by name."""
    broken = {tag: broken_keys(work.run.tree, tag) for tag in work.run.selection.languages}
    return {
        each.name: _place(work, each, is_broken=each.key in broken[each.language])
        for each in (work.run.names.values() if among is None else among)
    }


def _put_places(work: Work, before: Mapping[str, str], made: Iterable[Localized]) -> None:
    """Store where the pages are that were made; what another step has made of them is stale."""
    places = _places(work, made)
    changed = {name: place for name, place in places.items() if before[name] != place}
    put(work.run.files.store, _PLACE, changed)
    writers = {f"{_PLACE}:{name}": f"{_step(work)}:{name}" for name in changed}
    mark(work.run.files.store, writers, writers.items())


def _place(work: Work, each: Localized, *, is_broken: bool) -> str:
    target = target_path(work, work.run.linker.sources[each.key].path, each)
    existing = work.run.tree.guides[each.language].get(each.key)
    known = work.run.record.get(each)
    current = _current_path(existing, known, target)
    is_at_home = existing is not None and current == target
    is_left = not is_at_home and any(
        is_orphaned(work, each.language, path) for path in dict.fromkeys((target, current))
    )
    place = (target, current, f"{is_broken or target in work.broken:d}{is_left:d}")
    if known is None:
        return "\0".join(place)
    memory = known.memory
    own = f"{memory.own_path:d}{bool(memory.told):d}"
    return "\0".join((*place, own, known.path, *known.digests, "", *memory.keys, "", memory.own))


def _current_path(existing: GuideFile | None, known: Published | None, target: str) -> str:
    """Return where a page is, or was."""
    return existing.path if existing else known.path if known else target


def _plan_guide(
    work: Work,
    wanted: Mapping[GuideFile, tuple[str, ...]],
    title_of: TitleOf,
    file: GuideFile,
) -> _Guide:
    try:
        source = work.run.read(file)
    except L10nError as error:
        return _Guide(refused=refusal(error, file.path))
    plans = tuple(plan_page(work, source, each, title_of) for each in wanted[file])
    references = references_of(work.run.linker, source.guide, source.extraction)
    linker, layout = work.run.linker, source.extraction.layout
    included = included_of(linker, source.guide, layout)
    images = image_addresses(linker, source.guide, layout)
    places = places_linked(linker, file.key, references)
    shown = _Shown(images, file_addresses(linker, source.guide, layout), places)
    return _Guide(plans, None, links_of(linker, file.key, references, included), shown)


def _failed(outcome: PageOutcome, failure: Failure) -> PageOutcome:
    finding = refusal(failure.error, failure.page.path)
    findings = (*outcome.findings, finding)
    return replace(outcome, status=Status.REFUSED, reason=finding.message, findings=findings)


def _both(
    tree: Tree, first: Mapping[Localized, PageOutcome], second: _Round
) -> dict[Localized, PageOutcome]:
    """Return the outcomes of the second round, seen from before the first.

    A page that the first has written is published, unless it is again as ``tree`` has it.
    """

    def told(each: Localized, page: PageOutcome) -> PageOutcome:
        before = first.get(each)
        was_written = before and before.status in (Status.PUBLISHED, Status.WITHDRAWN)
        if not was_written or page.status not in (Status.PUBLISHED, Status.UNCHANGED):
            return page
        old, now = tree.guides[each.language].get(each.key), second.record.get(each)
        is_same = old and now and old.path == now.path and old.digest in now.digests
        return replace(page, status=Status.UNCHANGED if is_same else Status.PUBLISHED)

    return {each: told(each, page) for each, page in second.outcomes.items()}


def _tree_after(run: Run, made: Mapping[Localized, PageOutcome], record: Record) -> Tree:
    """Return the tree as it is after these pages were made."""
    guides = {language: dict(found) for language, found in run.tree.guides.items()}
    for each, outcome in made.items():
        pages, known = guides[each.language], record.get(each)
        if outcome.status is Status.WITHDRAWN:
            pages.pop(each.key, None)
        elif outcome.status is Status.PUBLISHED and known:
            base = pages.get(each.key) or run.linker.sources[each.key]._replace(url="")
            pages[each.key] = base._replace(
                language=each.language, path=known.path, digest=known.digests[0]
            )
    return replace(run.tree, guides=guides)


def _step(work: Work) -> str:
    """Return the name of the step; another ``publish_at`` than the site's is a step of its own."""
    is_usual = work.publish_at == work.config.publish_at
    return _STEP if is_usual else f"{_STEP} at {work.publish_at:g}"


def _recall_pages(
    work: Work, selected: Mapping[str, Localized], made: Mapping[Localized, PageOutcome]
) -> dict[Localized, PageOutcome]:
    """Return what was ``made`` of pages, and the recorded outcomes of the others."""
    known = recall(work.run.files.store, _step(work), _unpack)
    found = dict(made)
    for name, outcome in known.items():
        each = selected.get(name)
        if each and each not in found:
            found[each] = PageOutcome(each.key, each.language, *outcome)
    return found


def _pack(outcome: PageOutcome) -> object:
    status = Status.UNCHANGED if outcome.status is Status.PUBLISHED else outcome.status
    findings = pack_findings(outcome.findings)
    return (status, outcome.path, outcome.reason, findings, outcome.lines)


def _unpack(packed: Any) -> tuple[str, Status, str, tuple[Finding, ...], tuple[int, ...]]:
    status, path, reason, found, lines = packed
    findings = unpack_findings(found)
    return str(path), _STATUSES[status], str(reason), findings, tuple(lines)
