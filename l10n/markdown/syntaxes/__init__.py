"""Syntaxes: the dialects of Markdown that site generators read, one a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Final

from l10n.markdown.syntaxes import (
    github,
    hugo,
    jekyll,
    learn,
    mdbook,
    mdx,
    mkdocs,
    myst,
    vitepress,
    zola,
)
from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, MATH_SIGNS, Syntax

_ALL: Final = (hugo, github, mdx, vitepress, mkdocs, jekyll, mdbook, zola, myst, learn)
SYNTAXES: Final = tuple(each.SYNTAX.name for each in _ALL)
"""Their names; the first is that of a site that names none."""

DEFAULT: Final = hugo.SYNTAX
_MATH: Final = "+math"
_TEXTS: Final = "+texts "


class Feature(StrEnum):
    """What a site's settings change in any syntax."""

    NO_TITLES = "no-titles"
    CODE_COMMENTS = "code-comments"


def with_features(name: str, features: Iterable[Feature]) -> str:
    """Return the name of a syntax with these features."""
    bare = base_name(name)
    return "".join((bare, *(f"+{each}" for each in features), name[len(bare) :]))


def has_math(name: str) -> bool:
    """Return whether the syntax of this name reads mathematics, too."""
    return name.partition(_TEXTS)[0].endswith(_MATH)


def with_math(name: str) -> str:
    """Return the name of a syntax that reads mathematics, too."""
    head, sign, texts = without_math(name).partition(_TEXTS)
    return f"{head}{_MATH}{sign}{texts}"


def without_math(name: str) -> str:
    """Return the name of the syntax that reads no mathematics."""
    head, sign, texts = name.partition(_TEXTS)
    return f"{head.removesuffix(_MATH)}{sign}{texts}"


def like(name: str, other: str) -> str:
    """Return the name of a syntax with all that was added to another one."""
    return name + other[len(base_name(other)) :]


def base_name(name: str) -> str:
    """Return the name of a syntax without what was added to it."""
    return name.partition("+")[0]


def with_texts(
    name: str, shortcodes: Mapping[str, Iterable[str]], components: Mapping[str, Iterable[str]]
) -> str:
    """Return the name of a syntax in which these are the texts in shortcodes and components."""
    if not shortcodes and not components:
        return name
    said = [
        {tag: sorted(texts) for tag, texts in each.items()} for each in (shortcodes, components)
    ]
    return f"{name}{_TEXTS}{json.dumps(said)}"


@cache
def syntax_of(name: str) -> Syntax:
    """Return the syntax of this name; the default one for an empty or unknown name."""
    name, _, said = name.partition(_TEXTS)
    found = _syntax_of(name)
    if not said:
        return found
    shortcodes, components = (
        {tag: frozenset(texts) for tag, texts in each.items()} for each in json.loads(said)
    )
    return replace(found, shortcodes=shortcodes, components=components)


def _syntax_of(name: str) -> Syntax:
    bare, *features = name.removesuffix(_MATH).split("+")
    found = next((each.SYNTAX for each in _ALL if each.SYNTAX.name == bare), DEFAULT)
    if Feature.NO_TITLES in features:
        found = replace(found, has_titles=False)
    if Feature.CODE_COMMENTS in features:
        found = replace(found, has_comments=True)
    if not name.endswith(_MATH) or MATH in found.spans:
        return found
    return replace(
        found,
        spans=(*found.spans, MATH),
        blocks=(*found.blocks, *MATH_BLOCKS),
        signs=f"{found.signs}$\\",
        refused=f"{found.refused}|{MATH_SIGNS}".removeprefix("|"),
    )
