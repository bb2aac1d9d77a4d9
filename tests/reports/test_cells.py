"""Text fits into the cells of a terminal, and none of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.reports.cells import pad, shorten, wrap
from l10n.words import count_cells

TEXTS = st.text(st.sampled_from("ab -é界語、"), max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("界a", 3), ("、", 2), ("\u200d🙂", 2)],
)
def test_cells_are_counted(text, cells):
    assert count_cells(text) == cells


@given(TEXTS, st.integers(1, 30))
def test_what_is_shortened_fits(text, width):
    short = shorten(text, width)
    assert count_cells(short) <= width
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
    assert count_cells(pad(text, width)) == width


@given(TEXTS, st.integers(10, 40))
def test_what_is_wrapped_fits_but_for_long_words_and_is_all_there(text, width):
    lines = [*wrap(text, width, "  ")]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert count_cells(line) <= width or " " not in line.strip()
    assert all(line.startswith("  ") for line in lines[1:])


def test_a_path_stays_whole_and_wide_text_is_divided():
    path = "content/es/a/very/long/path.md:12"
    assert [*wrap(f"  {path}  fuzzy: look", 20, "    ")] == [f"  {path}", "    fuzzy: look"]
    assert [*wrap("界" * 12, 20, "    ")] == ["界" * 8, "    " + "界" * 4]
