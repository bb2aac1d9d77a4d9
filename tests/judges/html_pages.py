"""Ask the parsers whose answer is HTML, or that run in Python."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pyromark
import pytest

from tests.judges import python_markdown
from tests.judges.answer import Answer

_KRAMDOWN: Final = Path(__file__).parent / "kramdown.rb"
_WORDS: Final = frozenset({"alt", "title", "data-title"})
"""Attributes that hold text."""
_TAG: Final = re.compile(r"\{%.*?%\}")
_OUTPUT: Final = re.compile(r"\{\{.*?\}\}")
_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_VERBATIM: Final = frozenset({"Code", "Html", "InlineHtml", "Rule", "HardBreak", "TaskListMarker"})


class _Rows(HTMLParser):
    """Notes the tags of a page, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value for name, value in attrs if name not in _WORDS}
        self.rows.append({"type": tag, **kept})

    def handle_endtag(self, tag: str) -> None:
        self.rows.append({"type": f"/{tag}"})

    def handle_comment(self, data: str) -> None:
        self.rows.append({"type": "comment", "value": " ".join(data.split())})


def ask_python_markdown(texts: Sequence[str]) -> list[Answer]:
    """Return what Python-Markdown reads in each text."""
    return [_tags(page) for page in python_markdown.to_html(texts)]


def ask_kramdown(texts: Sequence[str]) -> list[Answer]:
    """Return what kramdown reads in each text, and after Liquid has taken its tags away."""
    if not shutil.which("ruby") or subprocess.run(["ruby", "-rkramdown", "-e", ""]).returncode:
        pytest.skip("needs kramdown (Debian: apt install ruby-kramdown)")
    filled = [_OUTPUT.sub("word", _TAG.sub("", each)) for each in texts]
    done = subprocess.run(
        ["ruby", str(_KRAMDOWN)],
        input="".join(f"{json.dumps(each)}\n" for each in (*texts, *filled)),
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 2 * len(texts), done.stderr[-1_000:]
    read = [Answer(error=each["error"]) if "error" in each else _tags(each["html"]) for each in answers]
    return [
        Answer((*raw.rows, *full.rows), raw.error or full.error)
        for raw, full in zip(read[: len(texts)], read[len(texts) :], strict=True)
    ]


def ask_pulldown_cmark(texts: Sequence[str]) -> list[Answer]:
    """Return what pulldown-cmark reads in each text."""
    return [Answer(tuple(_events(each))) for each in texts]


def _tags(page: str) -> Answer:
    return Answer(tuple(_Rows(page).rows))


def _events(text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    verbatim = 0
    for event in pyromark.events(text, options=_OPTIONS):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in ("Start", "End"):
            kind = next(iter(value)) if isinstance(value, dict) else value
            verbatim += {"Start": 1, "End": -1}[name] * (kind in ("CodeBlock", "HtmlBlock"))
            rows.append({"type": f"{name} {kind}", "value": _without_words(value)})
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


HTML_JUDGES: Final[dict[str, Callable[[Sequence[str]], list[Answer]]]] = {
    "jekyll": ask_kramdown,
    "mdbook": ask_pulldown_cmark,
    "mkdocs": ask_python_markdown,
    "zola": ask_pulldown_cmark,
}
