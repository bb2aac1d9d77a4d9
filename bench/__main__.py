"""The bench's command line: makes the trees, measures, prints the table, writes the results."""

from __future__ import annotations

import compileall
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from bench import scale
from bench.contender import Group, measure_group
from bench.environments import read_versions
from bench.gallery import write_pictures
from bench.measure import REPOSITORY
from bench.ours import cold_extract, cold_merge, jobs_groups, sync_group, yardstick
from bench.peers import peers_of
from bench.report import Result, render_json, render_table
from bench.site import LANGUAGES, make_site

GROUPS: Final = ("extract", "merge", "sync", "jobs", "scale", "memory")
LONG: Final = frozenset(("scale", "memory"))


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--guides", default=900, show_default=True, help="Of the synthetic tree.")
@click.option("--languages", default=14, show_default=True, help="Of the tree that is synced.")
@click.option("--rounds", default=5, show_default=True)
@click.option("--slow-rounds", default=1, show_default=True, help="For what takes minutes.")
@click.option("--only", multiple=True, type=click.Choice(GROUPS), help="This group; repeatable.")
@click.option("--size", "sizes", multiple=True, type=int, help="Of a tree that grows; repeatable.")
@click.option("--results", default=REPOSITORY / "bench/results", type=Path, help="A folder.")
@click.option("--pictures", default=REPOSITORY / "docs/pictures", type=Path, help="A folder.")
@click.option("--date", help="When this is measured; without it, now.")
@click.option("--work", default=".bench", show_default=True, type=Path, help="A folder to use.")
def main(
    guides: int,
    languages: int,
    rounds: int,
    slow_rounds: int,
    only: tuple[str, ...],
    sizes: tuple[int, ...],
    results: Path,
    pictures: Path,
    date: str | None,
    work: Path,
) -> None:
    """Measure l10n and its peers, and compare them with the time that parsing alone takes.

    With L10N_CORPORA, the folder of the corpora, the guides are tramitit's; else synthetic. The
    groups "scale" and "memory" take long, and are measured only when they are asked for. Of each
    group the last results are kept, and drawn.
    """
    corpora = os.environ.get("L10N_CORPORA")
    corpus = Path(corpora) / "tramitit" if corpora else None
    work = work.resolve()
    wanted = only or tuple(name for name in GROUPS if name not in LONG)
    # As installing does it: else each run would compile all modules where Python writes none.
    compileall.compile_dir(REPOSITORY / "l10n", quiet=1)
    measured: defaultdict[str, list[Result]] = defaultdict(list)
    load = os.getloadavg()[0]
    for group in _groups(wanted, work, corpus, guides, min(languages, len(LANGUAGES)), sizes):
        rows = measure_group(group, rounds, slow_rounds, lambda text: click.echo(text, err=True))
        measured[group.name].append(Result(group, tuple(rows)))
        click.echo(render_table(measured[group.name][-1:]), nl=False)
    results.mkdir(parents=True, exist_ok=True)
    for name, found in measured.items():
        report = render_json(
            found,
            date=date or datetime.now(UTC).isoformat(timespec="minutes"),
            tree="tramitit" if corpus and name not in LONG else f"synthetic, {guides} guides",
            versions=read_versions(work / "environments"),
            load=load,
        )
        (results / f"{name}.json").write_text(report, encoding="utf-8")
    write_pictures(results, pictures)


def _groups(
    wanted: tuple[str, ...],
    work: Path,
    corpus: Path | None,
    guides: int,
    languages: int,
    sizes: tuple[int, ...],
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
        yield from jobs_groups(make_site(work / "jobs", corpus, guides, languages))
    if "scale" in wanted:
        yield from scale.scale_groups(
            [
                make_site(work / f"scale-{size}", None, size, scale.LANGUAGES)
                for size in sizes or scale.SIZES
            ]
        )
    if "memory" in wanted:
        yield scale.memory_group(work / "memory")


if __name__ == "__main__":
    main()
