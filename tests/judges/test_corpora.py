"""On real sites of other makes, a translation changes the words of a page and nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import pytest

from l10n.errors import L10nError
from l10n.extract import Extraction
from l10n.guide import Segment
from l10n.text import BOM
from tests.documents import corpora_folder
from tests.judges.ask import ask
from tests.judges.kept import careful_of_all
from tests.judges.pages import Page, Translate, find_differences, translate_page, whole_shape
from tests.judges.translators import naive


class Corpus(NamedTuple):
    """A site, and how it is read."""

    folder: str
    syntax: str
    judge: str
    other_languages: str = r"(?!)"


CORPORA: Final = {
    "starlight": Corpus("docs/src/content/docs", "mdx", "mdx", r"\A[a-z]{2}(?:-[a-z]{2})?/"),
    "ionic": Corpus("", "mdx", "mdx"),
    "helm": Corpus("docs", "mdx", "mdx"),
    "vitepress": Corpus("docs/en", "vitepress", "vitepress"),
    "congo": Corpus("exampleSite", "hugo+math", "hugo"),
    "docsy": Corpus("docsy.dev/content", "hugo", "hugo"),
    "hugodocs": Corpus("content", "hugo", "hugo"),
}
_SOAK: Final = os.environ.get("L10N_PROFILE") == "soak"
_EVERY: Final = 1 if _SOAK else 12


def _careful(segment: Segment, _extraction: Extraction) -> str:
    return careful_of_all(segment.msgid)


def _naive(segment: Segment, extraction: Extraction) -> str:
    return naive(segment.msgid, extraction.labels)


_TRANSLATORS: Final[dict[str, Translate]] = {"careful": _careful, "naive": _naive}
_UNCHANGED: Final[dict[str, Translate]] = {
    "empty": lambda _segment, _extraction: "",
    "identity": lambda segment, _extraction: segment.msgid,
}


def _texts(name: str) -> Iterator[tuple[str, str]]:
    corpus = CORPORA[name]
    folder = corpora_folder() / name / corpus.folder
    for path in sorted(folder.rglob("*.md*")):
        within = path.relative_to(folder).as_posix()
        if path.suffix in (".md", ".mdx") and not re.match(corpus.other_languages, within):
            yield within, path.read_bytes().decode().removeprefix(BOM)


def _pages(name: str, every: int, translate: Translate) -> list[Page]:
    pages = []
    for within, text in list(_texts(name))[::every]:
        try:
            pages.append(translate_page(within, text, CORPORA[name].syntax, translate))
        except L10nError:  # such a front matter is refused whole
            continue
    return pages


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", _TRANSLATORS)
@pytest.mark.parametrize("name", CORPORA)
def test_a_page_keeps_all_but_its_words(name: str, translator: str) -> None:
    judge = CORPORA[name].judge
    pages = _pages(name, _EVERY, _TRANSLATORS[translator])
    unread = [each.error for each in ask(judge, [page.source for page in pages]) if each.error]
    assert len(unread) <= len(pages) // 20
    assert find_differences(judge, pages, whole_shape) == []


@pytest.mark.soak if _SOAK else lambda test: test
@pytest.mark.parametrize("translator", _UNCHANGED)
@pytest.mark.parametrize("name", CORPORA)
def test_the_same_words_make_the_same_page(name: str, translator: str) -> None:
    for page in _pages(name, _EVERY, _UNCHANGED[translator]):
        assert page.merged == page.source, page.name
        assert page.quarantined == ()
