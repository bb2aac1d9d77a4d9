"""MkDocs: Python-Markdown with the PyMdown extensions."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import (
    ABBREVIATION,
    HELD,
    HOLDS_MARKDOWN,
    MATH,
    MATH_BLOCKS,
    MATH_SIGNS,
    Syntax,
)

_CLASSES: Final = (
    r"(?:!!!|\?\?\?\+?)[ \t]*[A-Za-z][\w-]*(?:[ \t]+[\w-]+)+"
    r"(?:[ \t]+\"(?P<admonition>[^\"\n]*)\")?"
)
# What stands behind the name of these is for the site's program.
_SETTINGS: Final = r"/{3,}[ \t]*(?:html|define|fancylists|(?:[\w-]+-)?caption)[ \t]*\|[^\n]*"
_BLOCK: Final = r"/{3,}(?:[ \t]*[\w-]+(?:[ \t]*\|[ \t]*(?P<block>[^\n]*[^\s]))?)?"
_ATTRIBUTES: Final = (
    r"(?P<attributes>(?<=[^\s{])\{[ \t]*[.#\w][^{}\n]*\}|\{(?::|[ \t]*[.#])[^{}\n]*\})"
)
_ICON: Final = r"(?P<icon>:[a-z][a-z0-9_+-]*(?:-[a-z0-9_+-]+)*:)"
_KEY: Final = r"(?:[\w-]+|\"(?:\\.|[^\"\\\n])+\"|'(?:\\.|[^'\\\n])+')"
_PRESSED: Final = rf"\+\+(?:{_KEY}\+)*{_KEY}\+\+"
_KEYS: Final = rf"(?P<keys>{_PRESSED})"
# Tags cannot be escaped; a list of attributes may end a heading, a term or a cell, and begins at
# the first brace that is open there.
_BRACE: Final = r"\{[^{}\n]*\}|(?<!\\)\{(?=[^{}\n]*$)"
# What begins on one line may go on to where a formula of another one ends.
_FORMULA: Final = rf"{MATH_SIGNS}|\\\((?=[^\n]*\n)"
# Unlike kramdown, Python-Markdown takes a line for an abbreviation also with a blank in it.
_ABBREVIATION: Final = r"(?:^|(?<=\n))[ \t]*\*\[[^\n]+\] :"
_REFUSED: Final = rf"{_FORMULA}|<[A-Za-z/!?]|{_BRACE}|-8<-|`|\[TOC\]|{_PRESSED}|{_ABBREVIATION}"

SYNTAX: Final = Syntax(
    "mkdocs",
    lines=(
        ABBREVIATION,
        HOLDS_MARKDOWN,
        HELD,
        _CLASSES,
        _SETTINGS,
        _BLOCK,
        r"\[TOC\]",
        r"\{![^\n]*!\}",
        r"\{[ \t]*[.#][^{}\n]*\}",
    ),
    spans=(
        MATH,
        _ATTRIBUTES,
        _ICON,
        _KEYS,
    ),
    blocks=MATH_BLOCKS,
    signs="$\\:+",
    refused=_REFUSED,
    has_code_bars=True,
    has_loose_terms=True,
    closes_html=True,
    has_deep_fences=True,
    has_names=True,
    has_plain_metadata=True,
    ends_notes=True,
    has_tight_headings=True,
    underlines_lines=False,
)
