from __future__ import annotations

import datetime

import pytest

from l10n.frontmatter.block import find_block
from l10n.frontmatter.metadata import RepeatedKey, read_metadata


def read(content):
    text = f"---\n{content}---\nBody\n"
    return read_metadata(text, find_block(text, "a.md"), "a.md")


@pytest.mark.parametrize("content", ["", "\n", "# a comment\n", "~\n"])
def test_nothing_said_is_no_values(content):
    assert read(content).values == {}


def test_values_are_those_of_yaml():
    values = read("title: A\ndate: 2024-01-02\ntags: [a, 1]\n1: x\nb: &b {c: d}\ne: *b\n").values
    assert values == {
        "title": "A",
        "date": datetime.date(2024, 1, 2),
        "tags": ["a", 1],
        "1": "x",
        "b": {"c": "d"},
        "e": {"c": "d"},
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: 1\nb: 1\n", ()),
        ("a: {b: 1}\nb: 1\nc: [b: 1, b: 2]\n", ()),
        ("a: &a {b: 1}\nc: {<<: *a, b: 2}\n", ()),
        ("key: x\na: 1\nkey: 'x'\n", (RepeatedKey("key", 2, 4, agree=True),)),
        ("key: x\n\n# c\n'key': y\n", (RepeatedKey("key", 2, 5, agree=False),)),
        ("key: 1\nkey: '1'\n", (RepeatedKey("key", 2, 3, agree=False),)),
        (
            "k: x\nk: x\nk: y\n",
            (RepeatedKey("k", 2, 3, agree=True), RepeatedKey("k", 2, 4, agree=False)),
        ),
        ("a:\n- b: {c.d: 1,\n   c.d: 1}\n", (RepeatedKey(r"a.0.b.c\.d", 3, 4, agree=True),)),
        ("a: [1, {b: 2}]\na:\n- 1\n- b: 2\n", (RepeatedKey("a", 2, 3, agree=True),)),
        ("a: [1, {b: 2}]\na: [1, {b: 3}]\n", (RepeatedKey("a", 2, 3, agree=False),)),
        ("a: [1]\na: [1, 2]\n", (RepeatedKey("a", 2, 3, agree=False),)),
        ("a: {b: 1}\na: {c: 1}\n", (RepeatedKey("a", 2, 3, agree=False),)),
        ("a: &x [1]\na: *x\n", (RepeatedKey("a", 2, 3, agree=True),)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_repeated_keys_with_both_lines(content, expected, end):
    assert read(content.replace("\n", end)).repeated == expected
