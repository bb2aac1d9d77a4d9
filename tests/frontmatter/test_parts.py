"""The part of a data file that is one language's: read as a page, and put back as one."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml
from data_texts import HOSTILE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.parts.graft import write_part
from l10n.frontmatter.parts.named import find_line, read_part
from l10n.frontmatter.parts.part import Part
from l10n.frontmatter.tree import read_document
from l10n.frontmatter.values import edit_value, locate_values
from l10n.text import splice

DATA = Path(__file__).parents[1] / "data" / "frontmatter"
LOADS = {"toml": tomllib.loads, "json": json.loads, "yaml": yaml.safe_load}
CASES = read_fixture_file(DATA / "parts.txt")


def part_of(kind: str, *start: str, fields: tuple[str, ...] = ("**",)) -> Part:
    named = tuple(".".join((*start, "en", each)) for each in fields)
    return Part(f"a.{kind}", (*start, "es"), (*start, "en"), named)


def translated(page: str, part: Part, change) -> str:
    """Return a page whose texts are what ``change`` makes of each, given its number."""
    block = find_block(page, part.path)
    root = read_document(page, block, part.path)
    values = locate_values(page, block, root, part.fields)
    edits = [edit_value(page, value, change(n, value.text)) for n, value in enumerate(values)]
    made = splice(page, edits)
    # What is written by hand is not in the form of a page.
    return read_part(made, part._replace(keys=part.source))


@pytest.mark.parametrize(("title", "text", "wanted"), [each[1:] for each in CASES])
def test_texts_are_put_where_the_language_has_them(title: str, text: str, wanted: str) -> None:
    place, fields, *_ = title.split()
    kind, *start = place.partition("=")[0].split("/")
    part = part_of(kind, *start, fields=tuple(fields.split(",")))
    if "=" in place:  # what is the source's has another place
        own = (*filter(None, place.partition("=")[2].split(".")),)
        named = tuple(".".join((*own, each)) for each in fields.split(","))
        part = Part(part.path, tuple(start), own, named)
    source = read_part(text, part._replace(keys=part.source))
    page = translated(source, part, lambda _, said: said.upper())
    made = write_part(text, part, page)
    assert made == wanted
    assert read_part(made, part) == page
    assert write_part(made, part, page) == made
    LOADS[kind](made)
    windows = text.replace("\n", "\r\n")
    assert read_part(windows, part._replace(keys=part.source)) == source
    assert write_part(windows, part, page) == wanted.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yaml", "en: {a: x}\nes: no text\n"),
        ("yaml", "en: &en\n  a: x\nes: *en\nfr: *en\n"),
        ("yaml", "en:\n  a: x\nes:\n  a: &a Y\nfr:\n  b: *a\n"),
        ("toml", "es = 1\n[en]\na = 'x'\n"),
        ("json", '{"en": {"a": "x"}, "es": ["a"]}'),
        ("json", '{"es": {"a": "x"}}'),
    ],
)
def test_what_cannot_be_put_safely_is_refused(kind: str, text: str) -> None:
    part = part_of(kind)
    source = 'en.a = "x"' if kind == "toml" else '{"en": {"a": "x"}}'
    page = translated(source, part, lambda *_: "other")
    with pytest.raises(L10nError) as caught:
        write_part(text, part, page)
    assert caught.value.path == part.path


def test_a_line_of_a_page_is_found_in_its_file() -> None:
    text = "en:\n  a: A\n  b: B\n# c\nes:\n  own: 1\n  b: Be\n  a: Ah\n"
    part = part_of("yaml")
    page = read_part(text, part)
    assert [find_line(text, part, page, n) for n in range(1, 7)] == [0, 0, 8, 7, 0, 0]


# A file is made of trees, in each of the ways to write them.

KEYS = st.sampled_from(["title", "b", "c-d", "e.f", "é", "one", "other", "on", "null", "x y"])
ATOMS = st.sampled_from([True, False, 0, 17, -1.5])
TEXTS = st.one_of(st.sampled_from(["Home", "Row home: now", "Two\nlines\n", "'q'", "#x"]), HOSTILE)
LEAVES = st.one_of(TEXTS, TEXTS, ATOMS)
ITEMS = st.lists(st.one_of(TEXTS, st.dictionaries(KEYS, LEAVES, min_size=1)), max_size=3)
TREES = st.recursive(
    st.dictionaries(KEYS, st.one_of(LEAVES, ITEMS), max_size=4),
    lambda inner: st.dictionaries(KEYS, st.one_of(LEAVES, ITEMS, inner), max_size=4),
    max_leaves=8,
)


def dump_toml(tree: dict, names: tuple[str, ...] = ()) -> str:
    """Write tables with headers, and lists of tables as such where that is possible."""
    plain = {key: each for key, each in tree.items() if not _has_header(each)}
    lines = [f"{json.dumps(key)} = {_inline(each)}" for key, each in plain.items()]
    for key, each in tree.items():
        header = ".".join(json.dumps(name) for name in (*names, key))
        if isinstance(each, dict):
            lines.append(f"[{header}]\n{dump_toml(each, (*names, key))}")
        elif key not in plain:
            lines += [f"[[{header}]]\n{dump_toml(item, (*names, key))}" for item in each]
    return "\n".join(lines)


def _has_header(value: object) -> bool:
    is_many = isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
    return isinstance(value, dict) or bool(is_many)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)} = {_inline(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def dump(kind: str, tree: dict, how: int) -> str:
    if kind == "toml":
        return dump_toml(tree)
    if kind == "json":
        return json.dumps(tree, indent=(None, 2, 4)[how], ensure_ascii=how == 1)
    return yaml.safe_dump(tree, sort_keys=False, default_flow_style=(False, None, True)[how])


def texts_of(tree: object) -> object:
    """Return what of a tree is text, as the issue has it: mappings by key, and lists as a whole."""
    if isinstance(tree, dict):
        found = {key: texts_of(each) for key, each in tree.items()}
        return {key: each for key, each in found.items() if each not in (None, {})} or None
    if isinstance(tree, list):
        return tree if any(map(texts_of, tree)) else None
    return tree if isinstance(tree, str) and tree.strip() else None


def has_table_for_text(one: object, other: object) -> bool:
    """Return whether a language has a table where the source has a text: that is refused."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return isinstance(one, str | list) and _has_header(other) is not _has_header(one)
    return any(has_table_for_text(one[key], other[key]) for key in one.keys() & other.keys())


def check_random_part(kind: str, trees: tuple[dict, dict | None, dict], how: int, data) -> None:
    english, spanish, rest = trees
    if texts_of(english) is None or (kind == "toml" and has_table_for_text(english, spanish)):
        return
    tree = {"en": english, "fr": rest} | ({} if spanish is None else {"es": spanish})
    if data.draw(st.booleans()):
        tree = {"fr": rest, **tree}
    text = dump(kind, tree, how)
    part = part_of(kind)
    source = read_part(text, part._replace(keys=part.source))
    new = data.draw(st.lists(HOSTILE.filter(str.strip), min_size=1, max_size=4))
    page = translated(source, part, lambda n, _: new[n % len(new)])
    made = write_part(text, part, page)
    before, after = LOADS[kind](text), LOADS[kind](made)
    assert texts_of(after.pop("es")) == LOADS[kind](page)["en"]
    assert repr(after) == repr({key: each for key, each in before.items() if key != "es"})
    assert write_part(made, part, page) == made


@pytest.mark.parametrize("kind", LOADS)
@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    trees=st.tuples(TREES, st.one_of(st.none(), TREES), TREES),
    how=st.integers(0, 2),
    data=st.data(),
)
def test_random_parts(kind, trees, how, data):
    check_random_part(kind, trees, how, data)


@pytest.mark.soak
@pytest.mark.parametrize("kind", LOADS)
@settings(max_examples=4_000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    trees=st.tuples(TREES, st.one_of(st.none(), TREES), TREES),
    how=st.integers(0, 2),
    data=st.data(),
)
def test_more_random_parts(kind, trees, how, data):
    check_random_part(kind, trees, how, data)
