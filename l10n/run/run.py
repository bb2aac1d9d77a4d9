"""What one run works with: the site as it is, and its guides, each read once for all steps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias, TypeVar

from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.disk.jobs import Jobs, map_in_order
from l10n.disk.kept import Kept, keep_first
from l10n.disk.output import Output, Track
from l10n.errors import L10nError
from l10n.extract import Extraction, extract_guide
from l10n.frontmatter.parts.named import find_missing
from l10n.guide import Guide, Localized, Segment
from l10n.links.titles import TitleLink
from l10n.site.address.map import site_map
from l10n.site.catalogfacts import CatalogFacts, bring_up_facts
from l10n.site.grouped.shares import Spread
from l10n.site.images import site_images
from l10n.site.links import Linker, make_linker, title_links, with_fresh_catalogs
from l10n.site.outside import Existing
from l10n.site.owners import with_other_tags
from l10n.site.paths import all_languages, fields_at, is_named, part_of
from l10n.site.record import Record, read_record
from l10n.site.selection import Selection
from l10n.site.shows import observe_pages, observe_sources
from l10n.site.sitefiles import SiteFiles
from l10n.site.tree import GuideFile, Tree, follow_record, read_guide

Result = TypeVar("Result")

_KEY: Final = re.compile(r"^[\"']?[\w-]++[\"']?[ \t]*[:=]", re.MULTILINE)
_REMEMBERED: Final = 1_024
"""The most guides that are kept in memory for the next step."""


class Source(NamedTuple):
    """A source guide as the steps of a run read it."""

    guide: Guide
    extraction: Extraction
    links: Mapping[int, TitleLink]
    """The title links among its segments, by index: they are not for translators."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the other segments: those for translators."""
        all_ = self.extraction.segments
        if not self.links:
            return all_
        return tuple(each for index, each in enumerate(all_) if index not in self.links)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Return the identities of these segments."""
        return tuple(each.identity for each in self.segments)

    @property
    def measured(self) -> tuple[Identity, ...]:
        """Return the identities of all that counts: a front matter that cannot be read is one.

        No catalog has it, so that no fault raises the coverage.
        """
        block = self.extraction.block
        if block is None or not self.extraction.untouched_front_matter:
            return self.identities
        unread = _KEY.sub("", block.span.of(self.guide.text))
        return (("front matter", unread), *self.identities)


Texts: TypeAlias = Callable[[GuideFile], tuple[Guide, Extraction]]
"""Reads a guide; raises L10nError when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command on a site: what all its steps work with."""

    files: SiteFiles
    tree: Tree
    record: Record
    """What was published, as this step found it."""
    linker: Linker
    facts: Mapping[Localized, CatalogFacts]
    """What catalogs hold that concerns other guides."""
    selection: Selection
    pairs: Mapping[GuideFile, tuple[str, ...]]
    """The selected guides, each with the selected languages that translate it."""
    names: Mapping[str, Localized]
    """What is done by this run, guide by guide, by its name."""
    texts: Texts
    output: Output
    jobs: Jobs
    spread: Spread | None = None
    """The private catalogs, where those that people see hold many guides."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.files.config

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
        """Yield each guide with ``function`` of it, in order, many at a time."""
        # Workers start before a progress bar: with its thread this process could not be copied.
        done = zip(map_in_order(function, files, self.jobs), track(files), strict=True)
        return ((file, result) for result, file in done)


def open_run(  # the site, what of it, and how
    files: SiteFiles,
    tree: Tree,
    record: Record,
    sources: Mapping[str, GuideFile],
    selection: Selection,
    *,
    output: Output,
    jobs: Jobs = 1,
    spread: Spread | None = None,
) -> Run:
    """Return a run on the selected guides; ``sources`` are all source guides.

    What guides show each other is observed: what depends on it may become stale.
    """
    config = files.config
    existing = Existing(config.root, files.folders, frozenset(files.paths))
    linker = make_linker(config, tree, sources, site_images(config, files.paths), existing)
    facts = bring_up_facts(files, linker, jobs)
    observe_sources(files, linker, facts)
    observe_pages(files, linker, tree, record, facts)
    pairs = dict(selection.pairs(config))
    selected = (Localized(tag, file.key) for file, tags in pairs.items() for tag in tags)
    names = {each.name: each for each in selected}
    texts = _read_once(config)
    return Run(
        files,
        tree,
        record,
        linker,
        facts,
        selection,
        pairs,
        names,
        texts,
        output,
        jobs,
        spread,
    )


def with_fresh_record(run: Run) -> Run:
    """Return the run with the record read again, because it has changed."""
    config = run.config
    record = with_other_tags(read_record(config), run.tree.guides, all_languages(config))
    return replace(run, record=record)


def follow_renames(run: Run) -> Run:
    """Return a run on pages that have other keys now, as the record says that was read again."""
    run = with_fresh_record(run)
    tree = follow_record(run.tree, run.record, run.linker.sources)
    return replace(run, tree=tree, linker=replace(run.linker, site=site_map(run.config, tree)))


def look_at_catalogs(run: Run, written: Mapping[Localized, CatalogFacts]) -> Run:
    """Return the run with a linker that reads the catalogs again, because they have changed.

    What the ``written`` ones show to other guides is observed, and what their pages show.
    """
    return _with_facts(run, {**run.facts, **written}, {each.key for each in written})


def look_at_moved_catalogs(run: Run) -> Run:
    """Return a run that reads the catalogs again, for they lie elsewhere."""
    found = bring_up_facts(run.files, with_fresh_catalogs(run.linker), run.jobs)
    return _with_facts(run, {**run.facts, **found}, None)


def _with_facts(
    run: Run, facts: Mapping[Localized, CatalogFacts], among: Collection[str] | None
) -> Run:
    linker = with_fresh_catalogs(run.linker)
    observe_sources(run.files, linker, facts, among)
    observe_pages(run.files, linker, run.tree, run.record, facts, among)
    return replace(run, linker=linker, facts=facts)


def is_whole(run: Run) -> bool:
    """Return whether all source guides are selected, in each of the selected languages."""
    selection = run.selection
    return not selection.only and len(selection.guides) == len(run.linker.sources)


def by_guide(run: Run, names: Sequence[Localized]) -> dict[GuideFile, tuple[str, ...]]:
    """Return the guides of these, each with its languages, in the order of the run's."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for language, key in names:
        wanted[key].add(language)
    return {
        file: tuple(each for each in languages if each in wanted[file.key])
        for file, languages in run.pairs.items()
        if file.key in wanted
    }


def _read_once(config: Config) -> Texts:
    """Return what reads guides and keeps the first ones.

    Every step reads them in the same order: if the oldest were dropped, each would be read again.
    """
    known: Kept[GuideFile, tuple[Guide, Extraction]] = Kept()

    def read(file: GuideFile) -> tuple[Guide, Extraction]:
        if file in known:
            return known[file]
        guide = read_guide(config, file)
        text = guide, extract_guide(guide, fields_at(config, file.path))
        part = part_of(config, guide.path, guide.language)
        # Of the files of a folder, some may have no texts.
        if part and is_named(config, guide.path) and (message := find_missing(guide.text, part)):
            raise L10nError(message, path=guide.path)
        return keep_first(known, file, text, _REMEMBERED)

    return read
