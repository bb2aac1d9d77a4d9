"""The next command."""

from __future__ import annotations

from typing import Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.options import common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session

_LIMIT: Final = 10


@click.command("next")
@common_options
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=_LIMIT,
    show_default=True,
    metavar="N",
    help="Name at most so many things for each language.",
)
@replays()
def command(limit: int, **values: Any) -> int:
    """Say what to translate next, what is worth most first.

    Numbers, dates and prices that changed come first, then the pages that lack least for being
    published, then the texts that most guides gain from; each with its catalog and line.
    GUIDE is a key or a path; without one, every guide counts. Nothing is written.
    """
    from l10n.reports.next_text import render_next_text
    from l10n.run.next import find_next

    options = read_options(**values)
    with open_session(options, writes=False) as session:
        track = console.tracker("Looking", options)
        steps, found = find_next(session.run(dry=True), limit, track=track)
        steps = console.placed(steps)
    findings = (*session.findings, *found)
    failed = console.has_errors(findings)
    if options.as_json:
        data = {"steps": [each._asdict() for each in steps]}
        console.print_report(data, findings)
    else:
        console.print_findings(findings, options)
        if not options.quiet:
            told = render_next_text(steps, unread=failed, width=console.width())
            click.echo(told, nl=False)
    return int(failed)
