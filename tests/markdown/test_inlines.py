"""Counting emphases: what is counted without a parse is counted alike with one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.markdown.inlines import count_emphases

PIECES = st.sampled_from(
    ["*", "**", "***", "*a*", "**b c**", "**d", "e**", "*f", "g*", " ", ". ", "(", ")", "\n", "é:"]
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pay **the fee** first.", 1),
        ("**Fee:** pay *now*", 2),
        ("(*now*), **then**", 2),
        ("a**b**c", 1),
        ("2 * 3 * 4", 0),
        ("***both***", 2),
        ("*one **two** one*", 2),
        ("**费用（税）**是", 0),
        ("_a_ and ~~b~~", 2),
        ("`*a*` \\*b\\*", 0),
    ],
)
def test_emphases_are_counted(text: str, count: int) -> None:
    assert count_emphases(text) == count


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_short_cut_leads_to_the_same_count(text: str) -> None:
    not_simple = f"{text} ="
    assert count_emphases(text) == count_emphases(not_simple)
