"""The import command."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.names import split_names
from l10n.cli.common.options import Options, common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.adopt.site import Imported, PageImport
    from l10n.config.settings import Config

CHANGES: Final = ("taken", "doubtful", "edited", "noted", "conflict", "variant")

_LAG: Final = 10
"""One in how many segments has to be behind its source for pages that lag."""


def _follows_from_files(values: Mapping[str, Any]) -> bool:
    """Return whether nothing that is said is from git."""
    return not values["at_base"]


def _holding_names() -> frozenset[str]:
    from l10n.adopt.holds import HOLDING

    return HOLDING


@click.command("import")
@common_options
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be imported.")
@click.option("--diff", is_flag=True, help="Show what merge would change in each page.")
@click.option(
    "--accept",
    multiple=True,
    metavar="NAME",
    callback=split_names("finding", _holding_names, "l10n status names what holds a page"),
    help="Hand pages over though they have findings of this name; repeat for more.",
)
@click.option(
    "--at-base",
    is_flag=True,
    help="Read each new page as a translation of the source that it was made from, by git.",
)
@replays(_follows_from_files)
def command(
    dry_run: bool, diff: bool, accept: tuple[str, ...], at_base: bool, **values: Any
) -> int:
    """Take localized pages that exist, and edits of published ones, into the catalogs.

    GUIDE is a key or a path; without one, every page is looked at. What surely translates a
    text of the source becomes its translation; what may is fuzzy, with a comment; the rest is
    reported. A page of which nothing would be lost is handed over: merge may write it from then
    on, and what the page has its own way stays.
    """
    from datetime import UTC, datetime

    from l10n.adopt.site import import_site

    options = read_options(**values)
    with open_session(options, writes=not dry_run, dry=dry_run) as session:
        imported = import_site(
            session.run(dry=dry_run),
            now=datetime.now(UTC),
            track=console.tracker("Importing", options),
            accepted=frozenset(accept),
            diff=diff,
            at_base=at_base,
        )
    findings = (*session.findings, *imported.findings)
    if options.as_json:
        console.print_report(_imported_data(imported), findings)
    else:
        console.print_findings(findings, options)
        _print_imported(imported, options)
        click.echo("".join(page.diff for page in imported.pages), nl=False)
        _print_lag(imported, session.config, options)
        _print_ids(imported, session.config, options)
    return int(console.has_errors(findings))


def _rows(imported: Imported) -> list[tuple[str | int, ...]]:
    rows: list[tuple[str | int, ...]] = []
    for language in dict.fromkeys(each.language for each in imported.pages):
        pages = [each for each in imported.pages if each.language == language]
        changes: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for page in pages:
            changes.update(page.changes or {})
            words.update(page.words or {})
        rows.append(
            (
                language,
                len(pages),
                sum(page.handed_over for page in pages),
                *(changes[each] for each in CHANGES),
                words["translated"],
                f"{100 * words['translated'] / max(words['all'], 1):.1f}",
            )
        )
    return rows


def _imported_data(imported: Imported) -> dict[str, object]:
    """Return what was done, for ``--format json``."""
    return {
        "unchanged": imported.unchanged,
        "pages": [
            {
                "key": each.key,
                "language": each.language,
                "path": console.shown_path(each.path),
                "action": str(each.action),
                "handed_over": each.handed_over,
                "diff": each.diff,
                "changes": dict(each.changes or {}),
                "words": dict(each.words or {}),
                "segments": dict(each.segments or {}),
                "base": _base_data(each),
            }
            for each in imported.pages
        ],
    }


def _print_ids(imported: Imported, config: Config, options: Options) -> None:
    """Propose ``heading-ids = "all"`` where most pages give their headings ids."""
    named = {each.path for each in imported.findings if each.check == "own-heading-id"}
    is_usual = str(config.links.heading_ids) == "linked"
    if not options.quiet and is_usual and named and 2 * len(named) > len(imported.pages):
        console.say(
            f"{len(named)} of {len(imported.pages)} pages give their headings ids, which stay: "
            'with heading-ids = "all" in [links] new pages get the source\'s as well.'
        )


def _print_lag(imported: Imported, config: Config, options: Options) -> None:
    """Propose ``stale = "keep"`` where the pages lag behind their source."""
    counts = [page.segments or {} for page in imported.pages]
    all_, behind = (sum(each.get(name, 0) for each in counts) for name in ("all", "behind"))
    if not options.quiet and config.stale != "keep" and behind and behind * _LAG >= all_:
        console.say(
            f"{100 * behind / all_:.0f} % of these pages' texts are new or changed in the "
            'source: with stale = "keep" in l10n.toml readers see translations until they are '
            "brought up to date."
        )


def _print_imported(imported: Imported, options: Options) -> None:
    """Print what importing did, by the options."""
    if options.quiet:
        return
    if imported.pages:
        console.print_table(
            ("pages", "read", "handed over", *CHANGES, "words", "%"), _rows(imported)
        )
    unchanged = counted(imported.unchanged, "page")
    click.echo(f"{unchanged} as merge wrote them.")


def _base_data(page: PageImport) -> dict[str, str] | None:
    base = page.base
    return {"commit": base.commit, "date": base.date.isoformat()} if base else None
