"""The keys command."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.run.keys import KeyAudit, Rekeyed


@click.command("keys")
@common_options
@click.option(
    "--write",
    "wanted",
    is_flag=True,
    help="Add missing keys, and take out lines that repeat a key and agree.",
)
@click.option(
    "--regroup",
    metavar="PATTERN",
    help="Bring all catalogs into this form, as in locales/{lang}.po, and set it in l10n.toml.",
)
def command(wanted: bool, regroup: str | None, **values: Any) -> int:
    """List guides without a key, keys said twice, and what has no source guide.

    GUIDE is a key or a path; without one, all guides and catalogs are looked over. Exits with 1
    if anything is left to mend. With --regroup, nothing else is done.
    """
    if regroup is not None:
        return _regroup(regroup, read_options(**values))
    from l10n.run.keys import Rekeyed, audit_keys, narrow, paths_of, remaining, write_keys
    from l10n.site.grouped.forms import expect_one_form
    from l10n.site.sitefiles import fresh_files
    from l10n.site.tree import scan_tree, within

    options = read_options(**values)
    done = Rekeyed((), ())
    with open_session(options, writes=wanted) as session:
        expect_one_form(session.files, session.sources)
        config, languages = session.config, session.selection.languages
        tree = within(session.tree, config, languages)
        keys = [file.key for file in session.selection.guides] if options.guides else None
        paths = None if keys is None else paths_of(tree, keys)
        audit = narrow(audit_keys(session.files, tree, session.record), paths)
        if wanted:
            done = write_keys(config, audit, session.record, session.output().write)
            files = fresh_files(config)
            again = narrow(
                audit_keys(files, within(scan_tree(files), config, languages), session.record),
                paths,
            )
            audit = remaining(audit, again)
    if options.as_json:
        console.print_json(_data(audit, done))
    else:
        _print(audit, done, options)
    return int(not audit.clean or console.has_errors(done.findings))


def print_gone(paths: Collection[str], options: Options) -> None:
    """Say how many published pages have lost their source guide."""
    if paths and not options.quiet:
        pages = counted(len(paths), "page")
        console.say(f"{pages} whose source guide is gone: l10n keys names them.")


def _regroup(pattern: str, options: Options) -> int:
    """Bring all catalogs into another form."""
    from l10n.run.regroup import regroup_site
    from l10n.site.grouped.forms import expect_none_elsewhere

    if options.guides or options.languages:
        message = "--regroup is about all catalogs: name no guides and no languages"
        raise click.UsageError(message)
    with open_session(options, writes=True) as session:
        expect_none_elsewhere(session.files, session.sources)
        done = regroup_site(
            session.files, session.sources, session.spread, session.output(), pattern
        )
    if options.as_json:
        findings = [each._asdict() for each in done.findings]
        data = {"written": list(done.written), "removed": list(done.removed)}
        console.print_json({**data, "findings": findings})
        return 0
    console.print_findings(done.findings, options)
    if not options.quiet:
        written = counted(len(done.written), "catalog")
        click.echo(f"{written} written, {len(done.removed):,} removed, in the form {pattern}.")
    return 0


def _print(audit: KeyAudit, done: Rekeyed, options: Options) -> None:
    findings = (*done.findings, *audit.shared, *audit.repeated, *audit.pages, *audit.catalogs)
    console.print_findings(findings, replace(options, verbose=True))
    if options.quiet:
        return
    for each in audit.unkeyed:
        proposal = f"--write gives it {each.new_key}" if each.new_key else "give it one by hand"
        console.say(f"{each.path}: no key: {proposal}")
    if done.paths:
        click.echo(f"{counted(len(done.paths), 'guide')} written: run l10n extract next.")
    console.say(
        f"{counted(len(audit.unkeyed), 'guide')} without a key, "
        f"{counted(len(audit.repeated), 'repeated line')}, "
        f"{counted(len(audit.shared), 'shared key')}, "
        f"{counted(len(audit.pages), 'page')} and "
        f"{counted(len(audit.catalogs), 'catalog')} without a source guide."
    )


def _data(audit: KeyAudit, done: Rekeyed) -> dict[str, object]:
    return {
        "written": list(done.paths),
        "without_key": [
            {
                "path": each.path,
                "language": each.language,
                "key": each.old_key,
                "new_key": each.new_key or None,
            }
            for each in audit.unkeyed
        ],
        "repeated": console.findings_data(audit.repeated),
        "shared": console.findings_data(audit.shared),
        "orphaned_pages": console.findings_data(audit.pages),
        "orphaned_catalogs": console.findings_data(audit.catalogs),
        "findings": console.findings_data(done.findings),
    }
