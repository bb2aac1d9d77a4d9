"""The options that every command takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from l10n.site.sitefiles import SiteFiles

Function = TypeVar("Function", bound=Callable[..., Any])


class Percent(click.FloatRange):
    """A number from 0 to 100, and no part of one; click's own range lets "nan" pass."""

    def __init__(self) -> None:
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails for what is none."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not a number.", param, ctx)
        if 0 < number < 1:
            self.fail(f"{value} is in percent: did you mean {number * 100:g}?", param, ctx)
        return number


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a command, as they were given."""

    config: Path | None
    languages: tuple[str, ...]
    guides: tuple[str, ...]
    verbose: bool
    quiet: bool
    as_json: bool
    jobs: int
    files: SiteFiles | None
    """The files of the site, when they have been looked at already."""
    ignore_unknown: bool = False
    """Whether names that no guide has are left out, instead of refused."""
    scheduler: str = ""
    """The address of the scheduler whose workers do the work; empty for processes here."""


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
        click.option(
            "--ignore-unknown",
            is_flag=True,
            help="Leave out each GUIDE that names none, such as README.md.",
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
        click.option(
            "--executor",
            type=click.Choice(("processes", "dask")),
            default="processes",
            show_default=True,
            help="Who works: processes here, or workers of dask on many machines.",
        ),
        click.option(
            "--scheduler",
            default="",
            metavar="ADDRESS",
            help="Of dask's workers, as in tcp://10.0.0.1:8786.",
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
    ignore_unknown: bool,
    verbose: bool,
    quiet: bool,
    output_format: str,
    jobs: int | None,
    executor: str,
    scheduler: str,
    files: SiteFiles | None = None,
) -> Options:
    """Gather the common options' values."""
    from l10n.disk.jobs import default_jobs

    if (executor == "dask") != bool(scheduler):
        message = "--executor dask and --scheduler ADDRESS need each other: give both, or neither"
        raise click.UsageError(message)
    as_json = output_format == "json"
    jobs = jobs or default_jobs()
    shown = (verbose, quiet, as_json)
    return Options(config, languages, guides, *shown, jobs, files, ignore_unknown, scheduler)
