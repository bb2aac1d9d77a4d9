"""What the words of two segments say of whether they are a pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from l10n.align.lexicon import Lexicon, Words

_KNOWN_PHRASE: Final = 4.0
_UNKNOWN_PHRASE: Final = -3.0
_OTHER_PHRASE: Final = -9.0
_COGNATE: Final = 1.5
"""What an unknown word says that is written the same across."""
_SHORTEST_COGNATE: Final = 3
_LIKELY_COPIES: Final = 0.25
"""The share of what is met across that goes to one segment."""
_TEMPLATE: Final = 20
"""Copies that make a segment a template, whose renderings are all known."""
_FEWEST_COPIES: Final = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A segment's words with their clues looked up, because it is compared with many."""

    words: Words
    hits: tuple[tuple[Words, float], ...]
    """The renderings of each known word, and what finding one adds."""
    base: float
    """What the known words say when no rendering is found."""
    most: float
    """What they say when all are."""
    cognates: Words
    """Unknown words that would say something if they were written the same across."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the words of two segments say of whether they are a pair."""

    score: float
    """Natural log of the odds, both directions' mean; 0 when nothing is known."""
    most: float
    """The score of a pair whose every known word is rendered."""


def read_profile(lexicon: Lexicon, words: Words, *, backward: bool) -> Profile:
    """Return what these words of a source segment, or of one across, would say of a pair."""
    clues = lexicon.backward if backward else lexicon.forward
    heard = [(word, clues.get(word)) for word in words]
    known = [clue for _, clue in heard if clue]
    return Profile(
        words=words,
        hits=tuple((clue.renderings, clue.gain - clue.loss) for clue in known),
        base=sum(clue.loss for clue in known),
        most=sum(clue.gain for clue in known),
        cognates=frozenset(
            word for word, clue in heard if not clue and len(word) >= _SHORTEST_COGNATE
        ),
    )


def join_profiles(profiles: Sequence[Profile]) -> Profile:
    """Return the profile of several segments taken together."""
    return Profile(
        words=frozenset().union(*(each.words for each in profiles)),
        hits=tuple(hit for each in profiles for hit in each.hits),
        base=sum(each.base for each in profiles),
        most=sum(each.most for each in profiles),
        cognates=frozenset().union(*(each.cognates for each in profiles)),
    )


def compare_profiles(lexicon: Lexicon, one: Profile, other: Profile) -> Evidence:
    """Return what the words of a source segment and of one across say."""
    score = (_hear(one, other.words) + _hear(other, one.words)) / 2
    if found := lexicon.phrases.get(one.words):
        copies, everywhere = found.get(other.words, 0), lexicon.copies.get(other.words, 0)
        if copies >= max(_FEWEST_COPIES, everywhere * _LIKELY_COPIES):
            score = max(score, 0) + _KNOWN_PHRASE
        elif sum(found.values()) >= _TEMPLATE:
            score += _OTHER_PHRASE if everywhere - copies >= _FEWEST_COPIES else _UNKNOWN_PHRASE
    return Evidence(score, (one.most + other.most) / 2)


def _hear(profile: Profile, words: Words) -> float:
    score = profile.base
    for renderings, weight in profile.hits:
        if not renderings.isdisjoint(words):
            score += weight
    return score + _COGNATE * len(profile.cognates & words)
