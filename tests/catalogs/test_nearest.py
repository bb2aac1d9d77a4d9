"""The nearest text: what is worth proposing, and that the index misses nothing."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.match.nearest import (
    alike_lengths,
    compared_words,
    find_nearest,
    least_shared,
    rarest,
)
from tests.memories import TextIndex, build_index

WORDS = "pay the fee at a bank in Lima before you apply for your visa or card"
sentences = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join)


class UnsiftedIndex(TextIndex):
    """An index that has every text compared."""

    def candidates(self, numbers: Sequence[int]) -> Sequence[tuple[str, str]]:
        return self.texts


def nearest(text: str, *known: str) -> str | None:
    return find_nearest(build_index(known), text)


def test_nothing_is_near_nothing() -> None:
    assert nearest("Pay the fee at the bank") is None
    assert nearest("", "Pay the fee at the bank") is None


def test_the_same_words_are_near_and_others_are_not() -> None:
    known = ("Pay the fee at a bank", "Pay the fine at a bar", "Wear warm clothes in the winter")
    assert nearest("Pay the fee at the bank", *known) == known[0]
    assert nearest("Pay the fine in a bar", *known) == known[1]
    assert nearest("Take the bus to the station", *known) is None


def test_the_same_text_is_nearest() -> None:
    known = ("Pay the fee at a bank today", "Pay the fee at a bank", "pay the fees at a bank")
    for text in known:
        assert nearest(text, *known) == text


def test_short_texts_are_like_no_other() -> None:
    assert nearest("House", "Home", "Houses") is None
    assert nearest("Visa fees", "Visa fee") is None
    assert nearest("Pay it here", "Pay it there") is None


@given(st.lists(sentences, max_size=12, unique=True), sentences)
@settings(max_examples=200)
def test_the_index_misses_nothing(known: list[str], text: str) -> None:
    """What is found among all is the best of what is found in each alone."""
    alone = {one for one in known if nearest(text, one)}
    found = nearest(text, *known)
    assert (found in alone) if alone else found is None


@given(st.lists(sentences, min_size=1, max_size=12, unique=True), sentences)
def test_what_is_not_compared_is_not_alike(known: list[str], more: str) -> None:
    index = build_index(known)
    unsifted = UnsiftedIndex(index.texts, index.numbered, index.rows)
    for text in (more, f"{known[0]} {more}", known[0].rsplit(" ", 2)[0]):
        assert find_nearest(index, text) == find_nearest(unsifted, text)


@given(sentences, sentences, st.integers(1, 12))
@settings(max_examples=300)
def test_what_is_alike_shares_its_rarest_words(text: str, more: str, kept: int) -> None:
    words = text.split()
    for changed in (f"{text} {more}", f"{text} {text}", " ".join((*words[:kept], more))):
        for one, other in ((text, changed), (changed, text)):
            if not nearest(one, other):
                continue
            index = build_index([one, other])
            numbers, others = (
                [index.numbered[word] for word in compared_words(each)] for each in (one, other)
            )
            least = least_shared(numbers)[len(others) - alike_lengths(len(numbers))[0]]
            assert len(rarest(numbers) & rarest(others)) >= least


def test_more_than_one_word_is_shared_by_long_texts() -> None:
    assert least_shared(range(24))[24 - alike_lengths(24)[0]] == 5


@given(sentences, sentences)
def test_what_is_alike_has_alike_lengths(text: str, more: str) -> None:
    longer = f"{text} {more}"
    for one, other in ((text, longer), (longer, text)):
        if nearest(one, other):
            fewest, most = alike_lengths(len(compared_words(one)))
            assert fewest <= len(compared_words(other)) <= most


@given(st.lists(sentences, max_size=8, unique=True), sentences)
def test_the_order_of_the_texts_does_not_matter(known: list[str], text: str) -> None:
    assert nearest(text, *known) == nearest(text, *reversed(known))


def test_many_texts_take_no_quadratic_time() -> None:
    chance = random.Random(1)
    known = [" ".join(str(int(chance.paretovariate(0.6))) for _ in range(12)) for _ in range(8000)]
    started = time.process_time()
    index = build_index(known)
    hits = sum(find_nearest(index, f"{text} more") == text for text in known[:2000])
    assert time.process_time() - started < 6
    assert hits > 1990
