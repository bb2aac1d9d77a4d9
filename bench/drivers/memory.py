"""The translation memory of many texts: what it takes to find the one that is most like another.

Texts are of words as frequent as in a language: each is half as frequent as the one that is twice
as frequent. A third of the texts are alike.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Final

from l10n.catalog import Catalog, Entry
from l10n.match.nearest import find_nearest
from l10n.tm.base import open_memory_base

SEED: Final = 7
_WORDS: Final = 60_000
_A_CATALOG: Final = 50
_LOOKUPS: Final = 500
_SOUNDS: Final = ("ba", "del", "fi", "gor", "hu", "lan", "me", "nix", "or", "pel", "ri", "sto")


def main(folder: str, count: str) -> None:
    """Fill a memory unless it is there, then time the lookups: seconds for each thousand."""
    root, texts = Path(folder), int(count)
    (root / ".l10n").mkdir(parents=True, exist_ok=True)
    write = _Writer()
    with open_memory_base(root) as base:
        digests = {str(number): count for number in range(texts // _A_CATALOG)}
        base.refresh("es", digests, lambda key: write.catalog(int(key)))
        memory = base.memory("es")
        if memory is None:
            sys.exit("too few texts")
        dice = Random(f"{SEED} lookups")
        sought = [write.alike(dice, write.text(dice.randrange(texts))) for _ in range(_LOOKUPS)]
        wall, cpu, slowest, found = time.perf_counter(), time.process_time(), 0.0, 0
        for text in sought:
            start = time.process_time()
            found += find_nearest(memory, text) is not None
            slowest = max(slowest, time.process_time() - start)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    each = 1_000 / _LOOKUPS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"found {found} of {_LOOKUPS}, the slowest in {slowest * 1_000:.1f} ms", file=sys.stderr)
    print(json.dumps({"wall": wall * each, "cpu": cpu * each, "peak": peak, "failed": 0}))


class _Writer:
    """Writes the same text for the same number."""

    def __init__(self) -> None:
        dice = Random(SEED)
        sounds = ("".join(dice.choices(_SOUNDS, k=dice.randint(1, 6))) for _ in iter(int, 1))
        self._words = [*islice(dict.fromkeys(islice(sounds, 4 * _WORDS)), _WORDS)]
        weights = (1 / place for place in range(1, len(self._words) + 1))
        self._weights = [*accumulate(weights)]

    def text(self, number: int) -> str:
        """Return a text; every third one is like the one before."""
        dice = Random(f"{SEED} {number}")
        if number % 3 == 2:
            return self.alike(dice, self.text(number - 1))
        return " ".join(self._choose(dice, dice.randint(6, 24))).capitalize() + "."

    def alike(self, dice: Random, text: str) -> str:
        """Return a text of which one word is another."""
        words = text.split(" ")
        words[dice.randrange(len(words))] = self._choose(dice, 1)[0]
        return " ".join(words)

    def catalog(self, number: int) -> Catalog:
        """Return a catalog of texts that have a translation."""
        numbers = range(number * _A_CATALOG, (number + 1) * _A_CATALOG)
        texts = [self.text(each) for each in numbers]
        return Catalog(Entry(""), tuple(Entry(text, text.upper()) for text in dict.fromkeys(texts)))

    def _choose(self, dice: Random, count: int) -> list[str]:
        return dice.choices(self._words, cum_weights=self._weights, k=count)


if __name__ == "__main__":
    main(*sys.argv[1:])
