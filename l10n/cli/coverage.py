"""The coverage command."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import console
from l10n.cli.options import Options, Percent, common_options, open_session, read_options

if TYPE_CHECKING:
    from l10n.project.measuring import Measured


@click.command("coverage")
@common_options
@click.option(
    "--fail-under",
    type=Percent(),
    metavar="PERCENT",
    help="Exit 1 if a language has less than this share of its words translated.",
)
def command(fail_under: float | None, **values: Any) -> int:
    """Report how far each language is, in words.

    GUIDE is a key or a path; without one, every guide counts. With --verbose the guides are
    listed too.
    """
    from l10n.project.measuring import measure_site, published_pages

    options = read_options(**values)
    with open_session(options, writes=False) as session:
        measured = measure_site(
            session.config,
            session.selection,
            published_pages(session.tree),
            track=partial(console.track, label="Measuring", quiet=options.quiet),
        )
    findings = (*session.tree.findings, *measured.findings)
    if options.as_json:
        from l10n.reports.coverage_json import render_coverage_json

        click.echo(render_coverage_json(measured.languages, measured.guides), nl=False)
        for finding in findings:
            click.echo(str(finding), err=True)
    else:
        console.print_findings(findings, verbose=options.verbose, quiet=options.quiet)
        print_coverage(measured, options)
    low = [each.language for each in measured.languages if each.percent < (fail_under or 0)]
    if low and not options.quiet:
        click.echo(f"below {fail_under:g} %: {', '.join(low)}", err=True)
    return int(bool(low) or console.has_errors(findings))


def print_coverage(measured: Measured, options: Options) -> None:
    """Print the coverage table, with the guides when the options ask for everything."""
    if options.quiet:
        return
    from babel import Locale

    from l10n.reports.coverage_text import render_coverage_text, render_guides_text

    names = {}
    for each in measured.languages:
        locale = Locale.parse(each.language, sep="-")
        names[each.language] = locale.get_display_name("en") or each.language
    colour = console.wants_colour(sys.stdout)
    width = console.width()
    table = render_coverage_text(measured.languages, names=names, width=width, colour=colour)
    click.echo(table, nl=False, color=colour)
    if options.verbose:
        click.echo()
        click.echo(render_guides_text(measured.guides, width=width, colour=colour), color=colour)
