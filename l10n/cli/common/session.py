"""The session of a command: a site that is opened for one run, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.cli.common import console
from l10n.errors import L10nError

if TYPE_CHECKING:  # parsers are imported when a command runs, not when its help is shown
    from l10n.cli.common.options import Options
    from l10n.config.settings import Config
    from l10n.disk.jobs import Jobs
    from l10n.disk.look import FileVersion
    from l10n.disk.output import Output
    from l10n.guide import Finding
    from l10n.run.run import Run
    from l10n.site.grouped.shares import Spread
    from l10n.site.guidefile import GuideFile
    from l10n.site.record import Record
    from l10n.site.selection import Selection
    from l10n.site.sitefiles import SiteFiles
    from l10n.site.tree import Tree


@dataclass(frozen=True, slots=True)
class Session:
    """A site, opened for one run."""

    files: SiteFiles
    tree: Tree
    record: Record
    sources: Mapping[str, GuideFile]
    selection: Selection
    jobs: Jobs
    spread: Spread | None
    """The private catalogs, where those that people see hold many guides."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.files.config

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with the files of guides in the selected languages."""
        from l10n.site.tree import all_findings, within

        return all_findings(within(self.tree, self.config, self.selection.languages))

    def output(self, *, dry: bool = False) -> Output:
        """Return how files are changed: never one that was saved since it was read."""
        from l10n.disk.output import dry_output, real_output
        from l10n.site.paths import has_parts, tops_beside

        root = self.config.root
        beside = tops_beside(self.config)
        if dry:
            return dry_output(root, beside)
        output = real_output(root, self._expected, beside)
        if not has_parts(self.config):
            return output
        from l10n.site.grouped.parts import with_parts

        return with_parts(self.files, output)

    def _expected(self, path: str) -> FileVersion | None:
        """Return what the run has read of a file that it is going to change."""
        self.files.index.written.add(path)
        return self.files.index.files.get(path)

    def run(self, *, dry: bool = False) -> Run:
        """Return the run on what is selected; a ``dry`` one changes no file."""
        from l10n.run.run import open_run
        from l10n.site.grouped.forms import expect_one_form

        expect_one_form(self.files, self.sources)
        return open_run(
            self.files,
            self.tree,
            self.record,
            self.sources,
            self.selection,
            output=self.output(dry=dry),
            jobs=self.jobs,
            spread=self.spread,
        )


def read_settings(named: Path | None) -> Config:
    """Read the settings file that was named, or else the nearest one."""
    from l10n.config.settings import find_config, read_config

    return read_config(named or find_config(Path.cwd()))


def open_session(
    options: Options, *, writes: bool, dry: bool = False
) -> AbstractContextManager[Session]:
    """Open the site that ``options`` mean, as ``open_site`` does."""
    return open_site(read_settings(options.config), options, writes=writes, dry=dry)


@contextmanager
def open_site(
    config: Config, options: Options, *, writes: bool, dry: bool = False
) -> Iterator[Session]:
    """Open the site with these settings; hold its lock when the run ``writes``.

    What a run finds out is kept for the next one when it ends well, but for what a ``dry`` one
    only pretends. Where it cannot be kept the run does without, and says so once. Raises
    L10nError for unusable settings, an unknown language or guide, or a second run.
    """
    from l10n.cache.store import copy_store, is_outdated
    from l10n.disk.private import private_fault
    from l10n.site.selection import select_languages
    from l10n.site.sitefiles import open_files

    select_languages(config, options.languages)
    with ExitStack() as stack:
        stack.enter_context(console.working(quiet=options.quiet))
        jobs = stack.enter_context(_crew(options, config))
        files = options.files
        if writes:
            fault, is_swept = stack.enter_context(_writing(config, files, options.scheduler))
        else:
            fault, is_swept = private_fault(config.root), False
        if fault:
            unlocked = ", and nothing keeps a second run out" if writes else ""
            console.say_aside(f"{fault}; until then nothing is remembered{unlocked}")
        # What another run has done meanwhile, or a killed one had left, is not as it was seen.
        if files is None or is_swept or is_outdated(files.store):
            files = open_files(config)
        session = _open(files, options, jobs, is_locked=writes)
        if dry:
            unsaved = replace(session.files, store=copy_store(files.store))
            session = replace(session, files=unsaved)
        with _gathering(session, writes=writes and not dry):
            yield session
        if files is not options.files:  # else the caller saves them
            keep(files)


def keep(files: SiteFiles) -> None:
    """Save the cache for the next run; report where that is impossible."""
    from l10n.cache.actions import mark
    from l10n.cache.store import save_store
    from l10n.disk.private import private_fault
    from l10n.site.sitefiles import ANY_FILE

    if files.index.written:  # the next run sees no change in these, but what was said is old
        mark(files.store, [ANY_FILE])
    unsaved = save_store(files.store)
    if unsaved and not private_fault(files.config.root):  # that was said at the beginning
        console.say_aside(f"{unsaved}; until then nothing is remembered")


@contextmanager
def _crew(options: Options, config: Config) -> Iterator[Jobs]:
    """Yield who works; those elsewhere are met before anything is done."""
    if not options.scheduler:
        yield options.jobs
        return
    try:
        from l10n.disk.cluster import open_cluster
    except ModuleNotFoundError as error:
        message = 'dask is missing: pip install "l10n-markdown[dask]"'
        raise L10nError(message) from error
    with open_cluster(options.scheduler, config.root) as cluster:
        yield cluster


def _open(files: SiteFiles, options: Options, jobs: Jobs, *, is_locked: bool) -> Session:
    from l10n.site.owners import with_other_tags
    from l10n.site.paths import all_languages, has_parts
    from l10n.site.record import read_record
    from l10n.site.selection import select
    from l10n.site.sources import find_sources
    from l10n.site.tree import scan_tree

    config = files.config
    if has_parts(config):
        files = _spread_parts(files, is_locked=is_locked)
    record = read_record(config)
    tree = scan_tree(files, jobs, record)
    record = with_other_tags(record, tree.guides, all_languages(config))
    sources = find_sources(config, tree, record)
    found = None
    if config.grouped:
        files, found = _spread(files, tree, sources, jobs, is_locked=is_locked)
    selection = select(
        config,
        tree,
        sources,
        options.languages,
        options.guides,
        ignore_unknown=options.ignore_unknown,
    )
    return Session(files, tree, record, sources, selection, jobs, found)


def _spread(  # over what, by whom
    files: SiteFiles,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    jobs: Jobs,
    *,
    is_locked: bool,
) -> tuple[SiteFiles, Spread]:
    from l10n.site.grouped.places import places_shown
    from l10n.site.grouped.spread import spread

    lock = _lock(files.config, "catalogs of many guides", is_locked=is_locked)
    files, found = spread(files, tree, sources, lock, jobs)
    console.show_places(places_shown(files, found))
    console.count_guides()
    return files, found


def _spread_parts(files: SiteFiles, *, is_locked: bool) -> SiteFiles:
    from l10n.site.grouped.parts import parts_shown, spread_parts

    config = files.config
    files = spread_parts(files, _lock(config, "parts of files", is_locked=is_locked))
    console.show_places(parts_shown(config))
    return files


def _lock(config: Config, whose: str, *, is_locked: bool) -> AbstractContextManager[object]:
    """Return what holds the lock while files in the private folder change; they need it."""
    from l10n.disk.lock import run_lock
    from l10n.disk.private import private_fault

    if fault := private_fault(config.root):
        message = f"{fault}; {whose} need it"
        raise L10nError(message, path=config.path)
    return nullcontext() if is_locked else run_lock(config.root)


@contextmanager
def _gathering(session: Session, *, writes: bool) -> Iterator[None]:
    """Gather at the end, however it comes, what a run has written into private catalogs."""
    try:
        yield
    finally:
        if writes and session.spread:
            from l10n.site.grouped.gather import settle_groups

            settle_groups(session.files, session.spread, session.output().write, session.jobs)


@contextmanager
def _writing(config: Config, files: SiteFiles | None, scheduler: str) -> Iterator[tuple[str, bool]]:
    """Hold the lock, or yield why there is none, and whether killed runs had left anything.

    What is left by a worker of the ``scheduler`` that dies meanwhile is cleared away at the end.
    """
    from l10n.disk.files import PRIVATE_FOLDER
    from l10n.disk.leftovers import sweep, sweep_root
    from l10n.disk.lock import run_lock
    from l10n.site.sitefiles import folders_of

    with run_lock(config.root) as fault:
        if not fault:
            sweep(config.root, [PRIVATE_FOLDER])
        # Without a lock as well: a catalog whose move was not ended would be made anew.
        swept = sweep_root(config.root)
        if files is None or any("/.l10n-" in path for path in files.paths):
            swept += sweep(config.root, folders_of(config))
        yield fault, swept > 0
        if scheduler:
            sweep(config.root, folders_of(config))
