"""One value is put into a front matter, or taken out, and all else keeps its bytes."""

from __future__ import annotations

import tomllib

import pytest
from front_matters import front_matters
from hypothesis import given
from hypothesis import strategies as st

from l10n.frontmatter.put import drop_value, put_value

TOP, BELOW = ("by_machine",), ("extra", "by_machine")

CASES = [
    # YAML: last at the top, first below.
    (TOP, "---\ntitle: a # b\n---\nB\n", "---\ntitle: a # b\nby_machine: true\n---\nB\n"),
    (TOP, "---\r\na: 1\r\n---\r\n", "---\r\na: 1\r\nby_machine: true\r\n---\r\n"),
    (TOP, "---\n---\nB\n", "---\nby_machine: true\n---\nB\n"),
    (TOP, "# B\n", "---\nby_machine: true\n---\n# B\n"),
    (TOP, "---\n{a: 1}\n---\n", "---\n{by_machine: true, a: 1}\n---\n"),
    (BELOW, "---\na: 1\n---\n", "---\na: 1\nextra: {by_machine: true}\n---\n"),
    (
        BELOW,
        "---\nextra:\n  a: 1 # c\nb: 2\n---\n",
        "---\nextra:\n  by_machine: true\n  a: 1 # c\nb: 2\n---\n",
    ),
    (BELOW, "---\nextra: {a: 1}\n---\n", "---\nextra: {by_machine: true, a: 1}\n---\n"),
    # TOML: first at the top, for it must not be in the last table.
    (TOP, "+++\na = 1\n[b]\nc = 1\n+++\n", "+++\nby_machine = true\na = 1\n[b]\nc = 1\n+++\n"),
    (BELOW, "+++\na = 1\n[b]\n+++\n", "+++\nextra.by_machine = true\na = 1\n[b]\n+++\n"),
    (
        BELOW,
        "+++\na = 1\n[extra]\n  b = 2\n[extra.c]\n+++\n",
        "+++\na = 1\n[extra]\n  by_machine = true\n  b = 2\n[extra.c]\n+++\n",
    ),
    (BELOW, "+++\nextra = {a = 1}\n+++\n", "+++\nextra = {by_machine = true, a = 1}\n+++\n"),
    (BELOW, "+++\nextra.a = 1\n+++\n", "+++\nextra.by_machine = true\nextra.a = 1\n+++\n"),
    (BELOW, "+++\n[extra]\n[b]\n+++\n", "+++\n[extra]\nby_machine = true\n[b]\n+++\n"),
    # JSON
    (TOP, '{"a": 1}\n\nB\n', '{"a": 1, "by_machine": true}\n\nB\n'),
    (TOP, '{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "by_machine": true\n}\n'),
    (TOP, "{}\n", '{"by_machine": true}\n'),
    (BELOW, '{"a": 1}\n', '{"a": 1, "extra": {"by_machine": true}}\n'),
    (
        BELOW,
        '{\n  "extra": {\n    "a": 1\n  }\n}\n',
        '{\n  "extra": {\n    "by_machine": true,\n    "a": 1\n  }\n}\n',
    ),
]


@pytest.mark.parametrize(("names", "before", "after"), CASES)
def test_a_value_is_put_in_and_taken_out(names: tuple[str, ...], before: str, after: str) -> None:
    assert put_value(before, names, True, "a.md") == after
    assert put_value(after, names, True, "a.md") == after
    # What is empty then goes with it.
    gone = {"---\n---\nB\n": "B\n", "{}\n": "", "+++\n[extra]\n[b]\n+++\n": "+++\n[b]\n+++\n"}
    assert drop_value(after, names, "a.md") == gone.get(before, before)
    assert drop_value(before, names, "a.md") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nBy_Machine: false # c\nb: 1\n---\n", "---\nBy_Machine: 37 # c\nb: 1\n---\n"),
        ("+++\nby_machine = true\n+++\n", "+++\nby_machine = 37\n+++\n"),
        ('{"by_machine": "no"}\n', '{"by_machine": 37}\n'),
    ],
)
def test_a_value_that_is_there_is_replaced(before: str, after: str) -> None:
    assert put_value(before, TOP, 37, "a.md") == after


@pytest.mark.parametrize(
    "text",
    [
        "---\nby_machine: 1\nby_machine: 2\n---\n",
        "---\na: [\n---\n",
        "---\na: 1\n",
        "---\n- a\n---\n",
        "---\nby_machine: &x true\nb: *x\n---\n",
    ],
)
def test_what_cannot_be_said_safely_is_not_said(text: str) -> None:
    assert put_value(text, TOP, 37, "a.md") is None


@given(text=front_matters(), names=st.sampled_from([TOP, BELOW]))
def test_what_was_put_in_is_all_that_is_taken_out(text: str, names: tuple[str, ...]) -> None:
    made = put_value(text, names, True, "a.md")
    if made is not None:
        assert put_value(made, names, True, "a.md") == made
        assert drop_value(made, names, "a.md") == text
        assert put_value(made, names, 5, "a.md") != made


@given(
    names=st.sampled_from([TOP, BELOW]),
    lines=st.permutations(["a = 1", "extra.b = 2", "[c]", "d = 1", "[[e]]", "# f"]),
)
def test_a_front_matter_of_toml_stays_valid(names: tuple[str, ...], lines: list[str]) -> None:
    content = "".join(f"{line}\n" for line in lines)
    try:
        before = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        return
    made = put_value(f"+++\n{content}+++\n", names, True, "a.md")
    if made is not None:
        after = tomllib.loads(made.removeprefix("+++\n").removesuffix("+++\n"))
        level = after if names == TOP else after["extra"]
        assert level.pop("by_machine") is True
        assert {k: v for k, v in after.items() if v} == {k: v for k, v in before.items() if v}
