"""The links command."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session

if TYPE_CHECKING:
    from l10n.links.report import LinkReport


def _has_no_baseline(values: Mapping[str, Any]) -> bool:
    """Return whether a report follows from the files of the site alone."""
    return not (values["baseline"] or values["write_baseline"])


@click.command("links")
@common_options
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of known faults: only what is not in it is listed, and fails.",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write the faults that there are to the file of --baseline.",
)
@replays(_has_no_baseline)
def command(baseline: Path | None, *, write_baseline: bool, **values: Any) -> int:
    """Follow the links between guides, in every language.

    GUIDE is a key or a path; without one, the links of every page are followed. Listed are
    links that are broken, that leave their language, and that fall back to the source page.
    """
    from l10n.links.baseline import is_fault
    from l10n.reports.links_json import links_data
    from l10n.reports.links_text import COLUMNS, link_rows, render_links_text
    from l10n.run.links import follow_links

    if write_baseline and baseline is None:
        message = "--write-baseline needs --baseline FILE: where to write"
        raise click.UsageError(message)
    options = read_options(**values)
    with open_session(options, writes=False) as session:
        chosen = session.selection.languages
        source = session.config.source_language
        is_narrow = options.languages or session.selection.is_of_pages
        followed = follow_links(
            session.run(dry=True),
            chosen if is_narrow else (source, *chosen),
            {each.key for each in session.selection.guides} if options.guides else None,
            track=console.tracker("Following links", options),
        )
    findings = (*session.findings, *followed.findings)
    reports = _new(followed.reports, baseline, writes=write_baseline)
    if options.as_json:
        data = links_data(followed.counts, reports)
        console.print_report(data, findings)
    else:
        console.print_findings(findings, options)
    if not (options.as_json or options.quiet):
        console.print_table(("links", *COLUMNS), link_rows(followed.counts))
        text = render_links_text(reports, source=source, verbose=options.verbose)
        for line in text.splitlines():
            console.say(line)
        sys.stdout.flush()
    return int(any(map(is_fault, reports)) or console.has_errors(findings))


def _new(
    reports: tuple[LinkReport, ...], baseline: Path | None, *, writes: bool
) -> tuple[LinkReport, ...]:
    """Return the reports without the faults that a file of known ones has, or writes it."""
    from l10n.disk.files import read_text
    from l10n.links.baseline import baseline_of, leave_out_known

    if baseline is None:
        return reports
    if writes:
        text = baseline_of(reports)
        console.write_file(baseline, text)
    else:
        text, _ = read_text(baseline, str(baseline))
    return leave_out_known(reports, text)
