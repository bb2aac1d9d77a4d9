"""What one run works with: the site as it is, and its guides, each read once for all steps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, TypeVar

from l10n.cache.state import State
from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.disk.jobs import map_in_order
from l10n.disk.output import Output, Track
from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Segment
from l10n.links.titles import TitleLink
from l10n.run.idle import Idle, NotIdleError, find_showing
from l10n.run.memo import Memo, fresh
from l10n.run.updating import CatalogOutcome, written_paths
from l10n.run.views import NO_VIEWS, Basis, Views, change_views, changed_views, read_views
from l10n.site.links import Linker, make_linker, title_links, with_fresh_catalogs
from l10n.site.record import Record, read_record, record_path
from l10n.site.selection import Selection, languages_of
from l10n.site.tree import GuideFile, Tree, read_guide

Result = TypeVar("Result")

_REMEMBERED: Final = 1_024
"""Guides whose blocks are kept for the next step, about 100 KB each."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source guide as the steps of a run read it."""

    guide: Guide
    extraction: Extraction
    links: Mapping[int, TitleLink]
    """The title links among its segments, by index: they are nobody's work."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the other segments, which translators are asked for."""
        all_ = self.extraction.segments
        if not self.links:
            return all_
        return tuple(each for index, each in enumerate(all_) if index not in self.links)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Return the identities of those."""
        return tuple((each.context, each.msgid) for each in self.segments)


Texts: TypeAlias = Callable[[GuideFile], tuple[Guide, Extraction]]
"""Reads a guide; raises L10nError when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command on a site."""

    tree: Tree
    selection: Selection
    pairs: Mapping[GuideFile, tuple[str, ...]]
    """The guides to be looked at, each with the languages it is translated into."""
    linker: Linker
    record: Record
    """What was published, as this step found it."""
    texts: Texts
    output: Output
    jobs: int
    memo: Memo | None = None
    """What earlier runs found; None when this one works on a part of the site only."""
    views: Views = NO_VIEWS
    idle: Idle | None = None
    """What all other guides of the site add; None when there are none, or they do not count."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.linker.config

    def is_selected(self, language: str, key: str) -> bool:
        """Tell whether a guide in a language is done by this run, or idle."""
        file = self.linker.sources.get(key)
        if self.idle and file:
            return language in languages_of(self.config, file, self.selection.languages)
        return file is not None and language in self.pairs.get(file, ())

    def read(self, file: GuideFile) -> Source:
        """Read a source guide; raises L10nError when it cannot be read."""
        guide, extraction = self.texts(file)
        return Source(guide, extraction, title_links(self.linker, file.key, extraction))

    def map(
        self,
        function: Callable[[GuideFile], Result],
        files: Sequence[GuideFile],
        track: Track,
    ) -> Iterator[tuple[GuideFile, Result]]:
        """Yield each guide with ``function`` of it, in order, as many at once as asked."""
        # The workers start before a bar does: it brings a thread, and what has one is not copied.
        done = zip(map_in_order(function, files, self.jobs), track(files), strict=True)
        return ((file, result) for result, file in done)


def open_run(
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    output: Output,
    jobs: int = 1,
    state: State | None = None,
) -> Run:
    """Return a run; raises L10nError when the record cannot be read."""
    linker = make_linker(config, tree)
    pairs = dict(selection.pairs(config))
    record = read_record(config.root, record_path(config))
    run = Run(tree, selection, pairs, linker, record, read_once(config), output, jobs)
    whole = len(selection.guides) == len(linker.sources)
    if state is None or not whole or selection.languages != config.languages:
        return run
    return replace(run, memo=Memo(state))


def with_views(run: Run) -> Run:
    """Return a run that knows what guides show each other, if it remembers anything.

    All catalogs are read that have changed.
    """
    if run.memo is None or run.views is not NO_VIEWS:
        return run
    return replace(run, views=read_views(Basis(run.memo, run.linker, run.tree, run.record)))


def look_again(run: Run, catalogs: Collection[CatalogOutcome]) -> Run:
    """Return a run that knows that these catalogs have changed.

    Raises NotIdleError when idle guides show what has changed.
    """
    written = written_paths(run.config, catalogs)
    if not written:
        return run
    linker, record = with_fresh_catalogs(run.linker), run.record
    if any(each.old_key for each in catalogs):  # its lines followed the catalogs
        record = read_record(run.config.root, record_path(run.config))
    run = replace(run, linker=linker, record=record)
    if run.memo is None:
        return run
    memo = fresh(run.memo, written)
    keys = {each.key for each in catalogs if each.path in written}
    views = change_views(run.views, keys, Basis(memo, linker, run.tree, record))
    if run.idle and not _are_all_there(run, memo, changed_views(run.views, views)):
        raise NotIdleError
    return replace(run, memo=memo, views=views)


def _are_all_there(run: Run, memo: Memo, keys: Collection[str]) -> bool:
    """Tell whether all guides that show something of these are looked at."""
    try:
        showing = find_showing(memo.state, run.tree, run.config.source_language, keys)
    except (sqlite3.Error, ValueError):
        return False
    return showing <= {file.key for file in run.pairs}


def read_once(config: Config) -> Texts:
    """Return what reads guides and keeps the first ones.

    Every step goes through them in the same order: to forget the oldest would be to forget all.
    """
    known: dict[GuideFile, tuple[Guide, Extraction]] = {}

    def read(file: GuideFile) -> tuple[Guide, Extraction]:
        if file in known:
            return known[file]
        guide = read_guide(config.root, file)
        text = guide, extract_guide(guide, config.fields)
        if len(known) < _REMEMBERED:
            known[file] = text
        return text

    return read
