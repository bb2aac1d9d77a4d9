"""What a front matter says is what python-frontmatter reads there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from frontmatter.default_handlers import YAMLHandler
from hypothesis import given
from hypothesis import strategies as st
from yaml import YAMLError

from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect, find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.text import Span
from tests.documents import CORPORA, read_corpus

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


def read(content: str) -> Mapping[str, object]:
    return read_metadata(
        content, Block(Dialect.YAML, Span(0, len(content)), len(content)), "x"
    ).values


def test_a_usual_front_matter() -> None:
    values = read(PLAIN)
    assert values == YAMLHandler().load(PLAIN)
    assert values == read(PLAIN.replace("\n", "\r\n"))
    assert values["description"] == "Pay the fee in your town hall, or by post."


@given(LINES.map("".join))
def test_any_lines_say_the_same(content: str) -> None:
    try:
        values = read(content)
    except L10nError:
        return
    expected = YAMLHandler().load(content) or {}
    assert repr(values) == repr({str(key): value for key, value in expected.items()})


@pytest.mark.parametrize(
    "content",
    [
        "a: &x b\nc: *x\n",
        "a: &x {b: 1, c: [&y 2, *y]}\nd:\n  <<: *x\n  c: 3\n",
        "base: &b {n: 1}\nmore: &m {n: 2, o: 3}\nboth: {<<: [*b, *m], p: 4}\n",
        "&k a: 1\nb: *k\n",
        "a: !!set {x, y}\n",
        "a: !!omap [b: 1, c: 2]\n",
        "a: !!pairs [b: 1, b: 2]\n",
        "a: !!binary YWI=\nb: !!str 1\nc: !!int '2'\nd: ! 3\n",
        "1: a\n2024-06-07: b\nyes: c\n~: d\n",
        "? [a, b]\n: c\n",
        "? !!binary YWI=\n: c\n",
    ],
)
def test_what_is_rare_says_the_same(content: str) -> None:
    try:
        expected = {str(key): value for key, value in YAMLHandler().load(content).items()}
    except YAMLError:
        with pytest.raises(L10nError):
            read(content)
    else:
        assert repr(read(content)) == repr(expected)


@pytest.mark.parametrize("name", CORPORA)
def test_real_front_matter_says_the_same(name: str) -> None:
    for page in read_corpus(name):
        block = find_block(page.text, "x") if page.text.startswith("---") else None
        if block is not None and block.dialect is Dialect.YAML:
            try:
                values = read_metadata(page.text, block, "x").values
            except L10nError:
                continue
            assert repr(values) == repr(YAMLHandler().load(block.span.of(page.text)) or {})
