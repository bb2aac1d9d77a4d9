"""The options that every command takes, and the run they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:  # parsers are imported when a command runs, not when its help is shown
    from l10n.cache.glance import Glance
    from l10n.cache.state import State
    from l10n.config.settings import Config
    from l10n.disk.output import Output
    from l10n.run.run import Run
    from l10n.site.selection import Selection
    from l10n.site.tree import Tree

Function = TypeVar("Function", bound=Callable[..., Any])


class Percent(click.FloatRange):
    """A number from 0 to 100; click's own range lets "nan" pass."""

    def __init__(self) -> None:
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails for what is none."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value} is not a number.", param, ctx) if isnan(number) else number


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a command."""

    config: Path | None
    languages: tuple[str, ...]
    guides: tuple[str, ...]
    verbose: bool
    quiet: bool
    as_json: bool
    jobs: int
    glance: Glance | None
    """The site's files as they were when the command began; None when nobody looked."""


@dataclass(frozen=True, slots=True)
class Session:
    """A site, opened for one run."""

    config: Config
    jobs: int
    state: State
    scan: Callable[[], tuple[Tree, Selection]]
    """Reads what is there; when it was read before, that counts."""

    @property
    def tree(self) -> Tree:
        """Return the guides of the languages that are wanted."""
        return self.scan()[0]

    @property
    def selection(self) -> Selection:
        """Return what the run works on."""
        return self.scan()[1]

    def narrow(self, output: Output) -> Run | None:
        """Return a run on what has changed since the last; None when all is to be looked at."""
        from l10n.run.narrowing import narrow_run

        return narrow_run(self.config, self.state, output=output, jobs=self.jobs)

    def run(self, output: Output) -> Run:
        """Return the run that changes files through ``output``."""
        from l10n.run.run import open_run

        return open_run(
            self.config, self.tree, self.selection, output=output, jobs=self.jobs, state=self.state
        )


def common_options(function: Function) -> Function:
    """Add the common options to a command, which gets them as one ``options``."""
    return options_with_formats("text", "json")(function)


def options_with_formats(*formats: str) -> Callable[[Function], Function]:
    """Return what adds the common options to a command with these formats, the first by default."""
    decorators = (
        click.argument("guides", nargs=-1, metavar="[GUIDE]..."),
        click.option(
            "-l",
            "--language",
            "languages",
            multiple=True,
            metavar="LANG",
            help="Work on this language only; may be repeated.",
        ),
        click.option(
            "--config",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The settings file; without it the nearest l10n.toml is used.",
        ),
        click.option("-v", "--verbose", is_flag=True, help="List everything."),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        click.option(
            "--format",
            "output_format",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="For people or for programs.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            metavar="N",
            help="Work on so many guides at once; by default as many as there are processors.",
        ),
    )

    def add(function: Function) -> Function:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return add


def read_options(
    *,
    guides: tuple[str, ...],
    languages: tuple[str, ...],
    config: Path | None,
    verbose: bool,
    quiet: bool,
    output_format: str,
    jobs: int | None,
    glance: Glance | None = None,
) -> Options:
    """Gather the common options' values."""
    from l10n.disk.jobs import default_jobs

    as_json = output_format == "json"
    jobs = jobs or default_jobs()
    return Options(config, languages, guides, verbose, quiet, as_json, jobs, glance)


@contextmanager
def open_session(options: Options, *, writes: bool) -> Iterator[Session]:
    """Open the site that ``options`` mean; hold its lock when the run ``writes``.

    Raises L10nError for unusable settings, an unknown language or guide, or a second run.
    """
    from l10n.cache.state import open_state, save_state
    from l10n.config.settings import find_config, read_config
    from l10n.site.selection import select_languages

    config = read_config(options.config or find_config(Path.cwd()))
    languages = select_languages(config, options.languages)
    with ExitStack() as stack:
        if writes:
            stack.enter_context(_writing(config, options.glance))
        state = open_state(config.root, Path(config.path).name, options.glance)
        scan = cache(partial(_scan, config, options, languages, state, writes=writes))
        yield Session(config, options.jobs, state, scan)
        if writes:
            save_state(state)


def _scan(
    config: Config, options: Options, languages: Sequence[str], state: State, *, writes: bool
) -> tuple[Tree, Selection]:
    from l10n.cache.state import load_state
    from l10n.site.selection import select
    from l10n.site.tree import scan_tree

    load_state(state)
    # What a run learns that writes nothing is forgotten with it.
    known = state if writes or state.files else None
    tree = scan_tree(config, languages, known, options.jobs)
    return tree, select(config, tree, options.languages, options.guides)


@contextmanager
def _writing(config: Config, glance: Glance | None) -> Iterator[None]:
    from l10n.disk.files import PRIVATE_FOLDER
    from l10n.disk.leftovers import sweep
    from l10n.disk.lock import run_lock
    from l10n.site.paths import catalogs_folder, content_folder

    with run_lock(config.root):
        folders = [PRIVATE_FOLDER]
        # Where no hidden file was seen there is nothing to sweep.
        if glance is None or any("/." in path for path in glance.files):
            folders.append(catalogs_folder(config))
            folders += [content_folder(config, each) for each in config.languages]
        sweep(config.root, filter(None, folders))
        yield
