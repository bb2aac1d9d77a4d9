"""Heading ids, checked against a real Hugo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import markdown
import pytest
from pymdownx.slugs import slugify

from l10n.markdown.headings import Heading, read_headings
from l10n.markdown.idstyle import IdStyle, make_id
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import syntax_of
from tests import hugo

CASES = Path(__file__).parent.parent / "data" / "markdown" / "headings.md"
CONFIG = """\
baseURL = "https://example.org/"
disableKinds = ["rss", "sitemap", "taxonomy", "term", "home", "section", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser]
autoHeadingIDType = "{style}"
"""
HOOK = "⟦{{ .Anchor }}⟧\n"


def headings(text: str, style: IdStyle = IdStyle.GITHUB) -> tuple[Heading, ...]:
    return read_headings(read_layout(text, 0), style)


def ids(text: str, style: IdStyle = IdStyle.GITHUB) -> list[str]:
    return [each.id for each in headings(text, style)]


def hugo_ids(site: Path, texts: dict[str, str], style: IdStyle) -> dict[str, list[str]]:
    """Build a page of each text; return the ids of its headings, in order."""
    files = {f"content/{name}.md": f"---\ntitle: x\n---\n{text}" for name, text in texts.items()}
    files["hugo.toml"] = CONFIG.format(style=style)
    files["layouts/single.html"] = "page {{ .Content }}"
    files["layouts/_markup/render-heading.html"] = HOOK
    hugo.write(site, files)
    out = hugo.build(site)
    return {name: re.findall(r"⟦(.*?)⟧", (out / name / "index.html").read_text()) for name in texts}


HUGO: Final = tuple(style for style in IdStyle if style.is_of_hugo)
MKDOCS: Final = """\
# Is it open?

## Is it open?

## Café & `code_x` -- now

## Another {#is-it-open_1}

## Is it open?

## Über uns: (alt) / neu

## 漢字

## 漢字

## *A* title_1 **of a "book"** and [a link `x`](y.md) ![map](m.png)--then

## A title 1

## title

## title_1
"""


def test_ids_are_those_of_mkdocs() -> None:
    shown = markdown.markdown(MKDOCS, extensions=["toc", "attr_list"])
    expected = re.findall(r"<h\d id=\"([^\"]*)\"", shown)
    found = read_headings(read_layout(MKDOCS, 0, syntax_of("mkdocs")), IdStyle.MKDOCS)
    assert [each.id for each in found] == expected
    slugs = {"toc": {"slugify": slugify(case="lower")}}
    shown = markdown.markdown(MKDOCS, extensions=["toc", "attr_list"], extension_configs=slugs)
    expected = re.findall(r"<h\d id=\"([^\"]*)\"", shown)
    found = read_headings(read_layout(MKDOCS, 0, syntax_of("mkdocs")), IdStyle.MKDOCS_UNICODE)
    assert [each.id for each in found] == expected


@pytest.mark.parametrize("style", HUGO)
def test_ids_are_those_of_hugo(tmp_path: Path, style: IdStyle) -> None:
    text = CASES.read_text()
    expected = hugo_ids(tmp_path, {"a": text}, style)["a"]
    found = headings(text, style)
    lines = text.split("\n")
    assert len(expected) > 100
    wrong = [
        (lines[ours.line - 1], ours.id, theirs)
        for ours, theirs in zip(found, expected, strict=True)
        if ours.id != theirs
    ]
    assert wrong == []


@pytest.mark.parametrize("corpus", ["hugodocs", "rustbook", "tramitit"])
def test_ids_of_real_guides_are_those_of_hugo(tmp_path: Path, corpus: str) -> None:
    root = os.environ.get("L10N_CORPORA")
    if not root:
        pytest.skip("needs the folder of corpora in L10N_CORPORA")
    texts = {
        f"p{number}": _body(path.read_text())
        for number, path in enumerate(sorted((Path(root) / corpus).rglob("*.md")))
    }
    expected = hugo_ids(tmp_path, texts, IdStyle.GITHUB)
    wrong = [
        (name, found, expected[name])
        for name in texts
        if (found := ids(texts[name])) != expected[name]
    ]
    print(f"{corpus}: {sum(map(len, expected.values()))} headings in {len(texts)} guides")
    assert wrong == []
    assert sum(map(len, expected.values())) > 500


SAID: Final = (
    "What's new?",
    "Café & tea - now",
    "हिन्दी भाषा",
    "2024 plan",
    "C++ / Go",
    "ÉCOLE",
    "日本語 テスト",
    "a_b",
    "!?",
)
MADE: Final = {
    # As the make's own code says; of the first one, kramdown is asked below.
    IdStyle.SLUGGER: "whats-new café--tea---now हिन्दी-भाषा 2024-plan c--go école 日本語-テスト a_b",
    IdStyle.MYST: "whats-new café--tea---now हनद-भष 2024-plan c--go école 日本語-テスト a_b",
    IdStyle.MDBOOK: "whats-new café--tea---now हनद-भष 2024-plan c--go École 日本語-テスト a_b",
    IdStyle.VITEPRESS: "what-s-new cafe-tea-now हिन्दी-भाषा _2024-plan c-go ecole 日本語-テスト a-b",
    IdStyle.ZOLA: "what-s-new cafe-tea-now ह-न-द-भ-ष 2024-plan c-go ecole 日本語-テスト a-b",
}


@pytest.mark.parametrize("style", MADE)
def test_ids_are_those_of_the_make(style: IdStyle) -> None:
    assert [make_id(each, style) for each in SAID] == [*MADE[style].split(" "), ""]
    # All that it says counts; Hugo leaves some out.
    text = "# A *b c `d`* [e *f*](g)\n# A\n# A\n"
    assert ids(text, style) == ["a-b-c-d-e-f", "a", "a-1"]


def test_ids_are_those_of_kramdown() -> None:
    script = (
        'require "kramdown"; require "kramdown-parser-gfm";'
        'puts Kramdown::Document.new(STDIN.read, input: "GFM").to_html'
    )
    text = "\n\n".join(f"## {each}" for each in (*SAID, "A *b* [c `d`](e)", "A", "A"))
    done = subprocess.run(
        [shutil.which("ruby") or pytest.skip("needs Ruby"), "-e", script],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    if "LoadError" in done.stderr:
        pytest.skip("needs kramdown-parser-gfm")
    assert re.findall(r"<h2 id=\"([^\"]*)\"", done.stdout) == [
        *filter(None, ids(text, IdStyle.SLUGGER))
    ]


def test_a_repeated_id_gets_the_first_free_number() -> None:
    assert ids("# a\n# a\n# a-1\n# a\n") == ["a", "a-1", "a-1-1", "a-2"]


def test_an_explicit_id_is_taken_and_blocks_others() -> None:
    assert ids("# a {#b .c}\n# b\n") == ["b", "b-1"]


def test_the_end_and_the_attributes_are_located() -> None:
    text = "# a ##  \r\n\r\n> # b {.c}\r\n\r\nd\r\n=\r\n"
    first, second, third = headings(text)
    assert (text[: first.end], first.attributes) == ("# a ##", None)
    assert second.attributes is not None
    assert second.attributes.of(text) == "{.c}"
    assert (text[: third.end].endswith("\r\n\r\nd"), third.line) == (True, 5)


def test_a_text_without_letters_still_has_an_id() -> None:
    assert [make_id("!?", style) for style in HUGO] == ["heading"] * 3


def _body(text: str) -> str:
    """Drop the front matter, and hide shortcodes: their output is the site's own."""
    found = re.match(
        r"---\n.*?\n---\n?|\+\+\+\n.*?\n\+\+\+\n?", text.removeprefix("\ufeff"), re.DOTALL
    )
    return text[found.end() if found else 0 :].replace("{{", "((")
