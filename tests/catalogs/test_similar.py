"""Similarity: what is proposed, in which order, and within which bounds."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.match.similar import find_similar, trivial_key


def found(new: str, *old: str) -> list[str]:
    pairs = sorted(find_similar([new], old), reverse=True)
    return [old[row] for _, _, row in pairs]


def test_nothing_is_like_nothing() -> None:
    assert list(find_similar([], [])) == []
    assert list(find_similar(["Pay here today"], [])) == []
    assert list(find_similar([], ["Pay here today"])) == []


def test_the_nearest_scores_highest() -> None:
    texts = ("Pay the fee at a bank", "Pay the fine at a bar", "Wear warm clothes in winter")
    assert found("Pay the fee at the bank", *texts)[0] == "Pay the fee at a bank"
    assert texts[2] not in found("Pay the fee at the bank", *texts)
    assert found("Pay the fine at a bank", *texts)[0] == "Pay the fine at a bar"


def test_case_and_markup_weigh_little() -> None:
    assert found("PAY THE FEE", "Pay [the fee](1)")
    assert found("Write to `a@example.org` today", "Write to `b@example.org` today")


def test_short_texts_must_be_nearly_equal() -> None:
    assert found("Receive", "Recieve") == []
    assert found("Requirements", "Requirement") == ["Requirement"]
    assert found("Home", "House", "Homes today") == []


def test_the_same_place_needs_a_little_less() -> None:
    new, old = ["Receive"], ["Recieve"]
    assert list(find_similar(new, old, near={0: [0]}))
    assert list(find_similar(["Home"], ["House"], near={0: [0]})) == []
    for text, other in (("Website now", "Website"), ("Required papers", "Required documents")):
        assert list(find_similar([text], [other], near={0: [0]}))
        assert list(find_similar([text], [other])) == []


def test_very_many_are_compared_with_their_neighbourhood() -> None:
    """Ten thousand on each side are a hundred million pairs."""
    chance = random.Random(1)
    old = [" ".join(str(chance.randrange(5000)) for _ in range(12)) for _ in range(10_000)]
    new = [f"{text} more" for text in old]
    started = time.process_time()
    best = {index: row for _, index, row in sorted(find_similar(new, old))}
    assert time.process_time() - started < 4
    assert best == dict(enumerate(range(len(old))))


def test_a_huge_text_takes_no_time() -> None:
    huge = ["word " * 100_000 + str(number) for number in range(10)]
    started = time.process_time()
    assert list(find_similar(huge, huge))
    assert time.process_time() - started < 2


def test_more_different_words_than_there_are_private_characters_is_no_fault() -> None:
    assert list(find_similar(["\U0010ffff a b c"], ["\U0010ffff a b c d"]))


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_any_texts_give_pairs_in_bounds(new: list[str], old: list[str]) -> None:
    pairs = [(index, row) for _, index, row in find_similar(new, old)]
    assert len(set(pairs)) == len(pairs)
    assert all(index < len(new) and row < len(old) for index, row in pairs)
    assert [index for index, _ in pairs] == sorted(index for index, _ in pairs)


@given(st.text())
def test_a_trivial_key_is_its_own_key(text: str) -> None:
    key = trivial_key(text)
    assert trivial_key(key) == key


@pytest.mark.parametrize("text", ["", " ", "...", "?! ", "。"])
def test_nothing_but_punctuation_has_no_key(text: str) -> None:
    assert trivial_key(text) == ""
