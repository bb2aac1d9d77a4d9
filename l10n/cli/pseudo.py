"""The pseudo command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.session import open_session, open_site, read_settings
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from l10n.config.settings import Config
    from l10n.run.merge import Merged
    from l10n.translate.pseudo import PseudoFilled

_LONGER = 30


@click.command("pseudo")
@common_options
@click.option(
    "--longer",
    type=click.FloatRange(0, 400),
    metavar="PERCENT",
    help=f"How much longer than the source texts become; {_LONGER} without.",
)
@click.option("--like", metavar="LANG", help="As much longer as the translations into LANG are.")
@click.option("--rtl", is_flag=True, help="In letters that are written from right to left.")
def command(longer: float | None, like: str | None, rtl: bool, **values: Any) -> int:
    """Fill a language that is none, for tests of layouts: l10n pseudo -l xx.

    GUIDE is a key or a path; without one, every guide is filled. Every text becomes ⟦áççéñţéđ⟧ and
    longer, in catalogs and pages of a language of its own, such as xx, which stays out of the
    settings: no coverage counts it, and no other command reads it. Numbers, code, tags and
    markup stay. Nothing else is written: remove its folders to be rid of it, and let git ignore
    them.
    """
    from datetime import UTC, datetime

    from l10n.pseudo import Style
    from l10n.site.sitefiles import fresh_files
    from l10n.translate.pseudo import fill_with_pseudo, with_pseudo_language

    options = read_options(**values)
    if len(options.languages) != 1 or (longer is not None and like):
        message = "name one language with -l, like xx, and not both --longer and --like"
        raise click.UsageError(message)
    config = with_pseudo_language(read_settings(options.config), *options.languages)
    style = Style(_longer(options, longer, like), rtl=rtl)
    # Nothing of it is cached: these are not the site's settings.
    with open_site(config, replace(options, files=fresh_files(config)), writes=True) as session:
        track = console.tracker("Filling", options)
        filled = fill_with_pseudo(session.run(), style, now=datetime.now(UTC), track=track)
    merged = _merge(config, replace(options, files=fresh_files(config)))
    findings = (*filled.findings, *merged.findings)
    if options.as_json:
        console.print_report(_data(filled, merged), findings)
    else:
        console.print_findings(findings, options)
        if not options.quiet:
            _print(filled, merged)
    return int(console.has_errors(findings))


def _longer(options: Options, longer: float | None, like: str | None) -> float:
    from l10n.translate.pseudo import measure_growth

    if like is None:
        return _LONGER if longer is None else longer
    with open_session(replace(options, languages=(like,)), writes=False) as session:
        return measure_growth(session.run(dry=True), like)


def _merge(config: Config, options: Options) -> Merged:
    from l10n.run.merge import merge_site

    with open_site(config, options, writes=True) as session:
        track = console.tracker("Merging", options)
        return merge_site(session.run(), publish_at=0, track=track)


def _print(filled: PseudoFilled, merged: Merged) -> None:
    from l10n.cli.merge import STATUSES

    counts = _data(filled, merged)["pages"]
    told = ", ".join(f"{count:,} {status}" for status, count in counts.items() if count)
    plain = f"; {filled.plain:,} stay as they are" if filled.plain else ""
    catalogs = counted(filled.catalogs, console.catalog_word())
    click.echo(f"{counted(filled.texts, 'text')} in {catalogs}{plain}")
    click.echo(f"pages: {told or f'none {STATUSES[0]}'}")


def _data(filled: PseudoFilled, merged: Merged) -> dict[str, Any]:
    from collections import Counter

    return {
        "catalogs": filled.catalogs,
        "written": filled.written,
        "texts": filled.texts,
        "unchanged": filled.plain,
        "pages": dict(Counter(str(each.status) for each in merged.pages)),
    }
