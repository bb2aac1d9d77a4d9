from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from l10n.markdown.blocks import read_blocks
from l10n.markdown.parser import block_parser, parse_blocks
from l10n.markdown.plainblocks import PlainBlock
from l10n.markdown.plaintokens import write_tokens
from l10n.markdown.shortcodes import find_shortcodes, mask
from l10n.text import normalize_newlines
from tests.documents import (
    CORPORA,
    Document,
    read_corpus,
    read_examples,
    read_own_guides,
    split_front_matter,
    texts_of,
)

STARTS = (
    *("word", "a | b", "é", "5 x", "12", "3. x", "3.x", "1) x", "1.", "1234567890. x", "02. two"),
    *("- x", "-x", "-", "- - -", "- [ ] x", "-  x", "-     x", "* x", "*x*", "**x**", "***", "+ x"),
    *("# h", "## h ##", "#", "#h", "####### h", "# h #x", "## # h", "___", "_x_", "__ x", "* * *"),
    *(
        "> q",
        ">",
        "`c`",
        "```",
        "``` x",
        "~~~",
        "~~x~~",
        "<!-- c -->",
        "<div>",
        "<b>x</b>",
        "<x:y>",
    ),
    *(
        "[a](b)",
        "[a]: b",
        "[a]",
        "[^1]: f",
        "[^1] f",
        "[a\\]: b",
        "[[a]]: b",
        "[",
        "![i](s)",
        "=",
        "==",
    ),
    *(
        "---",
        "--",
        "| a | b |",
        "| - | - |",
        "|:-|-:|",
        "|:-:|---|",
        "|---|",
        "| a |",
        "| a\\|b | c |",
    ),
    *(
        "| | b |",
        "a|b",
        "-|-",
        ":-|:-",
        "|",
        ": d",
        "~ d",
        "{{< x >}}",
        "{#id}",
        "\\",
        "&amp;",
        "(x)",
    ),
)
ENDS = ("", " ", "  ", "\t", "\\", "\x0c", "\x1f", "\xa0", "\u2003", " #", "\x00")
INDENTS = ("", "", "", " ", "  ", "   ", "    ", "\t")
LINES = st.one_of(
    st.just(""),
    st.sampled_from((" ", "\t")),
    st.builds("{}{}{}".format, *map(st.sampled_from, (INDENTS, STARTS, ENDS))),
)
TEXTS = st.one_of(
    st.builds(
        "{}{}".format, st.lists(LINES, max_size=9).map("\n".join), st.sampled_from(("", "\n"))
    ),
    st.lists(st.sampled_from(STARTS), max_size=9).map("\n\n".join),
    st.text("ab*-_#|:=+>`~[]()<!1. \t\n\\", max_size=40),
)


def _by_rules(text: str) -> tuple[list[Token], dict]:
    tokens: list[Token] = []
    environment: dict = {}
    parser = block_parser()
    parser.block.parse(text, parser, environment, tokens)
    return tokens, environment


def _comparable(token: Token) -> Token:
    """Leave out the lines of what holds no text: nobody asks for them."""
    return token if token.nesting == 0 else replace(token, map=None)


def _check(text: str) -> None:
    rows, environment = parse_blocks(text)
    tokens = write_tokens(text, rows)
    assert read_blocks(text, rows) == read_blocks(text, [tokens])
    expected, expected_environment = _by_rules(text)
    assert list(map(_comparable, tokens)) == list(map(_comparable, expected))
    assert environment == expected_environment


@pytest.mark.parametrize("name", CORPORA)
def test_real_guides_are_read_as_the_rules_read_them(name: str) -> None:
    for _, text in texts_of(read_corpus(name)):
        _check_guide(text)


def test_examples_and_own_guides_are_read_as_the_rules_read_them() -> None:
    documents: list[Document] = [*read_examples(), *read_own_guides()]
    for _, text in texts_of(documents):
        _check_guide(text)


def _check_guide(text: str) -> None:
    body = normalize_newlines(split_front_matter(normalize_newlines(text))[1])
    _check(mask(body, find_shortcodes(body)))


@given(TEXTS)
def test_any_text_is_read_as_the_rules_read_it(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("first", STARTS)
def test_every_two_lines_are_read_as_the_rules_read_them(first: str) -> None:
    for end in ENDS:
        _check(first + end)
        _check(f"{first}{end}\n")
    for second in STARTS:
        for between in ("\n", "\n\n", "\n  "):
            _check(f"{first}{between}{second}\n{first}\n")


@pytest.mark.parametrize(
    "text",
    [
        "# Fees\nPay here:\n- one\n- two\n## Next\n\nMore\nand more.\n1. one\n2. two\n",
        "1. one\n\n2. two\n\n\n3. three\n\nText\n",
        "Text\n| a | b |\n|---|:-:|\n| c | d |\n\n* one\n* two\n",
    ],
)
def test_what_most_guides_hold_needs_no_rules(text: str) -> None:
    _check(text)
    assert all(isinstance(row, PlainBlock) for row in parse_blocks(text)[0])
