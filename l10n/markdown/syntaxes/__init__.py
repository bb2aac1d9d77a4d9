"""Syntaxes: the dialects of Markdown that site generators read, one a file."""

from __future__ import annotations

from collections.abc import Iterable
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


class Feature(StrEnum):
    """What a site's settings change in a syntax."""

    MATH = "math"
    NO_TITLES = "no-titles"
    CODE_COMMENTS = "code-comments"


def with_features(name: str, features: Iterable[Feature]) -> str:
    """Return the name of a syntax with these features."""
    return "+".join((name, *features))


@cache
def syntax_of(name: str) -> Syntax:
    """Return the syntax of this name; the default one for an empty or unknown name."""
    bare, *features = name.split("+")
    found = next((each.SYNTAX for each in _ALL if each.SYNTAX.name == bare), DEFAULT)
    if Feature.MATH in features and MATH not in found.spans:
        found = _with_math(found)
    if Feature.NO_TITLES in features:
        found = replace(found, has_titles=False)
    if Feature.CODE_COMMENTS in features:
        found = replace(found, has_comments=True)
    return found


def _with_math(found: Syntax) -> Syntax:
    return replace(
        found,
        spans=(*found.spans, MATH),
        blocks=(*found.blocks, *MATH_BLOCKS),
        signs=f"{found.signs}$\\",
        refused=f"{found.refused}|{MATH_SIGNS}".removeprefix("|"),
    )
