"""Compare a site with an earlier revision of itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from l10n.changes import Change, Since, StaleSegment, compare_languages, find_stale
from l10n.config.settings import Config
from l10n.coverage import LanguageCoverage
from l10n.disk.git import date_lines, find_revision, read_files
from l10n.disk.look import UNKNOWN
from l10n.disk.output import Track, dry_output
from l10n.disk.write import write_bytes
from l10n.errors import L10nError
from l10n.gaps import Gap, GuideGaps
from l10n.past.sources import compare_sources
from l10n.run.measure import measure_site, published_pages
from l10n.run.run import Run, open_run
from l10n.site.catalogs import read_catalog
from l10n.site.grouped.parts import spread_parts
from l10n.site.grouped.spread import spread
from l10n.site.paths import (
    catalog_path,
    catalogs_folder,
    content_folders,
    folders_beside,
    has_parts,
    is_group,
    place_of,
    single_files,
    source_languages,
)
from l10n.site.record import read_record, record_path
from l10n.site.selection import Selection
from l10n.site.sitefiles import fresh_files
from l10n.site.sources import broken_sources, find_sources
from l10n.site.tree import scan_tree
from l10n.suffixes import is_data_name, is_guide_name


def compare_since(  # what is now, then when to compare it with
    run: Run,
    now: tuple[LanguageCoverage, ...],
    gaps: Iterable[GuideGaps],
    revision: str,
    named: Selection | None,
    *,
    track: Track,
) -> Since:
    """Return what happened since ``revision`` to the languages, which have these gaps ``now``.

    Today's settings are applied to the guides and catalogs of then; ``named`` narrows the
    comparison to what it has, None does not. Raises L10nError without git, a repository or such a
    revision.
    """
    config = run.config
    found = find_revision(config.root, revision)
    languages = tuple(each.language for each in now)
    with tempfile.TemporaryDirectory(prefix="l10n-since-") as folder:
        up = max((each.count("../") for each in folders_beside(config)), default=0)
        old = replace(config, root=Path(folder).resolve().joinpath(*["site"] * up))
        _write_old_site(config, old, found.commit, languages)
        earlier, published = _open_old(old, languages, named)
        before = measure_site(earlier, published, track=track).languages
        sources = compare_sources(earlier, run)
        stale = tuple(_dated(config, found.commit, _find_all_stale(old, gaps)))
    deltas = compare_languages(before, now)
    order = {language: number for number, language in enumerate(languages)}
    ranked = sorted(stale, key=lambda each: (order[each.language], each.path, each.line))
    return Since(revision, found.short, found.date, deltas, tuple(ranked), sources)


def _write_old_site(config: Config, old: Config, commit: str, languages: tuple[str, ...]) -> None:
    """Write what a commit has of the guides, the catalogs and the record, where ``old`` is."""
    beside = {each.rstrip("/") for each in folders_beside(config)}
    content = content_folders(config, (*source_languages(config), *languages))
    catalogs = tuple(catalog_path(config, tag, "\0").partition("\0")[0] for tag in languages)
    for folder in content_folders(config, [config.source_language]):
        (old.root / folder).mkdir(parents=True, exist_ok=True)
    folders = {*content, catalogs_folder(config), *single_files(config)}.difference(beside)
    record = record_path(config)
    for path, data in read_files(config.root, commit, () if "" in folders else sorted(folders)):
        is_wanted = is_guide_name(path) or is_data_name(path)
        is_guide = is_wanted and place_of(config, path) is not None
        is_catalog = path.startswith(catalogs) and path.endswith(".po")
        is_catalog |= any(is_group(config, tag, path) for tag in languages)
        if is_guide or is_catalog or path == record:
            write_bytes(old.root, path, data, durable=False, expected=UNKNOWN)


def _open_old(
    old: Config, languages: tuple[str, ...], named: Selection | None
) -> tuple[Run, frozenset[tuple[str, str]]]:
    files = fresh_files(old)
    if has_parts(old):
        files = spread_parts(files, nullcontext())
    record = read_record(old)
    tree = scan_tree(files, record=record)
    sources = find_sources(old, tree, record)
    if old.grouped:
        files, _ = spread(files, tree, sources, nullcontext())
    if named:
        guides = tuple(sources[each.key] for each in named.guides if each.key in sources)
        selection = replace(named, guides=guides)
    else:
        guides = tuple(sources[key] for key in sorted(sources))
        selection = Selection(languages, guides, broken_sources(old, tree, sources))
    run = open_run(files, tree, record, sources, selection, output=dry_output(old.root))
    return run, published_pages(tree)


def _find_all_stale(old: Config, guides: Iterable[GuideGaps]) -> Iterator[tuple[StaleSegment, Gap]]:
    for guide in guides:
        fuzzy = dict.fromkeys(draft.language for gap in guide.gaps for draft in gap.drafts)
        gaps = {gap.identity: gap for gap in guide.gaps}
        for language in fuzzy:
            try:
                before = read_catalog(old, language, guide.key)
            except L10nError:  # damaged then: whatever it held was not published
                continue
            for stale in find_stale(guide, language, before):
                yield stale, gaps[stale.msgctxt, stale.msgid]


def _dated(
    config: Config, commit: str, stale: Iterable[tuple[StaleSegment, Gap]]
) -> Iterator[StaleSegment]:
    lines: dict[str, tuple[datetime | None, ...]] = {}
    for each, gap in stale:
        if each.change is Change.NONE:
            yield each
            continue
        if each.path not in lines:
            lines[each.path] = date_lines(config.root, commit, each.path)
        dates = lines[each.path][gap.line - 1 : gap.last_line]
        committed = [date for date in dates if date]
        newest = max(committed) if committed and len(committed) == len(dates) else None
        yield replace(each, changed=newest)
