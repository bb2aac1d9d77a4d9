"""The pack command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.exchange.values import Unit
    from l10n.guide import Finding
    from l10n.translate.pack import Packed


@click.command("pack")
@common_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to make: .xlf, .po, .csv or .tmx.",
)
@click.option("--all", "everything", is_flag=True, help="Pack what is translated, too.")
@click.option("--glossary", is_flag=True, help="Pack the glossary instead, as .tbx or .csv.")
@click.option(
    "--xliff",
    type=click.Choice(("1.2", "2.0")),
    default="1.2",
    show_default=True,
    help="The version of an .xlf.",
)
def command(output: Path, everything: bool, glossary: bool, xliff: str, **values: Any) -> int:
    """Pack what is untranslated or fuzzy in one language into one file, for an agency.

    GUIDE is a key or a path; without one, every guide is packed. Each text is there once, with
    what it is, where it stands, its terms, and what its source was before. Catalogs are extracted
    first. `l10n unpack` takes the file back.
    """
    from l10n.disk.files import is_there
    from l10n.errors import L10nError
    from l10n.exchange.registry import format_of

    options = read_options(**values)
    if len(options.languages) != 1:
        message = "name the one language to pack with -l"
        raise click.UsageError(message)
    shown = str(output)
    if is_there(shown, shown):  # it may be what an agency sent back
        message = "it is there already: unpack it, or name another file"
        raise L10nError(message, path=shown)
    console.expect_folder_of(output)
    if glossary:
        return _pack_glossary(options, output)
    form = format_of(shown, xliff)
    packed, found = _pack(options, everything=everything)
    if packed.parcel.units:
        _write(output, form.write(packed.parcel))
    findings = (*found, *packed.findings)
    _report(packed.parcel.units, findings, shown, options)
    return int(console.has_errors(findings))


def _write(output: Path, data: bytes) -> None:
    from l10n.disk.write import write_bytes

    write_bytes(output.parent.resolve(), output.name, data, durable=False, expected=None)


def _pack_glossary(options: Options, output: Path) -> int:
    from l10n.exchange.glossary import write_glossary
    from l10n.site.glossaries import read_glossary

    language = options.languages[0]
    with open_session(options, writes=False) as session:
        config = session.config
        terms = read_glossary(config, language).terms
    data = write_glossary(str(output), config.source_language, language, terms)
    if terms:
        _write(output, data)
    if options.as_json:
        console.print_json({"file": str(output) if terms else "", "terms": len(terms)})
    elif not options.quiet:
        told = counted(len(terms), "term")
        click.echo(f"{told} packed in {output}." if terms else "Nothing to pack: no terms.")
    return 0


def _pack(options: Options, *, everything: bool) -> tuple[Packed, tuple[Finding, ...]]:
    from datetime import UTC, datetime

    from l10n.run.extract import extract_site
    from l10n.run.sync import look_again
    from l10n.translate.pack import pack_site

    now = datetime.now(UTC)
    with open_session(options, writes=True) as session:
        run = session.run()
        track = console.tracker("Extracting", options)
        run = look_again(run, extract_site(run, now=now, track=track))
        track = console.tracker("Packing", options)
        packed = pack_site(run, options.languages[0], everything=everything, now=now, track=track)
        return packed, session.findings


def _report(
    units: Sequence[Unit], findings: Sequence[Finding], shown: str, options: Options
) -> None:
    from l10n.words import count_words

    words = sum(count_words(each.msgid) for each in units)
    guides = len({path for each in units for path in each.paths})
    if options.as_json:
        data = {"file": shown if units else "", "texts": len(units), "words": words}
        console.print_report({**data, "guides": guides}, findings)
        return
    console.print_findings(findings, options)
    if not options.quiet:
        texts, of = counted(len(units), "text"), counted(guides, "guide")
        told = f"{texts} ({counted(words, 'word')}) of {of} packed in {shown}."
        read = "that can be read " if console.has_errors(findings) else ""
        click.echo(told if units else f"Nothing to pack: all {read}is translated.")
