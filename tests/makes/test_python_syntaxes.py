"""What MkDocs, Jekyll, Zola and mdBook read in a page, a translation leaves as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random
from typing import Final, NamedTuple

import pytest

from l10n.errors import L10nError
from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Segment
from l10n.merge import merge_guide
from l10n.text import BOM
from tests.cases import read_cases
from tests.documents import corpora_folder
from tests.judges.ask import ask
from tests.judges.html_pages import html_shape
from tests.judges.kept import careful_of_all
from tests.judges.pages import Page, find_differences, translate_page, whole_shape
from tests.judges.python_documents import random_page
from tests.judges.translators import hostile, naive

_SOAK: Final = os.environ.get("L10N_PROFILE") == "soak"
_RANDOM: Final = ("mkdocs", "jekyll")
_MANY: Final = 20_000 if _SOAK else 200
_BATCH: Final = 200
_EVERY: Final = 1 if _SOAK else 10
_CASES: Final = ("mkdocs", "jekyll", "zola", "mdbook", "myst", "learn", "github", "hugo")
_JUDGED: Final = ("mkdocs", "jekyll", "zola", "mdbook", "hugo", "github", "myst")


class Corpus(NamedTuple):
    """A site's folder, and its syntax."""

    folder: str
    syntax: str


CORPORA: Final = {
    "fastapi": Corpus("docs/en/docs", "mkdocs"),
    "just-the-docs": Corpus("", "jekyll"),
    "zola": Corpus("docs/content", "zola"),
    "rustbook": Corpus("", "mdbook"),
}


def _careful(segment: Segment, _extraction: Extraction) -> str:
    return careful_of_all(segment.msgid)


def _naive(segment: Segment, extraction: Extraction) -> str:
    return naive(segment.msgid, extraction.labels)


_TRANSLATORS: Final = {"careful": _careful, "naive": _naive}


def _shown(text: str, syntax: str) -> str:
    """Return each text for translators on a line, after its kind."""
    segments = extract_guide(Guide("a.md", "en", "a", text, syntax=syntax), ()).segments
    return "".join(f"{each.kind}: {each.msgid}".replace("\n", "⏎") + "\n" for each in segments)


def _cases(syntax: str) -> list[tuple[str, ...]]:
    return read_cases(f"{syntax}.md", texts=3)


@pytest.mark.parametrize(
    ("syntax", "title", "source", "texts", "merged"),
    [(syntax, *case) for syntax in _CASES for case in _cases(syntax)],
)
def test_structure_is_not_for_translators(
    syntax: str, title: str, source: str, texts: str, merged: str
) -> None:
    assert _shown(source, syntax) == texts
    page = translate_page(title, source, syntax, _careful)
    assert page.merged == merged
    assert page.quarantined == ()


@pytest.mark.parametrize("syntax", _JUDGED)
def test_its_parser_agrees(syntax: str) -> None:
    pages = [
        translate_page(title, source, syntax, _careful) for title, source, *_ in _cases(syntax)
    ]
    assert find_differences(syntax, pages, whole_shape) == []


_FORMULA: Final = "The fee is $f_i + f_j$ for them."
_TAGGED: Final = "Pay {% if fee %}twenty{% endif %} in {{ page.town }}."


@pytest.mark.parametrize(
    ("syntax", "msgid", "msgstr", "reason"),
    [
        (
            "hugo+math",
            _FORMULA,
            "Die Gebühr ist $f\\_i + f\\_j$.",
            "formula $f_i + f_j$ is missing",
        ),
        ("hugo+math", _FORMULA, "Die Gebühr steht dort.", "formula $f_i + f_j$ is missing"),
        ("mkdocs", _FORMULA, "Die Gebühr ist $f_j + f_i$.", "formula $f_i + f_j$ is missing"),
        ("jekyll", _TAGGED, "Zahlen {% wenn fee %}20{% endif %}.", "{% if fee %}"),
        ("jekyll", _TAGGED, "Zahlen {% if fee %}20{% endif %}.", "{{ page.town }} is missing"),
        ("hugo", _TAGGED, "Zahlen Sie heute.", "{{ page.town }} are missing"),
        ("zola", _TAGGED, "Zahlen Sie heute.", "{{ page.town }} are missing"),
    ],
)
def test_what_has_to_come_back_is_missed(syntax: str, msgid: str, msgstr: str, reason: str) -> None:
    page = translate_page("a.md", f"{msgid}\n", syntax, lambda *_: msgstr)
    assert page.merged == page.source
    assert [reason in each.reason for each in page.quarantined] == [True]


def test_a_formula_that_came_back_is_published() -> None:
    page = translate_page("a.md", f"{_FORMULA}\n", "hugo+math", lambda *_: "Es ist $f_i + f_j$.")
    assert page.merged == "Es ist $f_i + f_j$.\n"


_REFUSED: Final = {
    "mkdocs": (
        "{{ site.secret }}",
        "{% include x %}",
        '--8<-- "/etc/passwd"',
        "{* x *}",
        "{! x !}",
        "{: onclick=x }",
        "{ onclick=x }",
        "{ .x onclick=x }",
        "$$x$$",
        "$x$",
        "\\(x\\)",
        "\\<script>",
        "\\<b onclick=x>",
    ),
    "jekyll": (
        "{{ site.secret }}",
        "{% include x %}",
        "{: onclick=x }",
        "{::options parse_block_html='true' /}",
        "$$x$$",
        "$$",
    ),
    "zola": ("{{ secret() }}", "{% secret() %}"),
    "mdbook": ("{{#include /etc/passwd}}",),
    "vitepress": ("{{ secret }}",),
    "learn": ("[!INCLUDE [x](/etc/passwd)]",),
    "myst": ("{eval-rst}`x`", "{{ secret }}", "$x$"),
    "github": ("$x$", "$$x$$"),
    "hugo+math": ("$x$", "$$x$$", "{{ x }}"),
}
_LINES: Final = {
    "mkdocs": ("!!! note", '=== "x"', "/// note", "# x", "#x", "[TOC]", ":   x", "*[a]: x"),
    "jekyll": ("#x", "{:toc}", ": x", "*[a]: x", "| a | b |"),
    "learn": (':::code source="/etc/passwd":::',),
    "vitepress": ("<<< @/x", "::: tip", "[[toc]]"),
    "myst": (":::{include} x", "(x)=", "% x"),
}
_PLACES: Final = (
    "{}\n",
    "# {}\n",
    "A heading\n\n- {}\n",
    "> {}\n",
    "| a | b |\n|---|---|\n| c | {} |\n",
    "A term\n: {}\n",
)
_SAID: Final = "Ask at the office"
_SHAPES: Final = ("{0}", "Frage {0}", "{0} Frage", "Frage\n{0}", "Frage{0}")


def _with_added(syntax: str, added: str) -> Iterator[Page]:
    for place in _PLACES:
        for shape in _SHAPES:

            def translate(segment: Segment, _: Extraction, shape: str = shape) -> str:
                return shape.format(added) if segment.msgid == _SAID else ""

            yield translate_page(f"{place} {shape}", place.format(_SAID), syntax, translate)


@pytest.mark.parametrize(
    ("syntax", "added"), [(syntax, each) for syntax, every in _REFUSED.items() for each in every]
)
def test_nothing_that_a_site_would_run_is_added(syntax: str, added: str) -> None:
    for page in _with_added(syntax, added):
        assert page.merged == page.source, page.name
        assert page.quarantined


@pytest.mark.parametrize(
    ("syntax", "added"), [(syntax, each) for syntax, every in _LINES.items() for each in every]
)
def test_no_line_of_structure_is_added(syntax: str, added: str) -> None:
    pages = list(_with_added(syntax, added))
    for page in pages:
        lines = [each.lstrip(" >-|#").rstrip(" |") for each in page.merged.split("\n")]
        assert page.merged == page.source or added not in lines or page.source[0] in "#|", page
    if syntax in _RANDOM:
        assert find_differences(syntax, pages, html_shape) == []


def test_front_matter_adds_no_template() -> None:
    text = "---\ntitle: Fees\n---\n"
    for syntax in ("jekyll", "mkdocs", "zola"):
        for added in ("{{ site.secret }}", "{% include x %}"):
            guide = Guide("a.md", "en", "a", text, syntax=syntax)
            extraction = extract_guide(guide, ("title",))
            merged = merge_guide(
                guide, extraction, {(extraction.segments[0].context, "Fees"): added}
            )
            assert merged.text == text
            assert merged.quarantined


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", ["careful", "hostile"])
@pytest.mark.parametrize("syntax", _RANDOM)
def test_any_page_keeps_its_structure(syntax: str, translator: str) -> None:
    shape = whole_shape if translator == "careful" else html_shape
    for first in range(0, _MANY, _BATCH):
        pages = list(_random_pages(syntax, range(first, first + _BATCH), translator))
        assert find_differences(syntax, pages, shape) == []


def _random_pages(syntax: str, seeds: range, translator: str) -> Iterator[Page]:
    for seed in seeds:
        random = Random(seed)

        def translate(segment: Segment, _: Extraction, random: Random = random) -> str:
            if translator == "careful":
                return careful_of_all(segment.msgid)
            return hostile(random, segment) if random.random() < 0.7 else ""

        text = random_page(random, syntax)
        yield translate_page(f"{seed}", text, syntax, translate)


def _guides(name: str) -> Iterator[tuple[str, str]]:
    folder = corpora_folder() / name / CORPORA[name].folder
    for path in sorted(folder.rglob("*.md"))[::_EVERY]:
        yield path.relative_to(folder).as_posix(), path.read_bytes().decode().removeprefix(BOM)


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", _TRANSLATORS)
@pytest.mark.parametrize("name", CORPORA)
def test_a_real_page_keeps_all_but_its_words(name: str, translator: str) -> None:
    syntax = CORPORA[name].syntax
    pages = []
    for within, text in _guides(name):
        try:
            pages.append(translate_page(within, text, syntax, _TRANSLATORS[translator]))
        except L10nError:  # such a front matter is refused whole
            continue
    assert not any(each.error for each in ask(syntax, [page.source for page in pages]))
    shape = whole_shape if translator == "careful" else html_shape
    if syntax in ("zola", "mdbook"):
        shape = whole_shape
    assert find_differences(syntax, pages, shape) == []
