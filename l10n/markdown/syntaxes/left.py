"""What components enclose that a site says is no text: it comes back letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from l10n.html.names import BODY
from l10n.markdown.syntaxes.syntax import CODE, Syntax
from l10n.text import Span

_IN_TAG: Final = r"(?>\"[^\"]*+\"|'[^']*+'|\{(?>[^{}]|\{[^{}]*+\})*+\}|[^<>{}\"'])*+"


def find_left(text: str, syntax: Syntax) -> Iterator[Span]:
    """Yield what stands between the outermost of these tags, in order; none in code begins one."""
    pattern = _tags(syntax)
    if pattern is None:
        return
    opened: dict[str, list[int]] = {}
    pairs: list[Span] = []
    for tag in pattern.finditer(text):
        if tag["name"] is None or tag["inside"].endswith("/"):
            continue
        starts = opened.setdefault(tag["name"], [])
        if not tag["close"]:
            starts.append(tag.end())
        elif starts:
            pairs.append(Span(starts.pop(), tag.start()))
    end = 0
    for pair in sorted(pairs):
        if pair.start >= end and pair.of(text).strip():
            yield pair
            end = pair.end


@cache
def _tags(syntax: Syntax) -> re.Pattern[str] | None:
    names = [name for name, texts in syntax.components.items() if BODY not in texts]
    if not names:
        return None
    either = "|".join(map(re.escape, names))
    tag = rf"<(?P<close>/?)(?P<name>{either})(?=[\s/>])(?P<inside>{_IN_TAG})>"
    return re.compile(rf"{CODE}|{tag}", re.MULTILINE)
