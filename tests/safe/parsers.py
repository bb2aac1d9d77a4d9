"""Two other Markdown parsers, to hear what they see in a page."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

import cmarkgfm
import pyromark
from cmarkgfm.cmark import Options

from l10n.frontmatter.block import find_block
from l10n.markdown.shortcodes import find_shortcodes, mask
from l10n.safe.targets import find_hosts
from l10n.text import normalize_newlines
from tests.html_tags import read_tags

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_VERBATIM = frozenset({"CodeBlock"})
_ADDED = re.compile(r"</?(?:bdi|span)\b[^>]*>")
_HREF = re.compile(r'(?:href|src)="([^"]*)"')


def body_of(text: str) -> str:
    """Return a guide's body as a Markdown parser gets it: LF, shortcodes hidden."""
    block = find_block(text, "guide.md")
    body = normalize_newlines(text[block.body if block else 0 :])
    return mask(body, find_shortcodes(body))


def read_structure(text: str) -> list[str]:
    """Return the blocks that pulldown-cmark sees in a guide, with code and tags."""
    rows = []
    verbatim = False
    html = ""
    for event in pyromark.events(body_of(text), options=_OPTIONS):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in ("Start", "End"):
            rows += read_tags(html)
            html = ""
            kind = next(iter(value)) if isinstance(value, dict) else value
            if kind not in _INLINE:
                rows.append(f"{name} {value}")
                verbatim = kind in _VERBATIM and name == "Start"
        elif name == "Html":
            html += value
        elif name in ("Rule", "TaskListMarker") or verbatim:
            rows.append(f"{name} {value}")
    return rows


def read_links(text: str) -> Counter[str]:
    """Return the destinations and inline HTML that pulldown-cmark sees in a guide."""
    return Counter(_links(text))


def _links(text: str) -> Iterator[str]:
    for event in pyromark.events(body_of(text), options=_OPTIONS):
        if not isinstance(event, dict):
            continue
        for name, value in event.items():
            if name == "InlineHtml" and not _ADDED.fullmatch(value):
                yield value
            elif name == "Start" and isinstance(value, dict):
                link = value.get("Link") or value.get("Image")
                if link:
                    yield link["dest_url"]


def read_hosts(text: str) -> frozenset[str]:
    """Return the hosts that a page links to where bare addresses are links too."""
    page = cmarkgfm.github_flavored_markdown_to_html(body_of(text), Options.CMARK_OPT_UNSAFE)
    return find_hosts(" ".join(unquote(html.unescape(each)) for each in _HREF.findall(page)))
