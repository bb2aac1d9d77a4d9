"""The invariants over random documents."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.markdown.destinations import number_destinations, restore_destinations
from tests.documents import DATA, extract, markers, merge
from tests.skeletons import read_skeleton

LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
FRAGMENTS = json.loads((DATA / "fragments.json").read_text(encoding="utf-8"))
WORDS = st.sampled_from(FRAGMENTS["words"])
MARKS = st.sampled_from(FRAGMENTS["marks"])
LINES = st.builds(lambda mark, words: mark + " ".join(words), MARKS, st.lists(WORDS, max_size=4))
FRONT = st.sampled_from(
    ["", "---\ntitle: A title\n---\n", "---\ndescription: >\n  folded\n---\n\n"]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw a guide's text: random blocks with one kind of line end, perhaps without a last."""
    lines = draw(st.lists(st.one_of(LINES, st.just("")), max_size=14))
    text = draw(FRONT) + "\n".join(lines) + draw(st.sampled_from(["", "\n"]))
    return text.replace("\n", draw(LINE_ENDS))


def _check_identity(text: str) -> None:
    try:
        extraction = extract(text)
    except L10nError:
        return
    position = 0
    for segment in extraction.segments:
        for line in segment.lines:
            assert position <= line.start <= line.end <= len(text)
            position = line.end
    identity = {each: each[1] for each in extraction.identities}
    assert merge(text, {}) == text
    assert merge(text, identity) == text


def _check_markers(text: str) -> None:
    try:
        extraction = extract(text)
    except L10nError:
        return
    words = markers(extraction)
    merged = merge(text, words)
    assert read_skeleton(merged) == read_skeleton(text)
    found = [each.msgid for each in extract(merged).segments]
    assert found == [words[identity] for identity in extraction.identities]


def _check_numbers(text: str) -> None:
    numbered, targets = number_destinations(text)
    assert restore_destinations(numbered, targets) == text


@given(documents())
@settings(max_examples=300)
def test_identity_and_partition(text: str) -> None:
    _check_identity(text)


@given(st.text(alphabet="a b\n\r\t>-*+#`~_[](){}<>!|:=1.\\\"'&%^\u2028", max_size=60))
@settings(max_examples=500)
def test_identity_of_any_text(text: str) -> None:
    _check_identity(text)


@given(documents())
@example(": word\nword")  # a definition without a term
@settings(max_examples=300)
def test_markers(text: str) -> None:
    _check_markers(text)


@given(st.text(alphabet="ab []()<>!`\\\"'\n{%}*_^1:/", max_size=40))
@settings(max_examples=500)
def test_numbers(text: str) -> None:
    _check_numbers(text)


@pytest.mark.soak
@given(documents())
def test_identity_and_partition_for_long(text: str) -> None:
    _check_identity(text)


@pytest.mark.soak
@given(documents())
def test_markers_for_long(text: str) -> None:
    _check_markers(text)


@pytest.mark.soak
@given(st.text(alphabet="ab []()<>!`\\\"'\n{%}*_^1:/", max_size=60))
def test_numbers_for_long(text: str) -> None:
    _check_numbers(text)
