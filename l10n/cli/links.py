"""The links command."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click

from l10n.cli import console
from l10n.cli.options import common_options, open_session, read_options
from l10n.cli.replay import replays


@click.command("links")
@common_options
@replays()
def command(**values: Any) -> int:
    """Follow the links between guides, in every language.

    GUIDE is a key or a path; without one, the links of every page are followed. Listed are
    links that are broken, that leave their language, and that fall back to the source page.
    """
    from l10n.links.report import Fate
    from l10n.reports.links_json import links_data
    from l10n.reports.links_text import COLUMNS, link_rows, render_links_text
    from l10n.run.links import follow_links

    options = read_options(**values)
    with open_session(options, writes=False) as session:
        chosen = session.selection.languages
        is_narrow = options.languages or session.selection.is_of_pages
        languages = chosen if is_narrow else (session.config.source_language, *chosen)
        followed = follow_links(
            session.run(dry=True),
            languages,
            {each.key for each in session.selection.guides} if options.guides else None,
            track=partial(console.track, label="Following links", quiet=options.quiet),
        )
    findings = (*session.findings, *followed.findings)
    if options.as_json:
        data = links_data(followed.counts, followed.reports)
        console.print_json({**data, "findings": console.findings_data(findings)})
    else:
        console.print_findings(findings, verbose=options.verbose, quiet=options.quiet)
    if not (options.as_json or options.quiet):
        console.print_table(("links", *COLUMNS), link_rows(followed.counts))
        click.echo(render_links_text(followed.reports, verbose=options.verbose), nl=False)
        sys.stdout.flush()
    broken = any(each.fate in (Fate.BROKEN, Fate.BROKEN_ANCHOR) for each in followed.reports)
    return int(broken or console.has_errors(findings))
