"""The status command."""

from __future__ import annotations

import sys
from typing import Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.options import common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.disk.head import read_head

_MOST: Final = 10
"""Waiting pages that are shown without --verbose."""


@click.command("status")
@common_options
@replays(besides=read_head)
def command(**values: Any) -> int:
    """Say what holds each page that is kept or waits, and where.

    GUIDE is a key or a path; without one, every guide is looked at, and pages that are fine are
    only counted. With one, published pages are shown too, with what is left to do on them, and
    since which commit of the source they are behind.
    Nothing is written; the exit code is 0 whatever holds a page.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from l10n.adopt.status import find_status
    from l10n.reports.status_json import status_data
    from l10n.reports.status_text import render_status_text

    options = read_options(**values)
    shows_all = options.verbose or options.as_json or bool(options.guides)
    with open_session(options, writes=False, dry=True) as session:
        found = find_status(
            session.run(dry=True),
            now=datetime.now(UTC),
            named=bool(options.guides),
            most=None if shows_all else _MOST,
            track=console.tracker("Looking", options),
        )
    pages = (
        replace(each, path=console.shown_path(each.path), holds=console.placed(each.holds))
        for each in found.status.pages
    )
    found = found._replace(status=replace(found.status, pages=tuple(pages)))
    findings = (*session.findings, *found.findings)
    if options.as_json:
        data = status_data(found.status)
        console.print_report(data, findings)
        return 0
    console.print_findings(findings, options)
    if not options.quiet:
        colour = console.wants_colour(sys.stdout)
        text = render_status_text(
            found.status, verbose=options.verbose, width=console.width(), colour=colour
        )
        click.echo(text, nl=False, color=colour)
    return 0
