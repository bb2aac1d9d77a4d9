"""A careful translator of what Python-Markdown, kramdown and pulldown-cmark read, too."""

from __future__ import annotations

import re
from typing import Final

from tests.judges.translators import careful

_MORE: Final = re.compile(
    r"\[[^\]\[]*\]\[\]|(`+)(?!`).+?(?<!`)\1(?!`)"  # labels, code
    r"|\{\{[<%] *(highlight|hl)\b.*?\{\{[<%] */\2 *[%>]\}\}"
    r"|\$\$.+?\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]+?(?<!\s)\$(?!\w)|\\\(.+?\\\)|\\\[.+?\\\]"
    r"|\{\{.*?\}\}|\{%.*?%\}|\+\+(?:[\w+-]|\"[^\"]+\"|'[^']+')+\+\+|<[^>]*>",
    re.DOTALL,
)


def careful_of_all(msgid: str) -> str:
    """Return a text with another word for each word; formulas and keys are as they were, too."""
    pieces: list[str] = []
    position = 0
    for found in _MORE.finditer(msgid):
        pieces += (careful(msgid[position : found.start()]), found[0])
        position = found.end()
    return "".join((*pieces, careful(msgid[position:])))
