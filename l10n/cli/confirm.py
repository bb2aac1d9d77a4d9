"""The confirm command."""

from __future__ import annotations

from typing import Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import common_options, read_options
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted


@click.command("confirm")
@common_options
@click.option("--all", "everything", is_flag=True, help="Confirm all guides, when none is named.")
def command(everything: bool, **values: Any) -> int:
    """Confirm what an engine wrote in guides that a person has read.

    GUIDE is a key or a path. Its fuzzy flag and its mark are taken off, so that it is published as
    a person's. Where only single texts are right, take off their fuzzy flags in an editor.
    """
    from l10n.translate.confirm import confirm_site

    options = read_options(**values)
    if not (options.guides or everything):
        message = "name the guides that were read, or confirm all with --all"
        raise click.UsageError(message)
    with open_session(options, writes=True) as session:
        done = confirm_site(session.run())
    findings = (*session.findings, *done.findings)
    if options.as_json:
        rows = [
            {"language": language, "key": key, "confirmed": count}
            for (language, key), count in done.texts.items()
        ]
        console.print_report({"catalogs": rows}, findings)
    else:
        console.print_findings(findings, options)
        if not options.quiet:
            texts = counted(sum(done.texts.values()), "text")
            catalogs = counted(len(done.texts), console.catalog_word())
            click.echo(f"{texts} confirmed, in {catalogs}.")
    return int(console.has_errors(findings))
