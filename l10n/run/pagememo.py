"""What merging remembers of a guide's pages: that there is nothing to do with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from l10n.cache.knowing import adopt_state
from l10n.guide import Finding
from l10n.run.deciding import PageOutcome, Plan, Status, target_path
from l10n.run.memo import Links, Memo, catalog_parts, fresh, recall, remember, remember_links
from l10n.run.planning import Work
from l10n.run.publishing import Publication
from l10n.run.views import Basis, change_views, page_stamp, read_views
from l10n.site.glossaries import glossary_paths
from l10n.site.packed import Packed, pack_finding, unpack_finding
from l10n.site.tree import GuideFile, broken_keys

_STEP: Final = "merge"
_SETTLED: Final = (Status.PUBLISHED, Status.UNCHANGED, Status.KEPT, Status.WAITING)


def remembers_pages(memo: Memo | None) -> bool:
    """Tell whether anything is remembered of any page."""
    return memo is not None and any(step == _STEP for step, _ in memo.state.results)


def recall_pages(work: Work) -> dict[GuideFile, tuple[Plan, ...]]:
    """Return the plans of the guides whose pages are as the last run left them."""
    memo = work.run.memo
    if memo is None or not remembers_pages(memo):
        return {}
    common = _common_parts(work, memo)
    known: dict[GuideFile, tuple[Plan, ...]] = {}
    for file, languages in work.run.pairs.items():
        stamp = page_stamp(memo, work.run.views, file, (*common, *_parts(work, memo, file)))
        found = recall(memo, _STEP, file.key, stamp)
        if found is not None:
            known[file] = tuple(
                Plan(_unpack(file.key, language, packed))
                for language, packed in zip(languages, found, strict=True)
            )
    return known


def remember_pages(
    work: Work, published: Publication, guides: Mapping[GuideFile, tuple[Links, tuple[Plan, ...]]]
) -> None:
    """Remember the pages that merging again would leave as they are."""
    if work.run.memo is None or not guides:
        return
    run, record = work.run, published.record
    pages = [plan.page for _, plans in guides.values() for plan in plans if plan.page]
    memo = fresh(work.run.memo, {path for each in pages for path in (each.path, each.old_path)})
    for path, noted in published.written.items():
        memo.looked[path] = adopt_state(memo.state, path, noted)
    written = frozenset(each.identity for each in pages)
    basis = Basis(memo, run.linker, run.tree, record, written)
    if run.views.site is run.linker.site:
        keys = {key for _, key in written}
        views = change_views(run.views, keys, basis)
    else:  # pages come, go or move
        views = read_views(basis)
    work = replace(work, run=replace(run, memo=memo), site=replace(work.site, record=record))
    common = _common_parts(work, memo)
    moved = {
        path: each.key for each in pages if each.old_path for path in (each.old_path, each.path)
    }
    moved |= {each.path: each.key for each in pages if each.data is None}
    for file, (links, plans) in guides.items():
        settled = all(each.outcome.status in _SETTLED and not _moves(each) for each in plans)
        if settled and not (moved and _was_decided_by(moved, work, file)):
            remember_links(memo, file, links)
            stamp = page_stamp(memo, views, file, (*common, *_parts(work, memo, file)))
            remember(memo, _STEP, file.key, stamp, [_pack(each.outcome) for each in plans])


def _moves(plan: Plan) -> bool:
    return plan.page is not None and (plan.page.data is None or bool(plan.page.old_path))


def _was_decided_by(moved: Mapping[str, str], work: Work, file: GuideFile) -> bool:
    """Tell whether another guide's page lay in the way and ``moved``, so that the next run may."""
    places = (place for each in work.run.pairs[file] for place in _places(work, file, each))
    return any(moved.get(place, file.key) != file.key for place in places)


def _common_parts(work: Work, memo: Memo) -> tuple[str, ...]:
    config, languages = work.site.config, work.run.selection.languages
    glossaries = (path for each in languages for path in glossary_paths(config, each))
    return (str(work.site.publish_at), *map(memo.digest, glossaries))


def _parts(work: Work, memo: Memo, file: GuideFile) -> Iterator[str]:
    """Yield what the pages of a guide hang on besides what it shows of others."""
    site, languages = work.site, work.run.pairs[file]
    yield from catalog_parts(memo, site.config, file.key, languages)
    for language in languages:
        target, current = _places(work, file, language)
        known = site.record.get((language, file.key))
        yield f"{target}\0{current}\0{memo.digest(current)}"
        if current != target:
            yield memo.digest(target)
        if target in site.broken or file.key in broken_keys(site.tree, language):
            yield "broken"
        if known:
            memory = known.memory
            yield f"{known.path}\0{known.digests}{memory.keys}{memory.own_path}{bool(memory.told)}"


def _places(work: Work, file: GuideFile, language: str) -> tuple[str, str]:
    """Return where a guide's page belongs, and where it is, or was."""
    site = work.site
    target = target_path(site, file.path, language, file.key)
    existing = site.tree.guides[language].get(file.key)
    known = site.record.get((language, file.key))
    return target, existing.path if existing else known.path if known else target


def _pack(outcome: PageOutcome) -> tuple[str, str, str, list[Packed]]:
    status = Status.UNCHANGED if outcome.status is Status.PUBLISHED else outcome.status
    return (status, outcome.path, outcome.reason, [pack_finding(each) for each in outcome.findings])


def _unpack(key: str, language: str, packed: tuple[str, str, str, Iterable[Packed]]) -> PageOutcome:
    status, path, reason, findings = packed
    found: tuple[Finding, ...] = tuple(map(unpack_finding, findings))
    return PageOutcome(key, language, path, Status(status), reason, found)
