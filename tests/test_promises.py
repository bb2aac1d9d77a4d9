"""Promises P1 and P2 over whole documents: the repository's own, and the corpora."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.markdown.skeleton import read_skeleton
from l10n.text import Edit, normalize_newlines, splice
from tests.documents import (
    CORPORA,
    Document,
    extract,
    markers,
    merge,
    read_corpus,
    read_examples,
    read_own_guides,
    variants,
    with_front_matter,
)

Reader = Callable[[], Iterator[Document]]


def _framed_examples() -> Iterator[Document]:
    for each in read_examples():
        yield Document(each.name, with_front_matter(each.text))


SOURCES: dict[str, Reader] = {
    "own": read_own_guides,
    "commonmark": _framed_examples,
    **{name: lambda name=name: read_corpus(name) for name in CORPORA},
}


@pytest.fixture(params=SOURCES)
def documents(request: pytest.FixtureRequest) -> list[Document]:
    return list(SOURCES[request.param]())


def test_every_example_of_the_specification_is_read() -> None:
    assert len(list(read_examples())) >= 652


def test_empty_and_identity_catalogs_give_the_source(documents: list[Document]) -> None:
    for document in documents:
        for name, text in variants(document.text):
            identity = {(each.context, each.msgid): each.msgid for each in extract(text).segments}
            assert merge(text, {}) == text, (document.name, name)
            assert merge(text, identity) == text, (document.name, name)


def test_bare_examples_are_the_source_or_refused_with_a_line() -> None:
    for document in read_examples():
        try:
            assert merge(document.text, {}) == document.text
        except L10nError as error:
            assert document.text.lstrip().startswith(("---", "+++"))
            assert error.line > 0


def test_segments_are_ordered_disjoint_and_in_bounds(documents: list[Document]) -> None:
    unlocated = 0
    for document in documents:
        for _, text in variants(document.text):
            extraction = extract(text)
            position = 0
            for segment in extraction.segments:
                assert segment.lines, document.name
                for line in segment.lines:
                    assert position <= line.start <= line.end <= len(text), document.name
                    position = line.end
            unlocated += sum(each.check == "unlocated" for each in extraction.findings)
    print(f"{unlocated} blocks not located in {len(documents)} documents")
    assert unlocated == 0


def test_a_segment_on_one_line_is_its_own_source(documents: list[Document]) -> None:
    for document in documents:
        for _, text in variants(document.text):
            extraction = extract(text)
            edits = [
                Edit(each.span, each.span.of(text))
                for each in extraction.segments
                if len(each.lines) == 1
            ]
            assert splice(text, edits) == text


@pytest.mark.parametrize("source", SOURCES)
def test_markers_keep_the_skeleton_and_come_back(source: str) -> None:
    for document in SOURCES[source]():
        for name, text in variants(document.text):
            extraction = extract(text)
            words = markers(extraction)
            merged = merge(text, words)
            where = (document.name, name)
            assert _skeleton(merged) == _skeleton(text), where
            found = [each.msgid for each in extract(merged).segments]
            expected = [words[each.context, each.msgid] for each in extraction.segments]
            assert found == expected, where


def _skeleton(text: str) -> object:
    block = find_block(text, "guide.md")
    return read_skeleton(normalize_newlines(text[block.body if block else 0 :]))
