"""Ask the parser of MyST: markdown-it-py, with the plugins that myst-parser gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

from tests.html_tags import read_tags
from tests.judges.answer import Answer

_OPTION: Final = re.compile(r":[\w-]+:(?: .*)?")
_NAME: Final = re.compile(r"\s*(\{[^{}]*\})?")
_OF_MARKDOWN: Final = re.compile(
    r"\s*\{(?:admonition|attention|figure|important|note|seealso|tab-item|tab-set|tip|versionadded"
    r"|versionchanged|warning)\}"
)
_VERBATIM: Final = frozenset(
    {"amsmath", "code_block", "code_inline", "fence", "html_block", "html_inline", "math_block"}
    | {"math_block_label", "math_inline", "math_inline_double", "math_single", "myst_block_break"}
    | {"myst_line_comment", "myst_role", "myst_target", "substitution_block"}
    | {"substitution_inline", "footnote_ref"}
)
_CHOSEN: Final = frozenset({"em", "strong", "link", "image", "hardbreak", "s"})
_ATTRIBUTES: Final = ("href", "src", "start", "style", "class", "id")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (myst_block_plugin, myst_role_plugin, amsmath_plugin):
        parser.use(plugin)
    # As a site sets it (dmath_double_inline) that writes $$a$$ in a line: else a formula begins
    # at the last sign of it, and the words up to the next one are no words.
    parser.use(dollarmath_plugin, double_inline=True)
    for plugin in (colon_fence_plugin, deflist_plugin, footnote_plugin, substitution_plugin):
        parser.use(plugin)
    return parser


def ask_myst(texts: Sequence[str]) -> list[Answer]:
    """Return what MyST reads in each text."""
    return [Answer(tuple(_rows(_parser().parse(each)))) for each in texts]


def _rows(tokens: Sequence[Token]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        is_fence = token.type == "fence" and _OF_MARKDOWN.match(token.info)
        if token.type == "colon_fence" or is_fence:
            yield from _directive(token)
        elif token.type == "inline":
            yield from _rows(token.children or ())
        elif token.type not in ("text", "softbreak"):
            row: dict[str, Any] = {"type": token.type, "tag": token.tag}
            row |= {name: token.attrs[name] for name in _ATTRIBUTES if name in token.attrs}
            if token.type in _VERBATIM:
                is_html = token.type in ("html_block", "html_inline")
                said = str(read_tags(token.content)) if is_html else token.content
                row["value"] = " ".join(said.split()), str(token.meta), token.info
            yield row


def _directive(token: Token) -> Iterator[dict[str, Any]]:
    """Yield the rows of a directive: its name and its options, then what it encloses."""
    found = _NAME.match(token.info)
    lines = token.content.split("\n")
    count = next((n for n, each in enumerate(lines) if not _OPTION.fullmatch(each)), len(lines))
    yield {"type": "directive", "value": (found[0].strip() if found else "", *lines[:count])}
    yield from _rows(_parser().parse("\n".join(lines[count:])))
    yield {"type": "/directive"}


def myst_shape(answer: Answer) -> object:
    """Return what no translation may change: blocks, in order; roles and the like, in any."""
    rows = [row for row in answer.rows if row["type"].removesuffix("_open") not in _CHOSEN]
    rows = [row for row in rows if row["type"].removesuffix("_close") not in _CHOSEN]
    inline = ("inline", "role", "ref")
    phrases = sorted(str(row) for row in rows if row["type"].endswith(inline))
    return [row for row in rows if not row["type"].endswith(inline)], phrases
