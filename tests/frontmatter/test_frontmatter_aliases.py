"""Aliases are added, and nothing else changes."""

from __future__ import annotations

import frontmatter
import pytest

from l10n.frontmatter.aliases import add_aliases
from l10n.frontmatter.block import find_block
from l10n.text import splice


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: a\n", 'title: a\naliases:\n- "x y"\n- "b"\n'),
        ("aliases: [b, c] # old\nt: 1\n", 'aliases: [b, c, "x y"] # old\nt: 1\n'),
        ("aliases:\n  - b\n  - c # old\nt: 1\n", 'aliases:\n  - b\n  - c # old\n  - "x y"\nt: 1\n'),
        ("aliases:\n- b\n", 'aliases:\n- b\n- "x y"\n'),
        ('Aliases: ["x y", b]\n', 'Aliases: ["x y", b]\n'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_aliases_are_added_to_what_is_there(front: str, expected: str, newline: str) -> None:
    text = f"---\n{front}---\nBody\n".replace("\n", newline)
    block = find_block(text, "a.md")
    assert block is not None
    edit = add_aliases(text, block, ["x y", "b"], "a.md")
    assert edit is not None
    done = splice(text, [edit])
    values = {name.lower(): value for name, value in frontmatter.loads(done).metadata.items()}
    assert {*values["aliases"]} >= {"x y", "b"}
    assert done.replace(newline, "\n") == f"---\n{expected}---\nBody\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "+++\n# c\na = 1\n[b]\nc = 1\n+++\n",
            '+++\n# c\naliases = ["x"]\na = 1\n[b]\nc = 1\n+++\n',
        ),
        ("+++\n# c\n+++\n", '+++\naliases = ["x"]\n# c\n+++\n'),
        ("+++\n[b]\naliases = 1\n+++\n", '+++\naliases = ["x"]\n[b]\naliases = 1\n+++\n'),
        ("+++\naliases = [ 'b' ] # c\n+++\n", "+++\naliases = [ 'b', \"x\" ] # c\n+++\n"),
        ('{"a": 1}\n', '{"a": 1, "aliases": ["x"]}\n'),
        ('{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "aliases": ["x"]\n}\n'),
        ('{"Aliases": ["b"]}\n', '{"Aliases": ["b", "x"]}\n'),
        ("{}\n", '{"aliases": ["x"]}\n'),
    ],
)
def test_aliases_are_added_in_other_dialects(text: str, expected: str) -> None:
    block = find_block(text, "a.md")
    assert block is not None
    edit = add_aliases(text, block, ["x"], "a.md")
    assert edit is not None
    assert splice(text, [edit]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "---\naliases: b\n---\n",
        "---\n{a: 1}\n---\n",
        "---\na: [\n---\n",
        "+++\naliases = 'b'\n+++\n",
        "+++\na = 1\n[[aliases]]\nb = 1\n+++\n",
        '{"aliases": "b"}',
    ],
)
def test_where_it_cannot_be_done_nothing_is(text: str) -> None:
    block = find_block(text, "a.md")
    assert block is not None
    assert add_aliases(text, block, ["x"], "a.md") is None
