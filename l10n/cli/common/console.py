"""What people see: findings, tables and progress, in colour only where it is wanted."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeAlias, TypeVar

import click

from l10n.disk.names import visible
from l10n.guide import Finding, Severity
from l10n.reports.cells import wrapped

if TYPE_CHECKING:
    from l10n.cli.common.options import Options
    from l10n.disk.output import Track

Item = TypeVar("Item")
Placed = TypeVar("Placed", bound=Any)
"""A named tuple with a path, and perhaps a line."""
Place: TypeAlias = Callable[[str, int], tuple[str, int]]

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_PLACES: Final = "l10n.places"
_GROUPED: Final = "l10n.grouped"
_ASIDE: Final = "l10n.aside"
_WORKING: Final = "l10n.working"
_ERASE: Final = "\r\x1b[K"
_SHOWN: Final = 3
"""Findings of one check, below an error, that are listed without --verbose."""


def wants_colour(stream: TextIO) -> bool:
    """Return whether to colour what goes to ``stream`` (NO_COLOR, FORCE_COLOR, a terminal)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or _is_capable(stream)


def _is_capable(stream: TextIO) -> bool:
    """Return whether it is a terminal that knows colours, and lines that are written over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how many cells a line of standard output may have."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


def line_width() -> int | None:
    """Return where lines of text are wrapped; None where programs may read them line by line."""
    return width() if sys.stdout.isatty() else None


def say(text: str) -> None:
    """Print a line of text, in several ones where a terminal is not as wide."""
    margin = " " * (len(text) - len(text.lstrip(" ")))
    click.echo("\n".join(wrapped(text, line_width(), f"{margin}  ")))


def print_json(data: object) -> None:
    """Print ``data`` for a program."""
    from l10n.reports.json_text import render_parts

    for part in render_parts(data):
        click.echo(part, nl=False, color=True)  # it has no colours that were to be taken out


def print_report(data: Mapping[str, object], findings: Iterable[Finding]) -> None:
    """Print what a command did, and what it found, for a program."""
    print_json({**data, "findings": findings_data(findings)})


def print_findings(findings: Iterable[Finding], options: Options) -> None:
    """Print every error, and of each other check the first few unless all is to be listed."""
    seen: Counter[str] = Counter()
    lines: list[str] = []
    colour = wants_colour(sys.stdout)
    for finding in placed_findings(findings):
        if finding.severity is not Severity.ERROR:
            seen[finding.check] += 1
            if options.quiet or (seen[finding.check] > _SHOWN and not options.verbose):
                continue
        lines += _render_finding(finding, colour=colour)
    for check, count in seen.items():
        if count > _SHOWN and not (options.verbose or options.quiet):
            lines.append(f"... and {count - _SHOWN} more [{check}]; -v lists them")
    if lines:
        click.echo("\n".join(lines), color=colour)


def show_places(place: Place) -> None:
    """Let what is said name these places, too, instead of others, by path and line."""
    said = click.get_current_context().meta
    before: Place | None = said.get(_PLACES)
    said[_PLACES] = (lambda *each: place(*before(*each))) if before else place


def count_guides() -> None:
    """Let what is said count guides instead of catalogs."""
    click.get_current_context().meta[_GROUPED] = True


def placed(items: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return what has a path, and perhaps a line, with the places that people see."""
    context = click.get_current_context(silent=True)
    place: Place | None = context.meta.get(_PLACES) if context else None
    if place is None:
        return tuple(items)
    found = [*items]
    # Those of one file together: it may be large.
    places = {each: place(*each) for each in sorted({*map(_place_of, found)})}
    return tuple([_placed(places[_place_of(each)], each) for each in found])


def catalog_word() -> str:
    """Return what a guide's own catalog is called: where one holds many guides, they count."""
    context = click.get_current_context(silent=True)
    return "guide" if context and _GROUPED in context.meta else "catalog"


def shown_path(path: str) -> str:
    """Return the path of the file that people see instead of this one."""
    context = click.get_current_context(silent=True)
    place: Place | None = context.meta.get(_PLACES) if context else None
    return place(path, 0)[0] if place else path


def placed_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with the places that people see; of catalogs of many guides each once."""
    context = click.get_current_context(silent=True)
    shown = placed(findings)
    return tuple(dict.fromkeys(shown)) if context and _PLACES in context.meta else shown


def _place_of(each: Placed) -> tuple[str, int]:
    return each.path, getattr(each, "line", 0)


def _placed(place: tuple[str, int], each: Placed) -> Placed:
    path, line = place
    new: Placed = each._replace(path=path)
    if hasattr(each, "line"):
        new = new._replace(line=line)
    return new


def say_aside(message: str) -> None:
    """Print on standard error, once in a command, what is true of this run only.

    It is not replayed.
    """
    said = click.get_current_context().meta
    if _ASIDE in said:
        return
    said[_ASIDE] = message
    _show_working(False)
    sys.stderr.flush()
    stream = getattr(sys.stderr, "unheard", sys.stderr)  # past l10n.cli.common.replay
    click.echo(f"l10n: {visible(message)}", file=stream)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def findings_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings for ``--format json``."""
    return [finding._asdict() for finding in placed_findings(findings)]


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Print a table of numbers with a name in the first column; empty columns are left out."""
    from l10n.reports.table_text import render_table

    colour = wants_colour(sys.stdout)
    click.echo(render_table(columns, rows, width=width(), colour=colour), nl=False, color=colour)


def count_rows(
    counts: Iterable[tuple[str, Mapping[str, int]]], names: Sequence[str]
) -> list[tuple[str | int, ...]]:
    """Return a row for each language of ``counts``: its sums of what is called so."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for language, numbers in counts:
        sums[language].update(numbers)
    return [(language, *(each[name] for name in names)) for language, each in sums.items()]


@contextmanager
def working(*, quiet: bool) -> Iterator[None]:
    """Show on a terminal that something is done, where no progress bar shows it."""
    context = click.get_current_context(silent=True)
    if quiet or context is None or not _is_capable(sys.stderr):
        yield
        return
    context.meta[_WORKING] = True
    _show_working(True)
    try:
        yield
    finally:
        _show_working(False)
        context.meta[_WORKING] = False


def tracker(label: str, options: Options) -> Track:
    """Return what passes items on, with a progress bar on standard error where one can be shown."""
    return partial(_track, label=label, quiet=options.quiet)


def _track(items: Sequence[Item], label: str, *, quiet: bool) -> Iterable[Item]:
    if quiet or not _is_capable(sys.stderr) or len(items) < 2:
        return items
    from rich.console import Console
    from rich.progress import track as rich_track

    # Straight to the terminal: a bar is no part of what a command says, and is not replayed.
    console = Console(file=sys.__stderr__, no_color=not wants_colour(sys.stderr))
    return _in_turn(rich_track(items, description=label, console=console, transient=True))


def _in_turn(bar: Iterable[Item]) -> Iterator[Item]:
    _show_working(False)
    yield from bar
    _show_working(True)


def _show_working(shown: bool) -> None:
    context = click.get_current_context(silent=True)
    if context and context.meta.get(_WORKING) and sys.__stderr__:
        sys.__stderr__.write(f"{_ERASE}working..." if shown else _ERASE)
        sys.__stderr__.flush()


def _render_finding(finding: Finding, *, colour: bool) -> Iterator[str]:
    # A message may quote the file, and a terminal obeys what it is shown.
    for line in wrapped(visible(str(finding)), line_width(), "  "):
        yield _with_colour(line, finding.severity) if colour else line


def _with_colour(line: str, severity: Severity) -> str:
    before, colon, after = line.partition(f" {severity}:")
    return (
        f"{before} {click.style(str(severity), fg=_COLOURS[severity])}:{after}" if colon else line
    )


def write_file(path: Path, text: str) -> None:
    """Write a report; raises L10nError when that is impossible."""
    from l10n.disk.look import UNKNOWN
    from l10n.disk.write import write_text
    from l10n.errors import L10nError

    if path.is_dir():
        message = "this is a folder: name a file in it"
        raise L10nError(message, path=str(path))
    expect_folder_of(path)
    write_text(path.absolute().parent, path.name, text, durable=False, expected=UNKNOWN)


def expect_folder_of(path: Path) -> None:
    """Raise L10nError where there is no folder for a file that a user has named."""
    from l10n.errors import L10nError

    if not path.absolute().parent.is_dir():
        message = f"there is no folder {path.parent}: make it, or name a file in another one"
        raise L10nError(message, path=str(path))
