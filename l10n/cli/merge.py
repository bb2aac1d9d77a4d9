"""The merge command."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from l10n.cli.common import console
from l10n.cli.common.options import Options, Percent, common_options, read_options
from l10n.cli.common.replay import replays
from l10n.cli.common.session import open_session
from l10n.reports.counted import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from l10n.run.merge import Merged
    from l10n.run.preview import Previewed

STATUSES: Final = ("published", "unchanged", "kept", "waiting", "withdrawn", "refused")
_NAMED: Final = 10
"""Kept pages that are named without --verbose."""


def _says_all(values: Mapping[str, Any]) -> bool:
    """Return whether nothing is written that the site's files say nothing of."""
    return values["folder"] is None


@click.command("merge")
@common_options
@click.option(
    "--publish-at",
    type=Percent(),
    metavar="PERCENT",
    help="Publish guides with this share of their words translated, instead of the configured.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a page would change.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Preview: write the pages below DIR and publish nothing.",
)
@replays(_says_all)
def command(publish_at: float | None, check: bool, folder: Path | None, **values: Any) -> int:
    """Publish the localized guides that the catalogs make.

    GUIDE is a key or a path; without one, every guide is merged. A page that merge did not
    write, or that was edited since, is kept and named.

    With --to nothing of the site changes. Each page is written below DIR, at the path that it has
    in the site, as its catalog makes it: also where merge would keep what is there, or too little
    is translated to publish it. Only pages are written, no images and no other files.
    """
    from l10n.run.merge import merge_site

    options = read_options(**values)
    if folder is not None:
        if check:
            message = "--check writes nothing and --to writes a preview: choose one"
            raise click.UsageError(message)
        return _preview(options, folder, publish_at)
    with open_session(options, writes=not check, dry=check) as session:
        config = session.config
        merged = merge_site(
            session.run(dry=check),
            publish_at=config.publish_at if publish_at is None else publish_at,
            track=console.tracker("Merging", options),
        )
    findings = (*session.findings, *merged.findings)
    if options.as_json:
        console.print_report(merged_data(merged), findings)
    else:
        console.print_findings(findings, options)
        print_merged(merged, options)
    stale = check and any(each.status in ("published", "withdrawn") for each in merged.pages)
    if stale and not options.quiet:
        click.echo("pages are behind their catalogs: run l10n merge", err=True)
    return int(stale or console.has_errors(findings))


def _preview(options: Options, folder: Path, publish_at: float | None) -> int:
    """Write a preview, and say what is in it."""
    from l10n.run.preview import preview_site

    with open_session(options, writes=False, dry=True) as session:
        previewed = preview_site(
            session.run(dry=True),
            folder,
            publish_at=session.config.publish_at if publish_at is None else publish_at,
            track=console.tracker("Merging", options),
        )
    findings = (*session.findings, *previewed.findings)
    if options.as_json:
        console.print_report(_previewed_data(folder, previewed), findings)
    else:
        console.print_findings(findings, options)
        _print_previewed(folder, previewed, options)
    return int(console.has_errors(findings))


def _print_previewed(folder: Path, previewed: Previewed, options: Options) -> None:
    if options.quiet:
        return
    if options.verbose:
        for each in previewed.pages:
            click.echo(f"{folder / each.path}: {each.status}")
    written = sum(each.written for each in previewed.pages)
    pages = counted(len(previewed.pages), "page")
    if written == len(previewed.pages):
        click.echo(f"{pages} written below {folder}.")
    else:
        click.echo(f"{pages} below {folder}, {written:,} of them new or changed.")
    counts = Counter(str(each.status) for each in previewed.pages)
    if held := {each: counts[each] for each in ("waiting", "kept") if counts[each]}:
        told = ", ".join(f"{count:,} {status}" for status, count in held.items())
        console.say(f"Merge would not publish all: {told}; l10n status says why.")


def _previewed_data(folder: Path, previewed: Previewed) -> dict[str, object]:
    return {
        "folder": str(folder),
        "pages": [
            {
                "key": each.key,
                "language": each.language,
                "path": each.path,
                "status": str(each.status),
                "written": each.written,
            }
            for each in previewed.pages
        ],
    }


def print_merged(merged: Merged, options: Options) -> None:
    """Print what merging did, by the options."""
    if options.quiet:
        return
    statuses = ((each.language, {str(each.status): 1}) for each in merged.pages)
    console.print_table(("pages", *STATUSES), console.count_rows(statuses, STATUSES))
    _print_kept(merged, options)
    sys.stdout.flush()


def _print_kept(merged: Merged, options: Options) -> None:
    """Name the pages that were kept, and with --verbose those that wait."""
    wanted = ("kept", "waiting", "withdrawn") if options.verbose else ("kept", "withdrawn")
    named = [each for each in merged.pages if each.status in wanted]
    limit = len(named) if options.verbose else _NAMED
    for each in named[:limit]:
        console.say(f"{console.shown_path(each.path)}: {each.status}: {each.reason}")
    if len(named) > limit:
        click.echo(f"... and {counted(len(named) - limit, 'page')} more; -v lists them")


def merged_data(merged: Merged) -> dict[str, object]:
    """Return what was done, for ``--format json``."""
    counts = Counter(str(each.status) for each in merged.pages)
    return {
        "counts": {status: counts[status] for status in STATUSES},
        "pages": [
            {
                "key": each.key,
                "language": each.language,
                "path": console.shown_path(each.path),
                "status": str(each.status),
                "reason": each.reason,
            }
            for each in merged.pages
        ],
    }
