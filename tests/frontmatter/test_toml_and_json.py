"""Texts of TOML and JSON: located exactly, and written so that nothing else changes."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from data_texts import HOSTILE, json_texts, toml_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.limits import MAX_DEPTH
from l10n.frontmatter.tree import read_document, read_tree
from l10n.frontmatter.values import check_edited, compare_trees, edit_value, locate_values
from l10n.text import splice

DATA = Path(__file__).parents[1] / "data" / "frontmatter"
EVERYWHERE = tuple(".".join("*" * depth) for depth in range(1, 20))
LOADS = {Dialect.TOML: tomllib.loads, Dialect.JSON: json.loads}
FENCES = {Dialect.TOML: ("+++\n", "\n+++\nBody\n"), Dialect.JSON: ("", "\nBody\n")}


def flatten(value, path=()):
    """Return the leaves of a document by their paths; an empty collection is one."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    if not value and path:
        return {path: value}
    leaves = {}
    for key, each in pairs:
        here = (*path, str(key).replace("\\", "\\\\").replace(".", "\\."))
        leaves |= flatten(each, here) if isinstance(each, dict | list) else {here: each}
    return leaves


def check_random_edits(dialect, content, data):
    opening, closing = FENCES[dialect]
    text = opening + content + closing
    block = find_block(text, "a.md")
    assert block.span.of(text).strip() == content.strip()
    root = read_tree(text, block, "a.md")
    before = flatten(LOADS[dialect](content))
    values = locate_values(text, block, root, EVERYWHERE)
    texts = {path: leaf for path, leaf in before.items() if isinstance(leaf, str) and leaf.strip()}
    assert {value.field: value.text for value in values} == {
        ".".join(path): leaf for path, leaf in texts.items()
    }
    chosen = [value for value in values if data.draw(st.booleans())]
    new = {value.field: data.draw(HOSTILE) for value in chosen}
    after = splice(text, [edit_value(text, value, new[value.field]) for value in chosen])
    check_edited(root, after, new, "a.md")
    edited = find_block(after, "a.md")
    assert after[edited.body :] == text[block.body :]
    read = flatten(LOADS[dialect](edited.span.of(after)))
    assert repr(read) == repr(
        before | {path: new.get(".".join(path), leaf) for path, leaf in before.items()}
    )


@settings(max_examples=500, deadline=None, database=None)
@given(content=toml_texts(), data=st.data())
def test_random_edits_of_toml(content, data):
    check_random_edits(Dialect.TOML, content, data)


@settings(max_examples=500, deadline=None, database=None)
@given(content=json_texts(), data=st.data())
def test_random_edits_of_json(content, data):
    check_random_edits(Dialect.JSON, content, data)


@pytest.mark.soak
@settings(
    max_examples=20_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(content=toml_texts(), data=st.data())
def test_many_random_edits_of_toml(content, data):
    check_random_edits(Dialect.TOML, content, data)


@pytest.mark.soak
@settings(
    max_examples=20_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(content=json_texts(), data=st.data())
def test_many_random_edits_of_json(content, data):
    check_random_edits(Dialect.JSON, content, data)


FIELDS = ("title", "description", "summary", "faq.*.question")


def read(text):
    block = find_block(text, "a.md")
    return block, read_tree(text, block, "a.md")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("title", "case", "expected"),
    [case[1:] for case in read_fixture_file(DATA / "toml_and_json.txt")],
)
def test_only_the_value_changes(title, case, expected, end):
    new, text = case.split("\n", 1)
    text, expected = text.replace("\n", end), expected.replace("\n", end)
    block, root = read(text)
    values = locate_values(text, block, root, FIELDS)
    after = splice(text, [edit_value(text, value, json.loads(new)) for value in values])
    check_edited(root, after, {value.field: json.loads(new) for value in values}, "a.md")
    assert after == expected


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("a = \n", 2, "not valid TOML: Invalid value; correct this line"),
        ("a = 1\nb = 'x\n", 3, "not valid TOML: "),
        ("a = 1\na = 2\n", 3, "not valid TOML: Cannot overwrite a value; correct this line"),
        ("[a]\n[a]\n", 3, "not valid TOML: Cannot declare"),
        ("a = 1 b = 2\n", 2, "not valid TOML: "),
        ("a = [1, {b = ['x']\n", 2, "not valid TOML: "),
        ('a = "\\ud83d"\n', 2, "not valid TOML: "),
        ("a.b = 1\na.b.c = 2\n", 3, "not valid TOML: "),
        ("a = [{}]\n[[a]]\n", 3, "not valid TOML: "),
        (f"a = {'[' * 60}{']' * 60}\n", 2, f"nested more than {MAX_DEPTH} deep"),
        (f"{'a.' * 90_000}a = 1\n", 2, f"nested more than {MAX_DEPTH} deep"),
        (f"[{'a.' * 90_000}a]\n", 2, f"nested more than {MAX_DEPTH} deep"),
        (f"a = {'9' * 9000}\n", 2, "longer than 100 characters"),
        (f"a = '{'9' * 300_000}'\n", 2, "longer than 262144 characters"),
    ],
)
def test_bad_toml_is_refused_with_its_line(content, line, message):
    with pytest.raises(L10nError, match=re.escape(message)) as caught:
        read(f"+++\n{content}+++\n")
    assert caught.value.line == line
    assert re.search("; ", str(caught.value))


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('{"a": 1\n\n"b"}', 3, "not valid JSON: Expecting ',' delimiter; correct this line"),
        ('{"a": 01}', 1, "not valid JSON: "),
        ('{\n"a": "\t"}', 2, "not valid JSON: Invalid control character at; correct this line"),
        ('{"a": "\\x"}', 1, "not valid JSON: "),
        ('{"a": NaN}', 1, "the exact places in this JSON are not known; "),
        ('{"a": [1,]}', 1, "not valid JSON: "),
        (f'{{"a": {"[" * 60}{"]" * 60}}}', 1, f"nested more than {MAX_DEPTH} deep"),
        (f'{{"a": {"9" * 9000}}}', 1, "longer than 100 characters"),
    ],
)
def test_bad_json_is_refused_with_its_line(content, line, message):
    with pytest.raises(L10nError, match=re.escape(message)) as caught:
        read(content)
    assert caught.value.line == line


def test_half_a_character_is_no_text():
    text = '{"title": "\\ud83d", "description": "\\ud83d\\ude42"}'
    block, root = read(text)
    assert [value.text for value in locate_values(text, block, root, FIELDS)] == ["🙂"]
    for text in ('+++\ntitle = "One"\n+++\n', '{"title": "One"}'):
        block, root = read(text)
        (value,) = locate_values(text, block, root, FIELDS)
        with pytest.raises(L10nError, match="half a character"):
            edit_value(text, value, "\ud83d")


@pytest.mark.parametrize("text", ["+++\n+++\n", "+++\n# c\n\n+++\n"])
def test_a_toml_that_says_nothing_has_no_tree(text):
    assert read(text)[1] is None


@pytest.mark.parametrize(
    ("dialect", "text", "fields", "expected"),
    [
        (Dialect.TOML, '[hi]\nother = "Hi"\n', ("*.other",), '[hi]\nother = "«Hi»"\n'),
        (
            Dialect.JSON,
            '[{"id": "a", "t": "Hi"}, "x"]',
            ("*.t",),
            '[{"id": "a", "t": "«Hi»"}, "x"]',
        ),
        (Dialect.YAML, "- id: a\n  t: Hi\n- x\n", ("*.t", "1"), "- id: a\n  t: «Hi»\n- «x»\n"),
    ],
)
def test_data_files_are_located_and_written_alike(dialect, text, fields, expected):
    def tree(said):
        return read_document(said, find_block(said, f"a.{dialect}"), "x")

    values = locate_values(text, find_block(text, f"a.{dialect}"), tree(text), fields)
    after = splice(text, [edit_value(text, value, f"«{value.text}»") for value in values])
    assert after == expected
    changed = {value.field: f"«{value.text}»" for value in values}
    compare_trees(tree(text), tree(after), changed, "x")
    with pytest.raises(L10nError, match="does not read back"):
        compare_trees(tree(text), tree(after), {}, "x")


@settings(max_examples=300, deadline=None, database=None)
@given(
    st.sampled_from([(Dialect.TOML, toml_texts()), (Dialect.JSON, json_texts())]).flatmap(
        lambda kind: st.tuples(
            st.just(kind[0]),
            kind[1],
            st.integers(0, 60),
            st.integers(0, 4),
            st.text("'\"[]{}=,.#\n\\a", max_size=3),
        )
    )
)
def test_what_is_broken_is_read_alike_or_refused(case):
    dialect, text, start, cut, put = case
    broken = text[:start] + put + text[start + cut :]
    try:
        wanted = LOADS[dialect](broken)
    except (ValueError, RecursionError):
        wanted = None
    root, fault = None, None
    try:
        root = read_document(broken, find_block(broken, f"a.{dialect}"), "a")
    except L10nError as error:
        fault = error
    if fault:
        assert wanted is None or "exact places" in fault.message
        assert fault.line
        return
    assert wanted is not None
    values = locate_values(broken, find_block(broken, f"a.{dialect}"), root, EVERYWHERE)
    if not any(name in broken for name in ('"b.c"', "'", '""')):
        assert {value.text for value in values} >= {
            leaf
            for leaf in flatten({"": wanted}).values()
            if isinstance(leaf, str) and leaf.strip()
        }
