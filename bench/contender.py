"""What is measured: contenders in groups, each round in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.measure import Sample


def nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One thing to measure."""

    name: str
    run: Callable[[], Sample]
    setup: Callable[[], object] = nothing
    """Done once, not measured."""
    prepare: Callable[[], object] = nothing
    """Done before every round, not measured: removes what the last round made."""
    slow: bool = False
    """Takes minutes: measured in fewer rounds."""
    missing: str = ""
    """Why it cannot run, and how to get it; empty when it can."""
    guides: int = 0
    """Of its site; 0 where all have the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """Contenders that do the same work; the first one is what the others are compared with."""

    name: str
    title: str
    contenders: Sequence[Contender]


@dataclass(frozen=True, slots=True)
class Row:
    """A contender's measurements; ``rounds`` is empty when it is missing."""

    name: str
    rounds: tuple[Sample, ...]
    missing: str = ""
    guides: int = 0

    @property
    def wall(self) -> float:
        """The median of the seconds on the clock."""
        return median(each.wall for each in self.rounds)

    @property
    def cpu(self) -> float:
        """The median of the seconds of processor time."""
        return median(each.cpu for each in self.rounds)

    @property
    def peak(self) -> float:
        """The most MiB that a process held in any round."""
        return max(each.peak for each in self.rounds)

    @property
    def failed(self) -> int:
        """The most files that failed in a round."""
        return max(each.failed for each in self.rounds)


def measure_group(
    group: Group, rounds: int, slow_rounds: int, say: Callable[[str], None]
) -> Iterator[Row]:
    """Measure the contenders of a group in turn, as often as there are rounds; yield their rows."""
    present = [each for each in group.contenders if not each.missing]
    for each in present:
        say(f"{group.name}: setting up {each.name}")
        each.setup()
    samples: dict[str, list[Sample]] = {each.name: [] for each in group.contenders}
    for number in range(rounds):
        for each in present:
            if each.slow and number >= slow_rounds:
                continue
            say(f"{group.name}: round {number + 1} of {rounds}: {each.name}")
            each.prepare()
            samples[each.name].append(each.run())
    for each in group.contenders:
        yield Row(each.name, tuple(samples[each.name]), each.missing, each.guides)
