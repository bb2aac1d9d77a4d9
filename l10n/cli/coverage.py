"""The coverage command."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click
from click.core import ParameterSource

from l10n.cli.common import console
from l10n.cli.common.options import Options, Percent, options_with_formats, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.cli.extract import told_unread
from l10n.disk.head import read_head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.behind import BehindPage, Pages
    from l10n.changes import Since
    from l10n.cli.common.session import Session
    from l10n.coverage import GuideCoverage, LanguageCoverage
    from l10n.gaps import GuideGaps
    from l10n.guide import Finding
    from l10n.reports.coverage.report import CoverageReport
    from l10n.run.measure import Measured
    from l10n.run.run import Run

FORMATS: Final = ("text", "json", "markdown", "html", "csv", "svg", "comment")
_ENDINGS: Final = MappingProxyType(
    {
        ".json": "json",
        ".md": "markdown",
        ".markdown": "markdown",
        ".html": "html",
        ".htm": "html",
        ".csv": "csv",
        ".svg": "svg",
        ".txt": "text",
    }
)
"""The format of a file that is named without one."""
_CHECKED_FORMATS: Final = ("markdown", "html")
"""Those that show what the checks find, too. It does not count for the exit code."""


class _Taken(NamedTuple):
    """What was measured and found, for any form of the report."""

    measured: Measured
    gaps: tuple[GuideGaps, ...]
    behind: tuple[BehindPage, ...]
    pages: Pages
    changed: Since | None
    gone: tuple[str, ...]
    """The pages that have lost their source guide."""
    checked: tuple[Finding, ...]


def _follows_from_files(values: Mapping[str, Any]) -> bool:
    """Return whether a report says nothing of its day, and goes to standard output."""
    told = values["output_format"] in ("text", "json")
    return told and not (values["since"] or values["output"])


@click.command("coverage")
@options_with_formats(*FORMATS)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report there, in the format of its ending unless --format names one; a folder"
    " for the badges of several languages.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Tell what changed since this git revision, too.",
)
@click.option(
    "--fail-under",
    type=Percent(),
    metavar="PERCENT",
    help="Exit 1 if a language has less than this share of its words translated.",
)
@replays(_follows_from_files, read_head)
def command(output: Path | None, since: str | None, fail_under: float | None, **values: Any) -> int:
    """Report how far each language is, in words.

    GUIDE is a key or a path; without one, every guide counts. With --verbose the guides are
    listed too. Besides text and JSON there are Markdown for a pull request and one HTML page
    with everything in it, which run the checks as well, CSV for a spreadsheet, and SVG badges.
    The format comment says on a pull request what has become stale --since its base.
    """
    from l10n.cli.keys import print_gone

    form = values["output_format"] = _format(values["output_format"], output)
    if form == "comment" and since is None:
        message = "a comment says what changed: name its base with --since"
        raise click.UsageError(message)
    options = read_options(**values)
    with open_session(options, writes=False) as session:
        taken = _take(session, options, form, since)
    measured = taken.measured
    findings = console.placed_findings((*session.findings, *measured.findings))
    if form == "text" and output is None:
        console.print_findings(findings, options)
        print_coverage(measured, options, taken.changed)
        _print_behind(taken.behind, measured.guides, taken.pages, options)
        _print_unread(measured, options)
        print_gone(taken.gone, options)
    elif form == "json":
        _report_json(taken, findings, output)
    else:
        told = tuple(dict.fromkeys((*findings, *taken.checked)))
        _report(form, output, _gather(session, taken, told), options)
    low = [
        each.language
        for each in measured.languages
        if each.percent is not None and each.percent < (fail_under or 0)
    ]
    if low and not options.quiet:
        click.echo(f"below {fail_under:g} %: {', '.join(low)}", err=True)
    return int(bool(low) or console.has_errors(findings))


def _take(session: Session, options: Options, form: str, since: str | None) -> _Taken:
    """Measure the site, and find what this form of the report shows besides."""
    from l10n.behind import Pages
    from l10n.past.behind import date_behind, find_site_behind
    from l10n.run.gaps import find_site_gaps
    from l10n.run.keys import find_gone
    from l10n.run.measure import measure_site, published_pages, written_by_hand

    published = published_pages(session.tree)
    track = console.tracker("Measuring", options)
    run = session.run(dry=True)
    by_hand = written_by_hand(published, run.record)
    measured = measure_site(run, published, by_hand, track=track)
    lists_gaps = since is not None or form in _CHECKED_FORMATS
    gaps = find_site_gaps(run, track=track) if lists_gaps else ()
    changed = None
    if since is not None:
        from l10n.past.since import compare_since

        named = session.selection if options.guides else None
        languages = measured.languages
        changed = compare_since(run, languages, gaps, since, named, track=track)
    pages = Pages(published, by_hand)
    behind: tuple[BehindPage, ...] = ()
    if lists_gaps:
        behind = date_behind(run, measured.guides, gaps, pages)
    elif form in ("text", "json"):
        behind = find_site_behind(run, measured.guides, pages, track=track)
    gone = find_gone(run, run.tree, run.record)
    checked = _check(run, options) if form in _CHECKED_FORMATS else ()
    return _Taken(measured, gaps, behind, pages, changed, gone, checked)


def _format(chosen: str, output: Path | None) -> str:
    """Return the format that was named, else that of the file's ending."""
    source = click.get_current_context().get_parameter_source("output_format")
    ending = output.suffix.lower() if output else ""
    if not ending or source is not ParameterSource.DEFAULT:
        return chosen
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        message = f"no format is known by this ending: name it {known}, or say which with --format"
        raise click.BadParameter(message, param_hint="'-o'")
    return _ENDINGS[ending]


def print_coverage(measured: Measured, options: Options, since: Since | None = None) -> None:
    """Print the coverage table, with the guides when everything is to be listed."""
    if options.quiet:
        return
    colour = console.wants_colour(sys.stdout)
    text = _render_text(measured.languages, measured.guides, since, options, colour=colour)
    click.echo(text, nl=False, color=colour)


def _print_unread(measured: Measured, options: Options) -> None:
    """Say how many pages count for nothing here, because their kinds are not read."""
    if measured.unread and not options.quiet:
        console.say(f"{told_unread(measured.unread)}.")


def _print_behind(
    behind: tuple[BehindPage, ...],
    guides: Iterable[GuideCoverage],
    pages: Pages,
    options: Options,
) -> None:
    """Print which published pages lack something, and where a team can begin."""
    from l10n.reports.coverage.behind_text import render_behind_text, render_unread_text

    if options.quiet:
        return
    width = console.width()
    text = render_behind_text(
        behind, verbose=options.verbose, width=width, colour=console.wants_colour(sys.stdout)
    )
    text += render_unread_text(guides, pages, width=width)
    if text:
        click.echo(f"\n{text}", nl=False)


def _render_text(
    languages: tuple[LanguageCoverage, ...],
    guides: tuple[GuideCoverage, ...],
    since: Since | None,
    options: Options,
    *,
    colour: bool,
) -> str:
    from l10n.reports.coverage.text import (
        render_coverage_text,
        render_guides_text,
        render_refused_text,
    )
    from l10n.reports.language_names import english_name

    names = {each.language: english_name(each.language) for each in languages}
    width = console.width()
    parts = [render_coverage_text(languages, names=names, width=width, colour=colour)]
    if options.verbose:
        parts.append(render_guides_text(guides, width=width, colour=colour))
    if any(each.refused for each in guides):
        verbose, lines = options.verbose, console.line_width()
        parts.append(render_refused_text(guides, verbose=verbose, width=lines))
    if since:
        from l10n.reports.coverage.since_text import render_since_text

        parts.append(render_since_text(since, verbose=options.verbose))
    return "\n".join(parts)


def _check(run: Run, options: Options) -> tuple[Finding, ...]:
    from l10n.run.checks.site import check_site

    track = console.tracker("Checking", options)
    return console.placed_findings(check_site(run, track=track).findings)


def _gather(session: Session, taken: _Taken, findings: tuple[Finding, ...]) -> CoverageReport:
    from datetime import UTC, datetime

    from l10n.reports.coverage.report import CoverageReport
    from l10n.reports.language_names import name_language
    from l10n.site.paths import common_folder

    config, measured = session.config, taken.measured
    return CoverageReport(
        project=config.project,
        source=name_language(config.source_language),
        folder=common_folder(config),
        names=tuple(name_language(each.language) for each in measured.languages),
        languages=measured.languages,
        guides=measured.guides,
        gaps=taken.gaps,
        behind=taken.behind,
        published=taken.pages.published,
        by_hand=taken.pages.by_hand,
        publish_at=config.publish_at,
        findings=findings,
        made=datetime.now(UTC),
        since=taken.changed,
    )


def _report(form: str, output: Path | None, report: CoverageReport, options: Options) -> None:
    """Write the report to the file that was named; findings go to standard error."""
    if form == "svg":
        _write_badges(report, output)
    elif output is None:
        click.echo(_render(form, report, options), nl=False)
    else:
        console.write_file(output, _render(form, report, options))
    for finding in report.findings if form == "text" else ():
        click.echo(str(finding), err=True)


def _report_json(taken: _Taken, findings: Iterable[Finding], output: Path | None) -> None:
    """Write the report for programs, which needs no language's name."""
    from l10n.reports.coverage.json import behind_data, coverage_data
    from l10n.reports.json_text import render_json

    measured = taken.measured
    data = coverage_data(measured.languages, measured.guides, taken.changed)
    more = {
        "behind": behind_data(taken.behind),
        "not_read": list(measured.unread),
        "without_source": list(taken.gone),
    }
    if output is None:
        console.print_json({**data, **more})
    else:
        console.write_file(output, render_json({**data, **more}))
    for finding in findings:
        click.echo(str(finding), err=True)


def _render(form: str, report: CoverageReport, options: Options) -> str:
    if form == "markdown":
        from l10n.reports.coverage.markdown import render_coverage_markdown

        return render_coverage_markdown(report)
    if form == "comment" and report.since:
        from l10n.reports.coverage.comment import render_comment

        return render_comment(report.since, report.names)
    if form == "html":
        from l10n.reports.coverage.html import render_coverage_html

        return render_coverage_html(report)
    if form == "csv":
        from l10n.reports.coverage.csv import render_coverage_csv

        return render_coverage_csv(report.guides, report.published, report.by_hand)
    return _render_text(report.languages, report.guides, report.since, options, colour=False)


def _write_badges(report: CoverageReport, output: Path | None) -> None:
    from l10n.disk.files import told
    from l10n.reports.coverage.badge import render_badge_svg

    badges = {
        name.tag: render_badge_svg(each, name)
        for name, each in zip(report.names, report.languages, strict=True)
    }
    is_file = output is not None and output.suffix == ".svg" and not output.is_dir()
    if len(badges) != 1 and (output is None or is_file):
        message = "name a folder for the badges with -o, or one language with -l"
        raise click.UsageError(message)
    if output is None:
        click.echo("".join(badges.values()), nl=False)
        return
    if not is_file:
        with told(str(output)):
            output.mkdir(parents=True, exist_ok=True)
    for tag, badge in badges.items():
        console.write_file(output if is_file else output / f"{tag}.svg", badge)
