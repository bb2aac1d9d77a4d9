"""Front matter that is read without a YAML parser reads as a YAML parser reads it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.frontmatter import tree
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.node import STRING, Node
from l10n.frontmatter.places import walk_places
from l10n.frontmatter.plain import is_plainly_edited, read_plain_tree
from tests.documents import CORPORA, read_corpus, read_own_guides
from tests.frontmatter.front_matters import DOUBTFUL, front_matters

VALUES = st.one_of(
    DOUBTFUL,
    st.sampled_from(
        ("Get it: now", "a #b", "a#b", "C++", "x:", "it's", "[a, b]", "[]", "[", "(x)")
    ),
    st.sampled_from(
        ("2024-06-24", "2024-13-45", "12:30", "1_000", "yes", "No", "~", "null", "=", "<<")
    ),
    st.sampled_from(
        ("'it''s'", "''", "'", '"a"', '"a\\n"', "'a' b", "'a: b'", "'a\n  b'", "a\n  b # c")
    ),
    st.sampled_from(
        ("a\n  b: c", "a\n  'b'", "a\n b", "a\n\n  b", "'a\n\n  b'", "'a \n  b'", "- a", "? a")
    ),
    st.sampled_from(
        ("[\"a\", b, 'c']", "[a,b]", "[a b, 1]", "[a: b]", "[a, ]", "{a: b}", "[ a ]", "[[a]]")
    ),
    st.sampled_from(
        ("\n- a\n- b", "\n  - a\n  - 1", "\n- a: b", "\n- a\n  b", "\n  - a\n- b", "\n-  'a'", "")
    ),
    st.sampled_from(
        ("|\n  a", ">-\n  a", "&x a", "*x", "!!str 1", "@a", "%a", "`a", "1" * 101, "\u2028")
    ),
)
KEYS = st.sampled_from(
    ("title", "date", "yes", "a-b", "a_1", *("title", "no", "'q'", "1", "a b", "<<", "é", "a", "x"))
)
SPACES = st.sampled_from((" ",) * 8 + ("  ", "", "\t"))
ENTRIES = st.builds(
    "{}:{}{}{}".format, KEYS, SPACES, VALUES, st.sampled_from(("", "", "", " ", " # c"))
)
USUAL = st.sampled_from(("title: Get it", "date: 2024-06-24", "tags: [a, 'b']", "x:", "y:\n- a"))
FRONT_MATTERS = st.lists(USUAL, max_size=2).flatmap(
    lambda usual: st.builds(lambda entry: "\n".join((*usual, entry, "last: 1")), ENTRIES)
)


def _shown(node: Node | None) -> object:
    if node is None:
        return None
    own = (node.kind, node.span, node.text, node.tag, node.style, node.flow, node.size, node.height)
    return (*own, *map(_shown, node.keys), *map(_shown, node.children), _shown(node.target))


def _check(text: str) -> bool:
    """Compare the two trees and the values; tell whether the short way was taken."""
    try:
        block = find_block(text, "x")
    except L10nError:
        return False
    if block is None or block.dialect is not Dialect.YAML:
        return False
    plain = read_plain_tree(text, block.span)
    if plain is None:
        return False
    assert _shown(plain) == _shown(tree._read_any_tree(text, block, "x"))
    try:
        expected = yaml.load(block.span.of(text), Loader=tree._LOADER)
    except ValueError:
        with pytest.raises(L10nError):
            read_metadata(text, block, "x")
    else:
        values = read_metadata(text, block, "x").values
        assert repr(values) == repr({str(key): value for key, value in expected.items()})
    return True


@pytest.mark.parametrize("name", CORPORA)
def test_real_front_matters(name: str) -> None:
    taken = [_check(each.text) for each in read_corpus(name)]
    if name == "tramitit":
        assert sum(taken) > 0.95 * len(taken)


def test_own_front_matters() -> None:
    taken = [_check(each.text) for each in read_own_guides()]
    assert any(taken)


@given(FRONT_MATTERS)
def test_any_lines(lines: str) -> None:
    _check(f"---\n{lines}\n---\nBody\n")


@given(front_matters())
def test_any_front_matter(text: str) -> None:
    _check(text)


@pytest.mark.parametrize(
    "line",
    ["a: One, two", "a: 2024-06-24", "a: 'x: y'", 'a: "x"', "a:", "a: [x, 'y']", "a:\n- x\n- y"],
)
def test_usual_lines_take_the_short_way(line: str) -> None:
    assert _check(f"---\ntitle: Get it\n{line}\n---\n")


@pytest.mark.parametrize(
    "line",
    [
        "a: b: c",
        "a: x # y",
        "a: *x",
        "a: &x y",
        "a: |\n  x",
        "a: {}",
        "a: 'x\\n",
        'a: "\\n"',
        "# c",
    ],
)
def test_others_do_not(line: str) -> None:
    assert not _check(f"---\ntitle: Get it\n{line}\n---\n")


@given(FRONT_MATTERS, FRONT_MATTERS, st.sampled_from(("title", "x")), st.booleans())
def test_what_is_edited_plainly_says_nothing_else(
    lines: str, others: str, key: str, same: bool
) -> None:
    before = f"---\n{lines}\n---\n"
    after = f"---\n{f'{key}: Get it, too'.join(lines.split(f'{key}: Get it'))}\n---\n"
    after = after if same else f"---\n{others}\n---\n"
    old, new = find_block(before, "x"), find_block(after, "x")
    if not (old and new):
        return
    for changed in ({}, {key: "Get it, too"}):
        if is_plainly_edited(before, old.span, after, new.span, changed):
            assert _said(after) == [
                (path, STRING, changed[key]) if path == (key,) and changed else (path, tag, text)
                for path, tag, text in _said(before)
            ]


def _said(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    root = tree._read_any_tree(text, find_block(text, "x"), "x")
    leaves = [(each.path, each.holder.real) for each in walk_places(root)]
    return [(path, leaf.tag, leaf.text) for path, leaf in leaves]


def test_a_value_that_changes_alone_is_edited_plainly() -> None:
    before = "---\ntitle: One\ntags: [a, b]\nlist:\n- c\n---\n"
    for after, changed, expected in (
        (before, {}, True),
        (before.replace("One", "'Uno: dos'"), {"title": "Uno: dos"}, True),
        (before.replace("One", "1"), {"title": "1"}, False),
        (before.replace("[a, b]", "[a]"), {}, False),
        (before.replace("One", "Uno\ndate: 2"), {"title": "Uno"}, False),
    ):
        spans = [block.span for each in (before, after) if (block := find_block(each, "x"))]
        assert is_plainly_edited(before, spans[0], after, spans[1], changed) is expected
