"""The skeleton of a Markdown text: all that a translation must leave as it is."""

from __future__ import annotations

from typing import TypeAlias

from l10n.markdown.blocks import read_blocks
from l10n.markdown.lines import split_block
from l10n.markdown.segments import Parsed, parse_body
from l10n.markdown.shortcodes import mask

Skeleton: TypeAlias = tuple[tuple[str, ...], ...]
"""One row a block event, in document order; equal skeletons mean the same structure."""


def read_skeleton(text: str) -> Skeleton:
    """Return the skeleton of a Markdown body: blocks, nesting, code, HTML, line syntax.

    What stands between the parts of a text block (shortcode lines, alert and task markers,
    attribute lists) belongs to it; the text itself does not.
    """
    return skeleton_of(parse_body(text))


def skeleton_of(parsed: Parsed) -> Skeleton:
    """Return the skeleton of a parsed body."""
    rows: list[tuple[str, ...]] = []
    for token in parsed.tokens:
        content = token.content if token.type in ("fence", "code_block", "html_block") else ""
        attributes = " ".join(f"{name}={value}" for name, value in token.attrs.items())
        rows.append(
            (
                token.type,
                token.tag,
                str(token.level),
                token.markup,
                token.info,
                attributes,
                "tight" if token.hidden else "",
                str(token.meta.get("label", "")),
                content,
                "text" if token.type == "inline" and token.content else "",
            )
        )
    definitions = parsed.environment.get("references", {})
    rows += [(label, str(each["href"]), str(each["title"])) for label, each in definitions.items()]
    return (*rows, *_line_syntax(parsed))


def _line_syntax(parsed: Parsed) -> Skeleton:
    """Return what is block syntax inside text blocks, one row a block that has any."""
    rows = []
    for block in read_blocks(mask(parsed.text, parsed.shortcodes), parsed.tokens).texts:
        parts = list(split_block(parsed.text, parsed.shortcodes, block))
        position = block.lines[0].start
        between = []
        for part in parts:
            between.append(parsed.text[position : part.lines[0].start].strip())
            position = part.lines[-1].end
        between.append(parsed.text[position : block.lines[-1].end].strip())
        if any(between):
            rows.append((block.kind, *between))
    return tuple(rows)
