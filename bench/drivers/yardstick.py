"""The yardstick: markdown-it-py parses the bodies of the guides of a folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from markdown_it import MarkdownIt

from bench.drivers.clock import time_each

_FRONT_MATTER = re.compile(r"---\n.*?^---\n", re.MULTILINE | re.DOTALL)


def main(folder: str) -> None:
    """Read every guide, then time the parsing alone."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("*.md"))]
    parser = MarkdownIt("commonmark").enable("table")
    time_each(parser.parse, [_body(text) for text in texts])


def _body(text: str) -> str:
    found = _FRONT_MATTER.match(text)
    return text[found.end() :] if found else text


if __name__ == "__main__":
    main(*sys.argv[1:])
