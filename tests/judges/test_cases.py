"""What translators see of a make's structure, what is merged, and that its parser agrees."""

from __future__ import annotations

import pytest

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Segment
from tests.cases import read_cases
from tests.judges.pages import Page, find_differences, translate_page, whole_shape
from tests.judges.translators import careful

_SYNTAXES = ("mdx", "vitepress")
_HARMED = (*_SYNTAXES, "github", "hugo", "jekyll", "mdbook", "mkdocs", "myst", "zola")


def _careful(segment: Segment, _extraction: Extraction) -> str:
    return careful(segment.msgid)


def shown(text: str, syntax: str) -> str:
    """Return each text for translators on a line, after its kind."""
    segments = extract_guide(Guide("a.md", "en", "a", text, syntax=syntax), ()).segments
    return "".join(
        f"{each.kind}: {each.msgid}\n".replace("\n", "⏎")[:-1] + "\n" for each in segments
    )


@pytest.mark.parametrize(
    ("syntax", "title", "source", "texts", "merged"),
    [(syntax, *case) for syntax in _SYNTAXES for case in read_cases(f"{syntax}.md", texts=3)],
)
def test_structure_is_not_for_translators(
    syntax: str, title: str, source: str, texts: str, merged: str
) -> None:
    assert shown(source, syntax) == texts
    page = translate_page(title, source, syntax, _careful)
    assert page.merged == merged
    assert page.quarantined == ()


@pytest.mark.parametrize(
    ("title", "source", "msgstr", "outcome"), read_cases("judges_hostile.md", texts=3)
)
def test_harm_is_refused_or_escaped(title: str, source: str, msgstr: str, outcome: str) -> None:
    page = _page_with(title, source, msgstr)
    if outcome.startswith("refused: "):
        assert [f"refused: {each.reason}\n" for each in page.quarantined] == [outcome]
        assert page.merged == source
    else:
        assert page.quarantined == ()
        assert page.merged == outcome


def _page_with(title: str, source: str, msgstr: str) -> Page:
    """Return the page of a guide of which the first text is translated."""
    given = iter((msgstr.removesuffix("\n"),))
    syntax = title.partition(":")[0]
    return translate_page(title, source, syntax, lambda _segment, _extraction: next(given, ""))


@pytest.mark.parametrize(
    "syntax", [*_SYNTAXES, "github", "hugo", "jekyll", "mdbook", "mkdocs", "myst", "zola"]
)
def test_its_parser_sees_no_harm(syntax: str) -> None:
    cases = read_cases("judges_hostile.md", texts=3)
    pages = [_page_with(*case[:3]) for case in cases if case[0].startswith(f"{syntax}:")]
    assert find_differences(syntax, pages, whole_shape) == []


@pytest.mark.parametrize("syntax", _SYNTAXES)
def test_its_parser_agrees(syntax: str) -> None:
    cases = read_cases(f"{syntax}.md", texts=3)
    pages = [translate_page(title, source, syntax, _careful) for title, source, *_ in cases]
    assert find_differences(syntax, pages, whole_shape) == []
