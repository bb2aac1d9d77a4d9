"""The sync command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.run.sync import Synced


@click.command("sync")
@common_options
@click.option("--exit-code", is_flag=True, help="Exit 1 if a file was written, for hooks.")
@replays()
def command(exit_code: bool, **values: Any) -> int:
    """Extract, merge and report coverage in one go.

    GUIDE is a key or a path; without one, the whole site is brought up to date.
    """
    from datetime import UTC, datetime

    from l10n.cli.coverage import print_coverage
    from l10n.cli.extract import extracted_data, print_extracted
    from l10n.cli.keys import print_gone
    from l10n.cli.merge import merged_data, print_merged
    from l10n.reports.coverage.json import coverage_data
    from l10n.run.sync import sync_site

    options = read_options(**values)
    with open_session(options, writes=True) as session:
        synced = sync_site(
            session.run(),
            now=datetime.now(UTC),
            tracker=lambda label: console.tracker(label, options),
        )
    findings = tuple(dict.fromkeys((*session.findings, *synced.findings)))
    if options.as_json:
        data = {
            "extract": extracted_data(synced.extracted),
            "merge": merged_data(synced.merged),
            "coverage": coverage_data(synced.measured.languages, synced.measured.guides),
            "without_source": list(synced.gone),
        }
        console.print_report(data, findings)
    else:
        console.print_findings(findings, options)
        print_extracted(synced.extracted, options)
        print_merged(synced.merged, options)
        print_coverage(synced.measured, options)
        print_gone(synced.gone, options)
    written = _written(synced) if exit_code else 0
    if written:
        click.echo(f"{counted(written, 'file')} written: add them to the commit", err=True)
    return int(written > 0 or console.has_errors(findings))


def _written(synced: Synced) -> int:
    """Return how many catalogs and pages were written, moved or removed."""
    catalogs = (each.action in ("created", "updated") for each in synced.extracted.catalogs)
    pages = (each.status in ("published", "withdrawn") for each in synced.merged.pages)
    return sum(catalogs) + sum(pages)
