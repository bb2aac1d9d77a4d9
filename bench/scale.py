"""Whether time grows with the guides alone: 1,000 guides' seconds in small and in large trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from bench.contender import Contender, Group
from bench.measure import Sample, run_driver
from bench.ours import check_again, cold_check, cold_import, cold_sync, publish, warm_syncs
from bench.site import Site

SIZES: Final = (1_000, 10_000)
"""Guides of the trees that are compared."""
LANGUAGES: Final = 5
TEXTS: Final = (10_000, 100_000, 1_000_000)
"""Texts of the memories that are compared."""
_A_PART: Final = 1_000


def scale_groups(sites: Sequence[Site]) -> Iterator[Group]:
    """Yield the groups in the order to measure them in; the first tree is the yardstick."""
    yield _group("l10n sync, cold", [(site, cold_sync(site)) for site in sites])
    warm = [
        (*warm_syncs(site), cold_check(site), check_again(site), cold_import(site))
        for site in sites
    ]
    for number, runs in enumerate(zip(*warm, strict=True)):
        pairs = list(zip(sites, runs, strict=True))
        if number == 0:  # The trees stay published for the groups after it.
            pairs = [(site, replace(run, setup=_publishes(site))) for site, run in pairs]
        yield _group(runs[0].name, pairs)


def memory_group(work: Path) -> Group:
    """Return lookups in memories, which are made in a folder where they are not there yet."""
    runs = tuple(
        Contender(
            f"{texts:,} texts", partial(run_driver, "memory", str(work / f"{texts}"), str(texts))
        )
        for texts in TEXTS
    )
    title = "the text that is most like another, in a memory of so many: for 1,000 lookups"
    return Group("memory", title, runs)


def _group(name: str, runs: Sequence[tuple[Site, Contender]]) -> Group:
    contenders = tuple(
        replace(
            each,
            name=f"{len(site.guides):,} guides, {len(site.languages)} languages",
            run=_for_a_part(site, each.run),
            guides=len(site.guides),
        )
        for site, each in runs
    )
    return Group("scale", f"{name}: seconds for each {_A_PART:,} guides", contenders)


def _for_a_part(site: Site, run: Callable[[], Sample]) -> Callable[[], Sample]:
    def measured() -> Sample:
        sample, part = run(), _A_PART / len(site.guides)
        wall, cpu = sample.wall * part, sample.cpu * part
        return replace(sample, wall=wall, cpu=cpu, cache=site.cache_size())

    return measured


def _publishes(site: Site) -> Callable[[], None]:
    def setup() -> None:
        site.remove_all()
        publish(site)

    return setup
