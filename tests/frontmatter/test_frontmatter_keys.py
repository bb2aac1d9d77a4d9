"""Keys that are added, and repeated lines that are taken out: all else stays, byte for byte."""

from __future__ import annotations

import pytest
from front_matters import front_matters
from hypothesis import given

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.keys import add_key, drop_repeated
from l10n.frontmatter.metadata import read_metadata


def add(text: str, value: str = "peru-visa") -> str:
    return add_key(text, "translationKey", value, "visa.md")


def drop(text: str) -> str:
    return drop_repeated(text, "visa.md")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Visa\n",
        "---\n---\n",
        "---\ntitle: Visa\n---\n# Visa\n",
        "+++\ntitle = 'Visa'\n+++\n",
        "---\na: {x: 1}\nb: {x: 1}\nc: [1, 1]\n---\n",
        "---\na: 1\na: 2\n---\n",
    ],
)
def test_nothing_to_take_out(text: str) -> None:
    assert drop(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\na: 1\nk: x\nb: 2\nk: x\nc: 3\n---\nB\n", "---\na: 1\nk: x\nb: 2\nc: 3\n---\nB\n"),
        ("---\r\nk: x\r\nk: 'x' # why\r\n---\r\n", "---\r\nk: x\r\n---\r\n"),
        ("---\nk: x\nk: x\nk: x\n---\n", "---\nk: x\n---\n"),
        ("---\nk: x\nk: y\nk: x\n---\n", None),
        ("---\nk:\n- a\n- b\nk: [a, b]\nz: 1\n---\n", "---\nk:\n- a\n- b\nz: 1\n---\n"),
        (
            "---\nk: [a, b]\nk:\n- a\n- b\n# of z\nz: 1\n---\n",
            "---\nk: [a, b]\n# of z\nz: 1\n---\n",
        ),
        (
            "---\nk: |\n  a\n  b\nk: |\n  a\n  b\n\nz: 1\n---\n",
            "---\nk: |\n  a\n  b\n\nz: 1\n---\n",
        ),
        ("---\nk: {a: [1]}\nk: {\n a: [1],\n}\nz: 1\n---\n", "---\nk: {a: [1]}\nz: 1\n---\n"),
        ("---\nk: []\nk: [ ]\nz: 1\n---\n", "---\nk: []\nz: 1\n---\n"),
        ("---\nk: a\n  b\nk: a\n  b\n---\n", "---\nk: a\n  b\n---\n"),
        ("---\nm:\n  k: x\n  k: x\nz: 1\n---\n", "---\nm:\n  k: x\nz: 1\n---\n"),
        ("---\nk:\nk:\nz: 1\n---\n", "---\nk:\nz: 1\n---\n"),
        ("---\na: &a x\nk: *a\nk: *a\n---\n", "---\na: &a x\nk: *a\n---\n"),
    ],
)
def test_repeated_lines_are_taken_out(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(L10nError, match="by hand"):
            drop(before)
        return
    assert drop(before) == after
    assert drop(after) == after


@pytest.mark.parametrize(
    "text",
    [
        "---\nk: &a x\nk: &b x\nz: *b\n---\n",
        "---\n? k\n: x\n? k\n: x\n---\n",
        "---\n{k: x, k: x}\n---\n",
        "---\nl:\n- k: x\n  k: x\n- {a: 1, a: 1}\n---\n",
    ],
)
def test_what_cannot_be_taken_out_safely_stays(text: str) -> None:
    block = find_block(text, "x")
    assert block
    values = read_metadata(text, block, "x").values
    try:
        after = drop(text)
    except L10nError:
        return
    block = find_block(after, "x")
    assert block
    assert read_metadata(after, block, "x").values == values


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "---\ntranslationKey: peru-visa\n---\n"),
        ("# Visa\r\n", "---\r\ntranslationKey: peru-visa\r\n---\r\n# Visa\r\n"),
        ("---\n---\nB", "---\ntranslationKey: peru-visa\n---\nB"),
        ("---\na: 1\n---\n", "---\na: 1\ntranslationKey: peru-visa\n---\n"),
        ("---\r\na: 1\r\n---\r\n", "---\r\na: 1\r\ntranslationKey: peru-visa\r\n---\r\n"),
        ("---\n  a: 1\n  b: 2\n---\n", "---\n  a: 1\n  b: 2\n  translationKey: peru-visa\n---\n"),
        ("---\na: |+\n  x\n\n---\n", "---\na: |+\n  x\n\ntranslationKey: peru-visa\n---\n"),
        ("---\na:\n- x\n# end\n---\n", "---\na:\n- x\n# end\ntranslationKey: peru-visa\n---\n"),
        (
            "+++\r\na = 1\r\n[b]\r\n+++\r\n",
            '+++\r\ntranslationKey = "peru-visa"\r\na = 1\r\n[b]\r\n+++\r\n',
        ),
        ('{\n\t"a": 1}\n', '{\n\t"a": 1,\n\t"translationKey": "peru-visa"}\n'),
    ],
)
def test_a_key_is_added(before: str, after: str) -> None:
    assert add(before) == after


@pytest.mark.parametrize("value", ["2024", "yes", "a: b", "ключ", "12:30", "it's #1", "null"])
def test_a_key_reads_back_as_text(value: str) -> None:
    after = add("---\na: 1\n---\n", value)
    block = find_block(after, "x")
    assert block
    assert read_metadata(after, block, "x").values["translationKey"] == value


@pytest.mark.parametrize(
    "text",
    [
        "+++\na = \n+++\n",
        '{"a": 1,}\n',
        "+++\ntranslationKey = 1\n+++\n",
        "---\n{a: 1}\n---\n",
        "---\na: 1\n...\n---\n",
    ],
)
def test_a_key_is_not_added_where_that_is_unsafe(text: str) -> None:
    with pytest.raises(L10nError):
        add(text)


@given(front_matters())
def test_all_else_stays(text: str) -> None:
    try:
        after = add(text)
    except L10nError:
        return
    line = next(line for line in after.splitlines(keepends=True) if "translationKey" in line)
    assert line.strip() == "translationKey: peru-visa"
    assert after.replace(line, "", 1) == text


@given(front_matters())
def test_taking_out_takes_lines_only(text: str) -> None:
    try:
        after = drop(text)
    except L10nError:
        return
    lines = iter(text.splitlines(keepends=True))
    assert all(line in lines for line in after.splitlines(keepends=True))
    assert drop(after) == after
