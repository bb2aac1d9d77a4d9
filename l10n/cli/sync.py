"""The sync command."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from l10n.cli import console
from l10n.cli.options import common_options, open_session, read_options
from l10n.cli.replay import replays


@click.command("sync")
@common_options
@replays()
def command(**values: Any) -> int:
    """Extract, merge and report coverage in one go.

    GUIDE is a key or a path; without one, the whole site is brought up to date.
    """
    from datetime import UTC, datetime

    from l10n.cli.coverage import print_coverage
    from l10n.cli.extract import extracted_data, print_extracted
    from l10n.cli.merge import merged_data, print_merged
    from l10n.reports.coverage.json import coverage_data
    from l10n.run.sync import sync_site

    options = read_options(**values)
    with open_session(options, writes=True) as session:
        synced = sync_site(
            session.run(),
            now=datetime.now(UTC),
            tracker=lambda label: partial(console.track, label=label, quiet=options.quiet),
        )
    findings = tuple(dict.fromkeys((*session.findings, *synced.findings)))
    if options.as_json:
        console.print_json(
            {
                "extract": extracted_data(synced.extracted),
                "merge": merged_data(synced.merged),
                "coverage": coverage_data(synced.measured.languages, synced.measured.guides),
                "findings": console.findings_data(findings),
            }
        )
    else:
        console.print_findings(findings, verbose=options.verbose, quiet=options.quiet)
        print_extracted(synced.extracted, options)
        print_merged(synced.merged, options)
        print_coverage(synced.measured, options)
    return int(console.has_errors(findings))
