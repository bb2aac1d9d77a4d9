"""What translators see of a make's structure, what is merged, and that its parser agrees."""

from __future__ import annotations

import pytest

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Segment
from tests.cases import read_cases
from tests.judges.pages import find_differences, translate_page, whole_shape
from tests.judges.translators import careful

_SYNTAXES = ("mdx", "vitepress")


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


@pytest.mark.parametrize("syntax", _SYNTAXES)
def test_its_parser_agrees(syntax: str) -> None:
    cases = read_cases(f"{syntax}.md", texts=3)
    pages = [translate_page(title, source, syntax, _careful) for title, source, *_ in cases]
    assert find_differences(syntax, pages, whole_shape) == []
