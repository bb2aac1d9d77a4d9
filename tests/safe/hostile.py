"""Hostile translations, the places they go to, and what is said about the result."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from l10n.frontmatter.block import Dialect, find_block
from l10n.markdown.breaks import soft_break
from l10n.merge import merge_guide
from l10n.text import normalize_newlines
from tests.documents import DATA, as_guide, extract
from tests.skeletons import read_skeleton

PLACES = (
    "title",
    "heading 2",
    "paragraph",
    "list item",
    "quote",
    "table cell",
    "term",
    "definition",
    "footnote",
)
GUIDE = """\
---
title: Moving to the harbour
---

## Before you leave

Ask the harbour office for a place.[^1] {#note}

- Pack the boat

> Never sail alone

| Papers | Fee |
| ------ | --- |
| Permit | 5   |

Anchor
: It holds the boat

[^1]: The office closes early
"""
MSGIDS = {
    "title": "Moving to the harbour",
    "heading 2": "Before you leave",
    "paragraph": "Ask the harbour office for a place.",
    "list item": "Pack the boat",
    "quote": "Never sail alone",
    "table cell": "Permit",
    "term": "Anchor",
    "definition": "It holds the boat",
    "footnote": "The office closes early",
}
GUIDE = GUIDE.replace("[^1] {#note}", "").replace("a place.\n", "a place.\n\nSee [^1].\n")

OUTCOMES = {"a": "as is", "e": "escaped", "q": "quarantined", "u": "untranslated"}


@dataclass(frozen=True)
class Case:
    """A row of the table: a translation and what becomes of it in each place."""

    msgstr: str
    expected: dict[str, str]


def read_cases() -> Iterator[Case]:
    """Read the table: nine letters in the order of PLACES, then the msgstr as JSON."""
    for line in (DATA / "safe" / "hostile.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        letters, _, written = line.partition(" ")
        outcomes = [OUTCOMES[letter] for letter in letters]
        msgstr = json.loads(re.sub(r'^("(?:\\.|[^"\\])*") \* ([0-9]+)$', _repeat, written))
        yield Case(msgstr, dict(zip(PLACES, outcomes, strict=True)))


def _repeat(found: re.Match[str]) -> str:
    return json.dumps(json.loads(found[1]) * int(found[2]))


def check_outcome(place: str, msgstr: str) -> str:
    """Merge one translation, and return its outcome; check all that must hold whatever it is."""
    guide, extraction = as_guide(GUIDE), extract(GUIDE)
    merged = merge_guide(guide, extraction, {(None, MSGIDS[place]): msgstr})
    assert skeleton(merged.text) == skeleton(GUIDE)
    if merged.quarantined:
        assert merged.text == GUIDE
        (quarantined,) = merged.quarantined
        assert quarantined.msgstr == msgstr
        assert quarantined.segment.kind == place
        assert "\n" not in quarantined.reason
        return "quarantined"
    if merged.text == GUIDE:
        assert not msgstr.strip()
        return "untranslated"
    before, after = GUIDE.split(MSGIDS[place])
    assert merged.text.startswith(before) or place == "title"
    assert merged.text.endswith(after)
    if place == "title":
        assert read_front_matter(merged.text) == {"title": fold(msgstr)}
        return "as is" if fold(msgstr) == msgstr else "escaped"
    written = merged.text[len(before) : len(merged.text) - len(after)]
    says = written.replace("\\|", "|") if place == "table cell" else written
    assert rendered(says) == rendered(fold(msgstr))
    return "as is" if written == msgstr else "escaped"


def skeleton(text: str) -> tuple[object, ...]:
    """Return the skeleton of a guide's body."""
    block = find_block(text, "guide.md")
    return read_skeleton(normalize_newlines(text[block.body if block else 0 :]))


def fold(msgstr: str) -> str:
    """Return a translation on one line, as it goes where the source has no hard break."""
    lines = [line.strip() for line in normalize_newlines(msgstr).strip().split("\n")]
    lines[:-1] = [re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1", line).strip() for line in lines[:-1]]
    folded = ""
    for line in filter(None, lines):
        folded += (soft_break(folded[-1:], line[:1]) if folded else "") + line
    return folded


def rendered(source: str) -> str:
    """Return what a person reads where a text block has ``source``: strikethrough is left out."""
    parser = MarkdownIt("commonmark").use(footnote_plugin, inline=False)
    return parser.renderInline(source)


def read_front_matter(text: str) -> object:
    """Return what the front matter of a guide says."""
    block = find_block(text, "guide.md")
    if block is None:
        return None
    front = block.span.of(text)
    return tomllib.loads(front) if block.dialect is Dialect.TOML else yaml.safe_load(front)
