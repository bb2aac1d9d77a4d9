"""Which words of two languages stand for each other, learnt from guides that are aligned roughly.

A clue is a word and what it is rendered by. How much a clue says is measured, not guessed: how
often its rendering is found in the segment across, and how often in that segment's neighbours,
which speak of the same things and are what a wrong pair would consist of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import log
from statistics import median
from typing import Final, TypeAlias

from l10n.align.features import Features

Words: TypeAlias = frozenset[str]
Rough: TypeAlias = Sequence[tuple[Features, Features]]
"""The pairs of one guide that are probably right, in document order."""

Ranked: TypeAlias = dict[str, list[tuple[float, str]]]

_MOST_PAIRS: Final = 6_000
"""Segments to learn from, for a language; more of a site's language says the same again."""
_MOST_WORDS: Final = 80
_MOST_COPIES: Final = 2
"""How often the same pair of segments counts: templates would drown the rest."""
_RENDERINGS: Final = 4
_FEWEST: Final = 2
_LIKELY: Final = 0.03
_NEIGHBOURS: Final = (-2, -1, 1, 2)
_MOST_GAIN: Final = 3.5
_MOST_LOSS: Final = 2.0
_GROWTH: Final = 0.1
_TELLING: Final = 5.0
"""What the words of a segment could say, at least, to be a measure."""
_LEAST_TYPICAL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Clue:
    """What one word says about a pair of segments."""

    renderings: Words
    gain: float
    """Log of how many times likelier a right pair has a rendering than a wrong one."""
    loss: float
    """The same for none of them; not positive."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All clues between a source language and another one; empty when nothing was learnt."""

    forward: Mapping[str, Clue] = field(default_factory=dict)
    backward: Mapping[str, Clue] = field(default_factory=dict)
    phrases: Mapping[Words, Mapping[Words, int]] = field(default_factory=dict)
    """How often a whole segment was met with another one."""
    copies: Mapping[Words, int] = field(default_factory=dict)
    """How often each whole segment was met across."""
    growth: float = _GROWTH
    """The log of how much longer a translation is than its source."""
    typical: float = 1.0
    """What the words of a right pair say, in the middle, of what they could say."""


NO_LEXICON: Final = Lexicon()


def learn_lexicon(guides: Iterable[Rough]) -> Lexicon:
    """Learn from the roughly aligned guides of one language."""
    guides = [tuple(guide) for guide in guides]
    phrases: defaultdict[Words, Counter[Words]] = defaultdict(Counter)
    copies = Counter[Words]()
    for guide in guides:
        for one, other in guide:
            phrases[one.words][other.words] += 1
            copies[other.words] += 1
    chosen = _choose(guides)
    pairs = [(one.words, other.words) for guide in chosen for one, other in guide]
    growths = [
        log((other.length + 3) / (one.length + 3))
        for guide in chosen
        for one, other in guide
        if one.length > 20
    ]
    there = [[(one.words, other.words) for one, other in guide] for guide in chosen]
    back = [[(other, one) for one, other in guide] for guide in there]
    # What only one guide says would bear witness for itself.
    forward, backward = (
        {word: found for word, found in ranked.items() if word in known}
        for ranked, known in zip(_candidates(pairs), map(_shared, (there, back)), strict=True)
    )
    ahead, behind = _weigh(_best(forward), there), _weigh(_best(backward), back)
    return Lexicon(
        forward=ahead,
        backward=behind,
        typical=_typical(ahead, pairs),
        phrases={one: found for one, found in phrases.items() if found.total() > 2},
        copies=copies,
        growth=median(growths) if growths else _GROWTH,
    )


def _choose(guides: Iterable[Rough]) -> list[list[tuple[Features, Features]]]:
    seen: Counter[tuple[Words, Words]] = Counter()
    chosen: list[list[tuple[Features, Features]]] = []
    count = 0
    for guide in guides:
        kept = []
        for one, other in guide:
            words = (one.words, other.words)
            seen[words] += 1
            if one.words and other.words and seen[words] <= _MOST_COPIES:
                kept.append((one, other))
        chosen.append(kept)
        count += len(kept)
        if count >= _MOST_PAIRS:
            break
    return chosen


def _candidates(pairs: Sequence[tuple[Words, Words]]) -> tuple[Ranked, Ranked]:
    """Return what each word may be rendered by, in both directions, with how likely that is."""
    together: Counter[tuple[str, str]] = Counter()
    for words, across in pairs:
        if len(words) <= _MOST_WORDS and len(across) <= _MOST_WORDS:
            together.update(product(words, across))
    left = Counter(word for words, _ in pairs for word in words)
    right = Counter(word for _, across in pairs for word in across)
    forward: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    backward: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (word, rendering), count in together.items():
        score = count * count / (left[word] * right[rendering])
        if count >= _FEWEST and score >= _LIKELY:
            forward[word].append((score, rendering))
            backward[rendering].append((score, word))
    return forward, backward


def _shared(guides: Iterable[Sequence[tuple[Words, Words]]]) -> frozenset[str]:
    """Return the words that several guides have, on their first side."""
    counts = Counter(
        word for guide in guides for word in frozenset[str]().union(*(one for one, _ in guide))
    )
    return frozenset(word for word, count in counts.items() if count > 1)


def _best(candidates: Ranked) -> dict[str, Words]:
    best = {}
    for word, found in candidates.items():
        found.sort(reverse=True)
        limit = found[0][0] / 4
        best[word] = frozenset(other for score, other in found[:_RENDERINGS] if score >= limit)
    return best


def _typical(clues: Mapping[str, Clue], pairs: Iterable[tuple[Words, Words]]) -> float:
    """Return the median share that is found of what the words of a pair could say."""
    shares = []
    for one, other in pairs:
        heard = [clue for word in one if (clue := clues.get(word))]
        most = sum(clue.gain for clue in heard)
        if most >= _TELLING:
            found = (
                clue.loss if clue.renderings.isdisjoint(other) else clue.gain for clue in heard
            )
            shares.append(sum(found) / most)
    return max(median(shares), _LEAST_TYPICAL) if shares else 1.0


def _weigh(
    renderings: Mapping[str, Words],
    guides: Sequence[Sequence[tuple[Words, Words]]],
) -> dict[str, Clue]:
    right, right_hits = Counter[str](), Counter[str]()
    wrong, wrong_hits = Counter[str](), Counter[str]()
    for guide in guides:
        for index, (one, other) in enumerate(guide):
            places = (index + step for step in _NEIGHBOURS)
            near = [guide[at][1] for at in places if 0 <= at < len(guide)]
            for word in one:
                if (expected := renderings.get(word)) is None:
                    continue
                right[word] += 1
                right_hits[word] += not expected.isdisjoint(other)
                wrong[word] += len(near)
                wrong_hits[word] += sum(not expected.isdisjoint(each) for each in near)
    clues = {}
    for word, expected in renderings.items():
        # One hit less: a pair must not bear witness for itself.
        hit = (max(right_hits[word] - 1, 0) + 0.7) / (right[word] + 1)
        chance = (wrong_hits[word] + 0.5) / (wrong[word] + 4)
        gain, loss = log(hit / chance), log((1 - min(hit, 0.99)) / (1 - chance))
        if gain > 0:
            clues[word] = Clue(expected | {word}, min(gain, _MOST_GAIN), max(loss, -_MOST_LOSS))
    return clues
