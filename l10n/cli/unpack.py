"""The unpack command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.session import open_session, read_settings
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.guide import Finding
    from l10n.translate.unpack import Unpacked


@click.command("unpack")
@click.argument("file", type=click.Path(path_type=Path))
@common_options
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be taken.")
@click.option("--overwrite", is_flag=True, help="Take a text where the catalog has another by now.")
@click.option("--glossary", is_flag=True, help="FILE is a glossary: .tbx, or .csv with -l.")
def command(file: Path, dry_run: bool, overwrite: bool, glossary: bool, **values: Any) -> int:
    """Take what came back from an agency into the catalogs.

    FILE is what `l10n pack` made, or another XLIFF, PO, CSV or TMX file; GUIDE limits it to some
    guides. Corrections of translated texts are taken, too. A text whose source has changed since
    becomes fuzzy. A text that the catalog has another way by now stays, and what could not be
    taken is listed with its line. The same file twice changes nothing.
    """
    from datetime import UTC, datetime

    from l10n.translate.unpack import read_returned, target_of, unpack_site

    options = read_options(**values)
    shown = str(file)
    if glossary or file.suffix.lower() == ".tbx":
        return _unpack_glossary(file, options, dry=dry_run)
    returned = read_returned(file, shown)
    language = target_of(read_settings(options.config), returned, options.languages, shown)
    options = replace(options, languages=(language,))
    with open_session(options, writes=not dry_run, dry=dry_run) as session:
        done = unpack_site(
            session.run(dry=dry_run),
            language,
            returned,
            shown,
            overwrite=overwrite,
            now=datetime.now(UTC),
            track=console.tracker("Unpacking", options),
        )
    findings = (*session.findings, *done.findings)
    _report(done, findings, options, dry=dry_run)
    return int(console.has_errors(findings))


def _unpack_glossary(file: Path, options: Options, *, dry: bool) -> int:
    from l10n.translate.terms import read_returned_terms, take_terms

    with open_session(options, writes=not dry, dry=dry) as session:
        found = read_returned_terms(session.config, file, str(file), options.languages)
        done = take_terms(session.config, found, str(file), session.output(dry=dry).write)
    counts = {"new": done.new, "changed": done.changed, "there already": done.same}
    if options.as_json:
        console.print_report({"language": found.language, "terms": counts}, done.findings)
    else:
        console.print_findings(done.findings, options)
        if not options.quiet:
            console.print_table((found.language, "terms"), list(counts.items()))
    return int(console.has_errors(done.findings))


def _report(done: Unpacked, findings: Sequence[Finding], options: Options, *, dry: bool) -> None:
    from l10n.translate.answers import Verdict

    counts = {str(each): done.verdicts[each] for each in Verdict if each in done.verdicts}
    if options.as_json:
        data = {"language": done.language, "catalogs": done.catalogs, "texts": counts}
        console.print_report(data, findings)
        return
    console.print_findings(findings, options)
    if not options.quiet:
        console.print_table((done.language, "texts"), list(counts.items()))
        verb = "would change" if dry else "changed"
        click.echo(f"{counted(done.catalogs, console.catalog_word())} {verb}.")
