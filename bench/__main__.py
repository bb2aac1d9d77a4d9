"""The bench's command line: makes the trees, measures, prints the table and writes the JSON."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from bench import scale
from bench.contender import Group, measure_group
from bench.environments import read_versions
from bench.ours import cold_extract, cold_merge, jobs_group, sync_group, yardstick
from bench.peers import peers_of
from bench.report import Result, render_json, render_table
from bench.site import LANGUAGES, make_site

GROUPS: Final = ("extract", "merge", "sync", "jobs", "scale")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--guides", default=900, show_default=True, help="Of the synthetic tree.")
@click.option("--languages", default=14, show_default=True, help="Of the tree that is synced.")
@click.option("--rounds", default=5, show_default=True)
@click.option("--slow-rounds", default=1, show_default=True, help="For what takes minutes.")
@click.option("--only", multiple=True, type=click.Choice(GROUPS), help="This group; repeatable.")
@click.option("--json", "written", default=".bench/bench.json", show_default=True, type=Path)
@click.option("--date", help="When this is measured; without it, now.")
@click.option("--work", default=".bench", show_default=True, type=Path, help="A folder to use.")
def main(
    guides: int,
    languages: int,
    rounds: int,
    slow_rounds: int,
    only: tuple[str, ...],
    written: Path,
    date: str | None,
    work: Path,
) -> None:
    """Measure l10n and its peers, and compare them with the time that parsing alone takes.

    With L10N_CORPORA, the folder of the corpora, the guides are tramitit's; else synthetic. The
    group "scale" takes long, and is measured only when it is asked for.
    """
    corpora = os.environ.get("L10N_CORPORA")
    corpus = Path(corpora) / "tramitit" if corpora else None
    work = work.resolve()
    wanted = only or tuple(name for name in GROUPS if name != "scale")
    results = []
    for group in _groups(wanted, work, corpus, guides, min(languages, len(LANGUAGES))):
        rows = measure_group(group, rounds, slow_rounds, lambda text: click.echo(text, err=True))
        results.append(Result(group, tuple(rows)))
        click.echo(render_table(results[-1:]), nl=False)
    report = render_json(
        results,
        date=date or datetime.now(UTC).isoformat(timespec="minutes"),
        tree="tramitit" if corpus else f"synthetic, {guides} guides",
        versions=read_versions(work / "environments"),
    )
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(report, encoding="utf-8")


def _groups(
    wanted: tuple[str, ...], work: Path, corpus: Path | None, guides: int, languages: int
) -> Iterator[Group]:
    if {"extract", "merge"} & set(wanted):
        site = make_site(work / "one", corpus, guides, 1)
        extracting, merging = peers_of(site, work / "environments")
        size = f"{len(site.guides):,} guides, one language, nothing there before"
        if "extract" in wanted:
            ours = (yardstick(site), cold_extract(site))
            yield Group("extract", f"extract: {size}", (*ours, *extracting))
        if "merge" in wanted:
            yield Group("merge", f"merge: {size}", (yardstick(site), cold_merge(site), *merging))
    if "sync" in wanted:
        yield sync_group(make_site(work / "many", corpus, guides, languages))
    if "jobs" in wanted:
        yield jobs_group(make_site(work / "jobs", corpus, guides, languages))
    if "scale" in wanted:
        yield from scale.scale_groups(
            [make_site(work / f"scale-{size}", None, size, scale.LANGUAGES) for size in scale.SIZES]
        )


if __name__ == "__main__":
    main()
