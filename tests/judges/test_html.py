"""HTML: what translators see of it, what is merged, and what a parser of HTML makes of that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n.config.settings import parse_config
from l10n.extract import Extraction
from l10n.guide import Segment
from tests.cases import read_cases
from tests.html_tags import read_tags
from tests.judges.pages import translate_page
from tests.judges.test_cases import shown
from tests.judges.translators import careful

CASES = read_cases("html.md", texts=3)
_KEPT = re.compile(r"(<code>.*?</code>|<span translate=.*?</span>)")


def _translate(segment: Segment, _extraction: Extraction) -> str:
    pieces = _KEPT.split(segment.msgid)
    return "".join(each if _KEPT.fullmatch(each) else careful(each) for each in pieces)


@pytest.mark.parametrize(("title", "source", "texts", "merged"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_is_found_and_replaced(
    title: str, source: str, texts: str, merged: str, newline: str
) -> None:
    syntax = title.partition(":")[0]
    source, merged = source.replace("\n", newline), merged.replace("\n", newline)
    assert shown(source, syntax) == texts
    page = translate_page(title, source, syntax, _translate)
    assert page.merged == merged
    assert page.quarantined == ()
    if syntax != "mdx":
        assert read_tags(page.merged) == read_tags(source)


@pytest.mark.parametrize(("title", "source"), [case[:2] for case in CASES])
def test_what_is_not_translated_stays(title: str, source: str) -> None:
    syntax = title.partition(":")[0]
    for text in (source, source.replace("\n", "\r")):
        assert translate_page(title, text, syntax, lambda segment, _: segment.msgid).merged == text


def test_all_is_left_alone_where_the_site_says_so() -> None:
    syntax = parse_config('source-language = "en"\nlanguages = []\nhtml = false', Path()).syntax
    source = '<p>Row home</p>\n\n<img src="a.png" alt="A map">\n\nGo <i title="x y">on</i>.\n'
    assert shown(source, syntax) == 'paragraph: Go <i title="x y">on</i>.\n'
    page = translate_page(
        "a.md", source, syntax, lambda segment, _: segment.msgid.replace("x y", "z")
    )
    assert page.merged == source
