"""What Python-Markdown makes of texts with the extensions that MkDocs sites use, as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import markdown

_EXTENSIONS: Final = (
    "admonition",
    "attr_list",
    "def_list",
    "extra",
    "md_in_html",
    "pymdownx.arithmatex",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.tab",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "toc",
)


def _one_slug(_title: str, _separator: str) -> str:
    """Return what makes ids that follow from the headings' order alone."""
    return "section"


_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "pymdownx.tabbed": {"alternate_style": True},
    "toc": {"slugify": _one_slug},
}


_INCLUDE: Final = re.compile(r"^([ \t>]*)\{\*[^\n]*\*\}[ \t]*$", re.MULTILINE)
"""What mdx-include puts a file in the place of before anything is read."""


def to_html(texts: Sequence[str]) -> list[str]:
    """Return the HTML of each text."""
    parser = markdown.Markdown(extensions=list(_EXTENSIONS), extension_configs=_SETTINGS)
    return [parser.reset().convert(_INCLUDE.sub(_included, each)) for each in texts]


def _included(found: re.Match[str]) -> str:
    """Return a file's lines, which say what was to be included."""
    return f"\n{found[1]}```\n{found[0]}\n{found[1]}```\n"
