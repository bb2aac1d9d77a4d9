"""Values of a front matter read without a parser are what the parser says they are."""

from __future__ import annotations

import pytest
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given
from hypothesis import strategies as st

from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.metadata import _read_plain, read_metadata
from tests.documents import corpora_folder

PLAIN = """\
title: Fees (what to pay), and when
title2: 'Fees: what to pay'
description: Pay the fee in your town hall, or
  by post.
quoted: "Two
   lines # of it"
date: 2024-06-07
weight: 30
draft: false
categories:
- Peru
- "Costa Rica"
tags: [fees, 'town halls']
none: []
empty:
translationKey: peru-fee#1
"""
KEYS = st.sampled_from(["a", "b", "title", "yes", "Null", "é-1", "_c", "1a", "key"])
VALUES = st.sampled_from(
    [
        *("", " text", " it: is", " it:is", " a # b", " a#b", ' "q"', " 'q'", " 'q' x", " 'it''s'"),
        *(
            " 12",
            " 012",
            " 1_2",
            " 0x1",
            " 1:30",
            " 1e3",
            " .5",
            " nan",
            " 2024-06-07",
            " 2024-13-45",
        ),
        *(" true", " True", " yes", " ~", " null", " []", " [a, b]", " [a,b]", " [ a]", " [yes]"),
        *(
            " [a: b]",
            " ['x', \"y\"]",
            " {}",
            " |",
            " >",
            " &a b",
            " *a",
            " !!str 1",
            " - a",
            " a  ",
        ),
        *("\n- a", "\n  - a\n  - b", "\n- a\n  b", "\n  - a\n b", "\n- a: b", "\n-", "\n- - a"),
        *(
            " a\n  b",
            " a\n  - b",
            "\n  a",
            "\n  a: b",
            ' "a\n  b"',
            " a\n\n  b",
            "  a",
            "\ta",
            " a\u00a0b",
        ),
        *(" y", " =", " <<", " a,", " a]", " é", " 是", " `a`", " @a", " %a", " a:", ": a", "\r"),
    ]
)
LINES = st.lists(st.builds("{}:{}\n".format, KEYS, VALUES) | st.text("ab:-# '\"[]\n", max_size=6))


def test_a_usual_front_matter_is_plain() -> None:
    values = _read_plain(PLAIN)
    assert values == YAMLHandler().load(PLAIN)
    assert values == _read_plain(PLAIN.replace("\n", "\r\n"))
    assert values is not None
    assert values["description"] == "Pay the fee in your town hall, or by post."


@pytest.mark.parametrize(
    "content",
    ["", "a: 1\na: 2\n", "- a\n", "a: yes\n", "a: b: c\n", "a: &x b\n", "a:\n  b: c\n", "a: ~\n"],
)
def test_what_is_not_plain_is_left_to_the_parser(content: str) -> None:
    assert _read_plain(content) is None


@given(LINES.map("".join))
def test_what_is_plain_is_yaml_that_says_the_same(content: str) -> None:
    values = _read_plain(content)
    if values is not None:
        assert repr(values) == repr(YAMLHandler().load(content))


def test_real_front_matter_says_the_same() -> None:
    plain = total = 0
    for path in sorted(corpora_folder().rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        block = find_block(text, str(path)) if text.startswith("---") else None
        if block is None or block.dialect is not Dialect.YAML:
            continue
        total += 1
        values = _read_plain(block.span.of(text))
        if values is not None:
            plain += 1
            assert values == YAMLHandler().load(block.span.of(text)), path
            assert read_metadata(text, block, str(path)).values == values
    assert plain > total / 2
