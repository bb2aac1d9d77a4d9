"""Calm texts: what is done with them at once is what a closer look says."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.guide import Place
from l10n.safe.calm import is_calm, is_calm_link
from l10n.safe.judge import judge_closely, judge_translation
from l10n.safe.policy import DEFAULT_POLICY
from l10n.safe.write import write_closely, write_text
from tests.documents import extract
from tests.safe.documents import documents, hostile_texts

PIECES = (
    *("Un texto", "字", "é", "¿", "«", "(a)", "\u00ad", "www", "x:/", "1. ", "- ", ": ", "  ", " "),
    *(
        "*",
        "_",
        "**a",
        "_(b)_",
        "W",
        "ww.",
        ":/",
        "word " * 50,
        "*(" * 101,
        "==",
        "~~~",
        "+",
        "!",
        "'",
        '"',
        ".",
        "--",
        "%",
        "^",
        "$",
        ";",
        "/",
    ),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
texts = st.one_of(
    st.tuples(st.sampled_from(("a", "é", *"¿¡(«“字\"'*_w", "**", "***", "__")), pieces).map(
        "".join
    ),
    hostile_texts,
    st.text(),
)


@pytest.mark.parametrize("text", ["", "- a", "1. a", "a\nb", "a [b](1)", "a www.b", "x://y", "a\\"])
def test_what_markdown_could_take_for_more_is_not_calm(text: str) -> None:
    assert not is_calm(text)


@given(documents, texts)
def test_calm_texts_are_fine_and_written_as_they_are(source: str, text: str) -> None:
    assume(is_calm(text))
    extraction = extract(source)
    for segment in extraction.segments:
        if segment.place is Place.QUOTED:  # never Markdown, so never calm
            continue
        judged = (segment, text, extraction.labels, DEFAULT_POLICY, frozenset[str]())
        assert judge_translation(*judged) == judge_closely(*judged)
        written = (source, segment, text, extraction.labels)
        assert write_text(*written) == write_closely(*written)


LINK = "[How to go](https://gov.example/go?a=b&c#d)"
PLACES = (
    *(LINK, f"# {LINK}", f"{LINK}\n===", f"- {LINK}", f"1. {LINK}", f"> {LINK}", f"- > {LINK}"),
    *(f"| {LINK} | a |\n|---|---|\n| {LINK} | b |", f"{LINK} | a\n---|---\nb | c"),
    *(f"{LINK}\n: {LINK}", f"- [ ] {LINK}", f"[^1]: {LINK}\n\nA[^1]", "[x](a|b)", "- [x](y)"),
    *("[a](<b c>)", '[a b](c "d")', "![a b](c)", f"{LINK}\n\n[a]: b", "[a](b\\|c)", "> [!a](b)"),
)


@given(st.sampled_from(PLACES), texts.map("[{}](1)".format))
def test_calm_links_are_fine_and_written_as_they_are(source: str, text: str) -> None:
    extraction = extract(source)
    for segment in extraction.segments if is_calm_link(text) else ():
        judged = (segment, text, extraction.labels, DEFAULT_POLICY, frozenset[str]())
        assert judge_translation(*judged) == judge_closely(*judged)
        written = (source, segment, text, extraction.labels)
        assert write_text(*written) == write_closely(*written)


@pytest.mark.parametrize("label", ["x", "^a", "!note", "a]b", "", "- a", "`a`", "a://b"])
def test_other_links_are_not_calm(label: str) -> None:
    assert is_calm_link("[How (to) **go**](1)")
    assert not is_calm_link(f"[{label}](1)")
    assert not is_calm_link("[How to go](2)")
