"""A rule of the block parser: lines like ``Title: Fees`` that a page begins with, as MkDocs reads.

They end at a blank line, or at one that is no more of the same.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from l10n.markdown.syntaxes.structure import Structure, push_structure
from l10n.text import Span

_SHOWN: Final = ("title", "description", "summary", "subtitle")
_OTHERS: Final = ("authors?", "date", "template", "hide", "slug", "status", "tags", "icon")
# MkDocs, utils/meta.py: any name will do; a first line with another one is more likely a sentence.
BEGINS: Final = re.compile(rf" {{0,3}}(?:{'|'.join((*_SHOWN, *_OTHERS))}):", re.IGNORECASE)
_LINE: Final = re.compile(
    r" {0,3}(?P<name>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE
)
_MORE: Final = re.compile(r"(?: {4}|\t)")


def teach_metadata(parser: MarkdownIt) -> None:
    """Give a block parser the rule, before all others."""
    parser.block.ruler.before("table", "metadata", _metadata)


def _metadata(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or start or not BEGINS.match(state.src):
        return False
    line = 0
    while line < end and (found := _LINE.match(state.src, state.bMarks[line], state.eMarks[line])):
        after = line + 1
        while after < end and _MORE.match(state.src, state.bMarks[after], state.eMarks[after]):
            after += 1
        name = found["name"].lower()
        is_text = name in _SHOWN and found["value"] and after == line + 1
        title = Span(*found.span("value")) if is_text else None
        push_structure(state, line, Structure(after, title, name if title else ""))
        line = after
    state.line = line
    return True
