from __future__ import annotations

import time

import pytest

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.frontmatter.limits import MAX_DEPTH, MAX_NODES
from l10n.frontmatter.metadata import read_metadata
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.values import find_shared, locate_values


def laughs(first, line):
    return "".join([first, *(line.format(i, i - 1) for i in range(1, 30))])


HOSTILE = {
    "open brackets": "a: " + "[" * 50_000,
    "open braces": "a: " + "{" * 50_000,
    "brackets": "a: " + "[" * 50_000 + "]" * 50_000,
    "dashes": "a:\n" + "- " * 500_000,
    "dash lines": "a:\n" + "- \n" * 80_000,
    "question marks": "? " * 100_000,
    "pairs in brackets": "a: " + "[a: " * 50_000,
    "keys in braces": "a: " + '{"a":' * 40_000,
    "indented": "".join(f"{' ' * i}a:\n" for i in range(500)),
    "megabyte": "a: " + "x" * 1_000_000,
    "keys": "".join(f"a{i}: 1\n" for i in range(16_000)),
    "laughs": laughs("a0: &a0 [x, x]\n", "a{0}: &a{0} [*a{1}, *a{1}, *a{1}]\n"),
    "merges": laughs("a0: &a0 {k: v}\n", "a{0}: &a{0} {{<<: [*a{1}, *a{1}]}}\n"),
    "merge chain": "a0: &a0 {k: v}\n"
    + "".join(f"a{i}: &a{i} {{<<: *a{i - 1}}}\n" for i in range(1, 4_000)),
    "alias chain": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 4_000)),
    "long number": "a: " + "9" * 5_000,
    "long time": "a: 1" + ":1" * 100_000,
    "long hexadecimal": "a: 0x" + "f" * 200_000,
    "NUL": "a: b\0c",
    "escape": "a: \x1b[0m",
    "delete": "a: \x7f",
    "surrogate": "a: \udc80",
    "noncharacter": "a: \uffff",
    "byte order mark": "\ufeffa: b",
    "two documents": "a: b\u2028---\u2028c: d",
    "open quote": "a: '" + "x " * 100_000,
    "anchors": "a: " + "&a " * 80_000,
    "tags": "a: " + "!a " * 80_000,
    "directives": "%A\n" * 80_000,
    "comment": "a: [" + "#\n" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_one_error_in_little_time(content):
    text = f"---\n{content}\n---\n"
    block = find_block(text, "a.md")
    started = time.process_time()
    for read in (
        lambda: read_metadata(text, block, "a.md"),
        lambda: locate_values(text, block, read_tree(text, block, "a.md"), ("*.*",)),
    ):
        with pytest.raises(L10nError) as error:
            read()
        assert error.value.line >= 2
        assert len(str(error.value).splitlines()) == 1
        assert len(str(error.value)) < 300
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "content",
    [
        "a: " + "x " * 100_000,
        "a: |\n" + "  \n" * 50_000 + "  x\n" + "  \n" * 30_000,
        "a: |\n  x\n" + "   \n" * 50_000,
        "a: >\n" + "  x\n \n" * 30_000,
        "".join(f"a{i}: &a{i} {i}\nb{i}: *a{i}\n" for i in range(1_500)),
        "a: &a x\nb:\n" + "- *a\n" * 5_000,
        "a: x\n" * 5_000,
        "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
    ],
)
def test_much_is_read_in_linear_time(content):
    text = f"---\n{content}\n---\n"
    block = find_block(text, "a.md")
    started = time.process_time()
    assert read_metadata(text, block, "a.md").values
    root = read_tree(text, block, "a.md")
    locate_values(text, block, root, ("a", "b.*"))
    find_shared(text, block, root, ("a", "b0"), "a.md")
    assert time.process_time() - started < 2


def test_the_caps_are_where_they_say():
    def tree(content):
        text = f"---\n{content}\n---\n"
        return read_tree(text, find_block(text, "a.md"), "a.md")

    fits = tree("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert fits.height == MAX_DEPTH + 1
    with pytest.raises(L10nError, match=f"nested more than {MAX_DEPTH} deep"):
        tree("a: [" + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "]")
    values = MAX_NODES - 3
    assert tree("a: [" + "x," * values + "]").size == MAX_NODES
    with pytest.raises(L10nError, match=f"larger than {MAX_NODES} values"):
        tree("a: [" + "x," * (values + 1) + "]")
