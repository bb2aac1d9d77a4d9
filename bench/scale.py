"""Whether time grows with the guides alone: 1,000 guides' seconds in a small and a large tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bench.contender import Contender, Group
from bench.measure import Sample
from bench.ours import cold_sync, publish, warm_syncs
from bench.site import Site

SIZES: Final = (1_000, 20_000)
"""Guides of the trees that are compared."""
LANGUAGES: Final = 5
_A_PART: Final = 1_000


def scale_groups(sites: Sequence[Site]) -> Iterator[Group]:
    """Yield the groups in the order to measure them in; the first tree is the yardstick."""
    cold = [(site, cold_sync(site)) for site in sites]
    yield _group("l10n sync, cold", cold)
    warm = [[(site, run) for run in warm_syncs(site)] for site in sites]
    for number, runs in enumerate(zip(*warm, strict=True)):
        if number == 0:  # The trees stay published for the groups after it.
            runs = tuple((site, replace(run, setup=_publishes(site))) for site, run in runs)
        yield _group(runs[0][1].name, runs)


def _group(name: str, runs: Sequence[tuple[Site, Contender]]) -> Group:
    contenders = tuple(
        replace(
            each,
            name=f"{len(site.guides):,} guides, {len(site.languages)} languages",
            run=_for_a_part(each.run, len(site.guides)),
        )
        for site, each in runs
    )
    return Group("scale", f"{name}: seconds for each {_A_PART:,} guides", contenders)


def _for_a_part(run: Callable[[], Sample], guides: int) -> Callable[[], Sample]:
    def measured() -> Sample:
        sample, part = run(), _A_PART / guides
        return replace(sample, wall=sample.wall * part, cpu=sample.cpu * part)

    return measured


def _publishes(site: Site) -> Callable[[], None]:
    def setup() -> None:
        site.remove_all()
        publish(site)

    return setup
