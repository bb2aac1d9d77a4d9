from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from front_matters import NEW_TEXTS, front_matters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.values import check_edited, edit_value, find_shared, locate_values
from l10n.text import splice

DATA = Path(__file__).parents[1] / "data" / "frontmatter"
FIELDS = ("title", "linkTitle", "meta_title", "description", "summary", "faq.*.question")


def tree(text):
    return read_tree(text, find_block(text, "a.md"), "a.md")


def locate(text, fields=FIELDS):
    return locate_values(text, find_block(text, "a.md"), tree(text), fields)


def shared(text, fields=FIELDS):
    return find_shared(text, find_block(text, "a.md"), tree(text), fields, "a.md")


def check(before, after, changed):
    check_edited(tree(before), after, changed, "a.md")


def edit(text, values, new):
    """Write ``new`` of each value's text in its place, checked."""
    after = splice(text, [edit_value(text, value, new(value)) for value in values])
    check(text, after, {value.field: new(value) for value in values})
    return after


def load(text):
    """Read the values twice: the C parser and the Python one differ in places."""
    content = find_block(text, "a.md").span.of(text)
    values = yaml.load(content, Loader=yaml.CSafeLoader)
    assert yaml.load(content, Loader=yaml.SafeLoader) == values
    return values


def flatten(value, path=()):
    """Give every leaf by its path."""
    if isinstance(value, dict) and value:
        pairs = value.items()
    elif isinstance(value, list) and value:
        pairs = enumerate(value)
    else:
        return {path: value}
    return {
        place: leaf
        for key, inner in pairs
        for place, leaf in flatten(inner, (*path, str(key))).items()
    }


@pytest.mark.parametrize(
    "text",
    ["---\n---\n", "---\n# c\n---\n", "---\nslug: One\n---\n", "+++\nslug = 'One'\n+++\n", "{}"],
)
def test_without_a_named_text_there_is_no_value(text):
    assert locate(text) == ()
    assert shared(text) == ()
    check(text, text, {})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("title", "case", "expected"), [case[1:] for case in read_fixture_file(DATA / "edits.txt")]
)
def test_only_the_value_changes(title, case, expected, end):
    new, text = case.split("\n", 1)
    text, expected = text.replace("\n", end), expected.replace("\n", end)
    after = edit(text, locate(text), lambda _: json.loads(new))
    assert after.encode() == expected.encode()


def test_a_value_knows_its_field_name_and_line():
    text = "\n---\ntitle: One\nfaq:\n- question: &q |\n    Two\n- question: 'Three'\n---\n"
    values = [(value.field, value.name, value.line, value.text) for value in locate(text)]
    assert values == [
        ("title", "title", 3, "One"),
        ("faq.0.question", "faq.question", 5, "Two\n"),
        ("faq.1.question", "faq.question", 7, "Three"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("a",), []),
        (("a.b",), ["a.b"]),
        (("a.*",), ["a.b", r"a.c\.d"]),
        (("*.*",), ["a.b", r"a.c\.d", "e.0", "e.1"]),
        (("e.1", "e.1", "e.*"), ["e.0", "e.1"]),
        ((r"a.c\.d",), [r"a.c\.d"]),
        (("*.*.*",), ["e.2.f"]),
        (("e.-1", "A.b", "a.", "", "*"), []),
    ],
)
def test_fields_name_places(fields, expected):
    text = "---\na: {b: x, c.d: y}\ne: [x, y, {f: z}, 1]\n---\n"
    assert [value.field for value in locate(text, fields)] == expected


@pytest.mark.parametrize(
    ("content", "fields", "expected", "findings"),
    [
        ("a: &t x\nb: *t\n", ("a", "b"), ["a"], 0),
        ("a: &t x\nb: *t\n", ("b",), ["b"], 0),
        ("a: &t x\nb: *t\n", ("a",), [], 1),
        ("a: &t x\nb: *t\nc: *t\n", ("a", "b"), ["b"], 1),
        ("a: &t {t: x}\nb: *t\n", ("*.t",), ["a.t"], 0),
        ("a: &t {t: x}\nb: *t\n", ("a.t",), [], 1),
        ("a: &t {t: x}\nb: *t\n", ("b.t",), [], 1),
        ("a: &t {t: x}\nb: *t\n", ("c",), [], 0),
        ("a: &t {t: x}\n<<: *t\n", ("t",), [], 1),
        ("a: &t {t: x}\n<<: *t\n", ("t", "a.t"), ["a.t"], 0),
        ("a: &t {t: x}\nb: &u {u: z}\nc: {<<: [*t, *u], v: w}\n", ("c.*",), ["c.v"], 2),
        ("a: &t x\nb: &u [*t]\nc: *u\n", ("b.0",), [], 1),
        ("a: &t x\nb: &u [*t]\nc: *u\n", ("b.0", "c.0"), ["b.0"], 0),
        ("&k a: x\nb: *k\n", ("b",), ["b"], 0),
        ("&k a: x\nb: *k\nd: *k\n", ("b", "d"), ["b", "d"], 0),
        ("l: &l [{a: x}]\nm: {<<: *l}\n", ("m.a",), [], 1),
        ("a: &t 1\nb: *t\n", ("a", "b"), [], 0),
    ],
)
def test_aliases_change_with_their_anchor_or_not_at_all(content, fields, expected, findings):
    text = f"---\n{content}---\n"
    values = locate(text, fields)
    assert [value.field for value in values] == expected
    found = shared(text, fields)
    assert len(found) == findings
    assert all(finding.line > 1 and finding.path == "a.md" for finding in found)
    named = {tuple(field.split(".")) for field in fields}
    before, after = flatten(load(text)), flatten(load(edit(text, values, lambda _: "new: y")))
    for path, leaf in before.items():
        may_change = path in named or ("c", "*") in named or ("*", "t") in named
        assert after[path] in ((leaf, "new: y") if may_change else (leaf,))


@pytest.mark.parametrize(
    "after",
    [
        "---\ntitle: Dos\nslug: y\n---\n",
        "---\ntitle: Two\nslug: y\n---\n",
        "---\ntitle: Dos\nslug: x\nmore: z\n---\n",
        "---\ntitle: Dos\n---\n",
        "---\nslug: x\ntitle: Dos\n---\n",
        "---\ntitle: Dos\nslugs: x\n---\n",
        "---\ntitle: !!str Dos\nslug: 1\n---\n",
        "title: Dos\n",
    ],
)
def test_a_front_matter_that_says_something_else_is_refused(after):
    before = "---\ntitle: One\nslug: x\n---\n"
    check(before, before.replace("One", "Dos"), {"title": "Dos"})
    with pytest.raises(L10nError, match="does not read back"):
        check(before, after, {"title": "Dos"})


def test_a_number_in_a_text_s_place_is_refused():
    before = "---\ntitle: One\n---\n"
    check(before, "---\ntitle: '1'\n---\n", {"title": "1"})
    with pytest.raises(L10nError, match="does not read back"):
        check(before, "---\ntitle: 1\n---\n", {"title": "1"})


def check_random_edits(text, fields, data):
    before = flatten(load(text))
    values = locate(text, fields)
    assert list(values) == sorted(values, key=lambda value: value.span)
    new = {value.text: data.draw(NEW_TEXTS) for value in values}
    after = edit(text, values, lambda value: new[value.text])
    assert re.findall(r"# c\d+\.", after) == re.findall(r"# c\d+\.", text)
    assert all(value.span.of(text) == value.span.of(text).lstrip() for value in values)
    assert len(before) == len(read := flatten(load(after)))
    everything_free = not shared(text, fields)
    patterns = [re.compile(field.replace("*", r"\w+")) for field in fields]
    for path, leaf in before.items():
        named = any(pattern.fullmatch(".".join(path)) for pattern in patterns)
        if named and isinstance(leaf, str) and leaf.strip():
            assert read[path] == new.get(leaf, leaf) or not everything_free
            assert read[path] in (leaf, new.get(leaf))
        else:
            assert read[path] == leaf
    if all(text.strip() for text in new.values()) and everything_free:
        assert [value.text for value in locate(after, fields)] == [
            new[value.text] for value in values
        ]


FIELD_SETS = st.sampled_from(
    [("*", "*.*", "*.*.*", "*.*.*.*"), ("k0", "k2", "k0.*", "k1.m0"), ("*.*", "k3"), ("k1", "k4")]
)


@settings(max_examples=300, deadline=None, database=None)
@given(text=front_matters(), fields=FIELD_SETS, data=st.data())
def test_random_edits_read_back_and_change_nothing_else(text, fields, data):
    check_random_edits(text, fields, data)


@pytest.mark.soak
@settings(
    max_examples=20_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
@given(text=front_matters(), fields=FIELD_SETS, data=st.data())
def test_many_random_edits_read_back_and_change_nothing_else(text, fields, data):
    check_random_edits(text, fields, data)


@settings(max_examples=300, deadline=None, database=None)
@given(
    st.one_of(
        st.text(st.sampled_from(list("ab:-?[]{}&*!|>'\"%#,<=~1 \n\t\\\u2028é")), max_size=60),
        front_matters().flatmap(
            lambda text: st.tuples(st.integers(4, len(text)), st.integers(0, 9)).map(
                lambda cut: text[4 : cut[0]] + text[cut[0] + cut[1] :]
            )
        ),
    )
)
def test_broken_yaml_is_read_or_refused_with_a_line(content):
    text = f"---\n{content}\n---\n"
    try:
        block = find_block(text, "a.md")
        read_metadata(text, block, "a.md")
        values = locate(text, ("*", "*.*"))
    except L10nError as error:
        place = str(error)
        assert re.match(r"a\.md:\d+: .*; |a\.md:\d+: remove .|a\.md:\d+: write ", place), place
        return
    edit(text, values, lambda _: "new: y")


@given(front_matters())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_values_are_found_alike_where_no_alias_is_and_where_one_might_be(text):
    end = re.search(r"---(\r\n|\r|\n)Body", text)
    doubtful = f"{text[: end.start()]}# * << !{end[1]}{text[end.start() :]}"
    for fields in (("k0", "k1"), ("k0.*", "k1.*.*", "k2"), ("*", "*.*")):
        assert locate(doubtful, fields) == locate(text, fields)
