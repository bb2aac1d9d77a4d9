"""Syntaxes: the dialects of Markdown that site generators read, one a file."""

from __future__ import annotations

from dataclasses import replace
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
_NO_HTML: Final = "-html"


def with_math(name: str) -> str:
    """Return the name of a syntax that reads mathematics, too."""
    return f"{name}{_MATH}"


def without_html(name: str) -> str:
    """Return the name of a syntax in which HTML is left alone."""
    return f"{name}{_NO_HTML}"


@cache
def syntax_of(name: str) -> Syntax:
    """Return the syntax of this name; the default one for an empty or unknown name."""
    if name.endswith(_NO_HTML):
        return replace(syntax_of(name.removesuffix(_NO_HTML)), reads_html=False)
    bare = name.removesuffix(_MATH)
    found = next((each.SYNTAX for each in _ALL if each.SYNTAX.name == bare), DEFAULT)
    if bare == name or MATH in found.spans:
        return found
    return replace(
        found,
        spans=(*found.spans, MATH),
        blocks=(*found.blocks, *MATH_BLOCKS),
        signs=f"{found.signs}$\\",
        refused=f"{found.refused}|{MATH_SIGNS}".removeprefix("|"),
    )
