"""Syntaxes: the dialects of Markdown that site generators read, one a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from l10n.markdown.syntaxes import (
    data,
    github,
    html,
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
from l10n.markdown.syntaxes.syntax import MATH, MATH_BLOCKS, RAW_SIGNS, Syntax

_ALL: Final = (hugo, github, mdx, vitepress, mkdocs, jekyll, mdbook, zola, myst, learn)
SYNTAXES: Final = tuple(each.SYNTAX.name for each in _ALL)
"""Their names; the first is that of a site that names none."""

DEFAULT: Final = hugo.SYNTAX
DATA: Final = data.SYNTAX.name
"""The syntax of what is no guide; no site names it."""
_MATH: Final = "+math"
_NO_HTML: Final = "-html"
_NO_TITLES: Final = "-titles"
_COMMENTS: Final = "+comments"
_TEXTS: Final = "+texts "
_ADDED: Final = re.compile("[+-]")
_ADDITION: Final = re.compile("[+-][a-z]+")


def base_name(name: str) -> str:
    """Return the name of a syntax without what was added to it."""
    return _ADDED.split(name, maxsplit=1)[0]


def like(name: str, other: str) -> str:
    """Return the name of a syntax with all that was added to another one."""
    return name + other[len(base_name(other)) :]


def has_math(name: str) -> bool:
    """Return whether the syntax of this name reads mathematics, too."""
    return name[len(base_name(name)) :].startswith(_MATH)


def with_math(name: str) -> str:
    """Return the name of a syntax that reads mathematics, too."""
    base = base_name(name)
    return f"{base}{_MATH}{name[len(base) :].removeprefix(_MATH)}"


def without_math(name: str) -> str:
    """Return the name of the syntax that reads no mathematics."""
    base = base_name(name)
    return base + name[len(base) :].removeprefix(_MATH)


def without_html(name: str) -> str:
    """Return the name of a syntax in which HTML is left alone."""
    return f"{name}{_NO_HTML}"


def without_titles(name: str) -> str:
    """Return the name of a syntax in which titles of definitions and of code are left alone."""
    return f"{name}{_NO_TITLES}"


def with_comments(name: str) -> str:
    """Return the name of a syntax in which comments in code are texts, too."""
    return f"{name}{_COMMENTS}"


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
    signs = f"{found.signs}<" if components else found.signs
    return replace(found, shortcodes=shortcodes, components=components, signs=signs)


def _syntax_of(name: str) -> Syntax:
    base = base_name(name)
    added = _ADDITION.findall(name, len(base))
    found = next((each.SYNTAX for each in (*_ALL, data, html) if each.SYNTAX.name == base), DEFAULT)
    found = replace(
        found,
        reads_html=_NO_HTML not in added,
        has_titles=_NO_TITLES not in added,
        has_comments=_COMMENTS in added,
    )
    if _MATH not in added or MATH in found.spans:
        return found
    return replace(
        found,
        spans=(*found.spans, MATH),
        blocks=(*found.blocks, *MATH_BLOCKS),
        signs=f"{found.signs}$\\",
        refused=f"{RAW_SIGNS}|{found.refused}".removesuffix("|"),
    )
