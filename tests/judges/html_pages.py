"""Ask the parsers whose answer is HTML, or that run in Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import pyromark
import pytest

from tests.html_tags import READ, read_tags
from tests.judges import python_markdown
from tests.judges.answer import Answer
from tests.judges.hugo_pages import build_pages
from tests.judges.myst_pages import ask_myst

_KRAMDOWN: Final = Path(__file__).parent / "kramdown.rb"
_WORDS: Final = READ | {"data-title"}
"""Attributes that hold text."""
_LISTING: Final = re.compile(
    r"\{% *highlight\b.*?%\}(.*?)\{% *endhighlight *%\}|\{% *comment *%\}.*?\{% *endcomment *%\}",
    re.DOTALL,
)
_TAG: Final = re.compile(r"\{%.*?%\}")
_OUTPUT: Final = re.compile(r"\{\{.*?\}\}")
_BASE: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)
_OPTIONS: Final = _BASE | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
_GITHUB: Final = _BASE | pyromark.Options.ENABLE_GFM | pyromark.Options.ENABLE_MATH
_VERBATIM: Final = frozenset(
    {"Code", "DisplayMath", "Html", "HardBreak", "InlineHtml", "InlineMath", "Rule"}
    | {"TaskListMarker"}
)
_CHOSEN: Final = frozenset({"Emphasis", "HardBreak", "Image", "Link", "Strikethrough", "Strong"})
"""What a translator may add and take away."""


_CODE: Final = frozenset({"pre", "script", "style"})
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
_FORMULA: Final = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)


class _Rows(HTMLParser):
    """Notes the tags of a page, in order, with code and formulas."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.depth = 0
        """How many open tags there are from one on that holds code."""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value for name, value in attrs if name not in _WORDS}
        self.rows.append({"type": tag, **kept})
        is_code = tag in _CODE or "arithmatex" in (kept.get("class") or "")
        if tag not in _VOID and (self.depth or is_code):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.rows.append({"type": f"/{tag}"})
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        said = [data] if self.depth else _FORMULA.findall(data)
        self.rows += ({"type": "code", "value": " ".join(each.split())} for each in said)

    def handle_comment(self, data: str) -> None:
        self.rows.append({"type": "comment", "value": " ".join(data.split())})


def ask_python_markdown(texts: Sequence[str]) -> list[Answer]:
    """Return what Python-Markdown reads in each text."""
    return [Answer(_rows(page)) for page in python_markdown.to_html(texts)]


def ask_kramdown(texts: Sequence[str]) -> list[Answer]:
    """Return what kramdown reads in each text when Liquid has read it before."""
    if (
        not shutil.which("ruby")
        or subprocess.run(["ruby", "-rkramdown-parser-gfm", "-e", ""]).returncode
    ):
        pytest.skip("needs kramdown (Debian: apt install ruby-kramdown-parser-gfm)")
    done = subprocess.run(
        ["ruby", str(_KRAMDOWN)],
        input="".join(f"{json.dumps(_without_liquid(each))}\n" for each in texts),
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(texts), done.stderr[-1_000:]
    return [
        Answer((*_rows(answer.get("html", "")), *_liquid(text)), answer.get("error", ""))
        for text, answer in zip(texts, answers, strict=True)
    ]


def _without_liquid(text: str) -> str:
    """Return a text with one word for what Liquid would put in; its tags leave nothing."""
    text = _LISTING.sub(lambda found: f"<pre>{found[1] or ''}</pre>", text)
    return _OUTPUT.sub(lambda found: f"liquid{crc32(found[0].encode())}", _TAG.sub("", text))


def _liquid(text: str) -> list[dict[str, Any]]:
    """Return the tags of Liquid, in any order: another language may need another one."""
    found = sorted([*_TAG.findall(text), *_OUTPUT.findall(text)])
    return [{"type": "code", "value": each} for each in found]


def ask_hugo(texts: Sequence[str]) -> list[Answer]:
    """Return what Hugo reads in each text."""
    return [Answer(_rows(page), error) for page, error in build_pages(texts)]


def ask_hugo_with_math(texts: Sequence[str]) -> list[Answer]:
    """Return what Hugo reads in each text where it passes formulas on."""
    pages = build_pages(texts, has_passthrough=True)
    return [Answer(_rows(page), error) for page, error in pages]


def ask_pulldown_cmark(texts: Sequence[str]) -> list[Answer]:
    """Return what pulldown-cmark reads in each text."""
    return [Answer(tuple(_events(each, _OPTIONS))) for each in texts]


def ask_pulldown_cmark_of_github(texts: Sequence[str]) -> list[Answer]:
    """Return what it reads with alerts and formulas, as GitHub does, too."""
    return [Answer(tuple(_events(each, _GITHUB))) for each in texts]


def _rows(page: str) -> tuple[dict[str, Any], ...]:
    return tuple(_Rows(page).rows)


def _events(text: str, options: pyromark.Options) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    verbatim = 0
    html = ""
    for event in pyromark.events(text, options=options):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in ("Start", "End"):
            kind = next(iter(value)) if isinstance(value, dict) else value
            verbatim += {"Start": 1, "End": -1}[name] * (kind in ("CodeBlock", "HtmlBlock"))
            if html:
                rows.append({"type": "Html", "value": read_tags(html)})
                html = ""
            rows.append({"type": f"{name} {kind}", "value": _without_words(value)})
        elif name == "Html":
            html += value
        elif name == "InlineHtml":
            rows.append({"type": name, "value": read_tags(value)})
        elif name in _VERBATIM or verbatim:
            said = " ".join(value.split()) if isinstance(value, str) else value
            rows.append({"type": name, "value": said})
    return rows


def _without_words(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, said),) = value.items()
    if isinstance(said, dict):
        said = {name: each for name, each in said.items() if name != "title"}
    return {kind: said}


_INLINE: Final = frozenset(
    {"a", "abbr", "bdi", "br", "code", "del", "em", "img", "kbd", "s", "span", "strong", "sup"}
)


_STUBS: Final = frozenset({"i"})
"""What a shortcode leaves that encloses nothing."""


def event_shape(answer: Answer) -> object:
    """Return the same of what pulldown-cmark reads."""
    rows = [row for row in answer.rows if row["type"].split()[-1] not in _CHOSEN]
    blocks = [row for row in rows if row["type"] not in _VERBATIM or row["type"] == "Rule"]
    return blocks, Counter(str(row) for row in rows if row["type"] in _VERBATIM)


def html_shape(answer: Answer) -> object:
    """Return what no translation may change: blocks, in order; code and formulas, in any."""
    rows = [row for row in answer.rows if row["type"].strip("/") not in _INLINE]
    blocks = [row for row in rows if "value" not in row and row["type"].strip("/") not in _STUBS]
    return blocks, Counter(str(row) for row in rows if "value" in row or row["type"] in _STUBS)


HTML_JUDGES: Final[dict[str, Callable[[Sequence[str]], list[Answer]]]] = {
    "hugo": ask_hugo,
    "hugo+math": ask_hugo_with_math,
    "github": ask_pulldown_cmark_of_github,
    "jekyll": ask_kramdown,
    "mdbook": ask_pulldown_cmark,
    "mkdocs": ask_python_markdown,
    "myst": ask_myst,
    "zola": ask_pulldown_cmark,
}
