"""What a piece of a page is called, when merging would write something else in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.fit.pieces import Piece
from l10n.markdown.segments import Layout

TEXT: Final = "text"
CODE: Final = "code"
COMMENT: Final = "comment"
HTML: Final = "html"
SHORTCODE: Final = "shortcode"
DEFINITION: Final = "definition"
HEADING_ID: Final = "heading-id"
STYLE: Final = "style"

KINDS: Final[Mapping[str, str]] = {
    TEXT: "text",
    CODE: "code",
    COMMENT: "HTML comment",
    HTML: "HTML",
    SHORTCODE: "shortcode",
    DEFINITION: "link definition",
    HEADING_ID: "id of a heading",
    STYLE: "list signs, blank lines and the like",
}
"""What each kind is called for people."""

_ID: Final = re.compile(r"[ \t]*#*[ \t]*\{[^{}\n]*\}[ \t]*\n?")
_SIGNS: Final = (
    (re.compile(r"[ \t>]*<!--"), COMMENT),
    (re.compile(r"[ \t>]*</?[A-Za-z]"), HTML),
    (re.compile(r".*\{\{|.*\{%"), SHORTCODE),
    (re.compile(r"[ \t>]*\[[^\]]+\]:"), DEFINITION),
)
_WORD: Final = re.compile(r"[^\W\d_]")


def kind_of(piece: Piece, blocks: Mapping[int, str], line: int) -> str:
    """Return the kind of a piece at a line of its guide; ``blocks`` are from ``read_blocks``."""
    if piece.kind:
        return TEXT
    if _ID.fullmatch(piece.says) and "#" in piece.says:
        return HEADING_ID
    if found := blocks.get(line):
        is_comment = found == HTML and _SIGNS[0][0].match(piece.says)
        return COMMENT if is_comment else found
    if not _WORD.search(piece.says):
        return STYLE
    return next((kind for sign, kind in _SIGNS if sign.match(piece.says)), STYLE)


def read_blocks(layout: Layout, first_line: int) -> dict[int, str]:
    """Return which lines of a guide are code and HTML; its body begins at ``first_line``."""
    return dict(_blocks(layout, first_line))


def _blocks(layout: Layout, first_line: int) -> Iterator[tuple[int, str]]:
    kinds = {"fence": CODE, "code_block": CODE, "html_block": HTML}
    for token in layout.parsed.tokens:
        if token.type in kinds and token.map:
            for line in range(*token.map):
                yield first_line + line, kinds[token.type]
