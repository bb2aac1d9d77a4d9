"""Byte for byte, and with the same structure: the repository's own guides, and the corpora."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from l10n.errors import L10nError
from l10n.frontmatter.block import find_block
from l10n.markdown.destinations import (
    destination_spans,
    number_destinations,
    restore_destinations,
)
from l10n.text import Edit, Span, splice
from tests.documents import (
    CORPORA,
    Document,
    extract,
    markers,
    merge,
    read_corpus,
    read_examples,
    read_own_guides,
    texts_of,
    with_front_matter,
)
from tests.skeletons import read_skeleton

Reader = Callable[[], Iterator[Document]]


def _framed_examples() -> Iterator[Document]:
    for each in read_examples():
        yield Document(each.name, with_front_matter(each.text))


SOURCES: dict[str, Reader] = {
    "own": read_own_guides,
    "commonmark": _framed_examples,
    **{name: lambda name=name: read_corpus(name) for name in CORPORA},
}

# A cell's bar, and what goes over several lines, are not in the msgid as they are in the file.
_WRITTEN_OTHERWISE = re.compile(r"\\\||[\r\n]")

every_source = pytest.mark.parametrize("source", SOURCES)


def test_every_example_of_the_specification_is_read() -> None:
    assert len(list(read_examples())) >= 652


@every_source
def test_empty_and_identity_catalogs_give_the_source(source: str) -> None:
    for name, text in texts_of(SOURCES[source]()):
        identity = {(each.context, each.msgid): each.msgid for each in extract(text).segments}
        assert merge(text, {}) == text, name
        assert merge(text, identity) == text, name


def test_bare_examples_are_the_source_or_refused_with_a_line() -> None:
    refused = []
    for document in read_examples():
        try:
            assert merge(document.text, {}) == document.text
        except L10nError as error:
            refused.append((document.text, error.line))
    assert all(text.startswith(("---\n", "+++\n")) and line for text, line in refused)


@every_source
def test_segments_are_ordered_disjoint_and_in_bounds(source: str) -> None:
    unlocated = 0
    for name, text in texts_of(SOURCES[source]()):
        extraction = extract(text)
        position = 0
        for segment in extraction.segments:
            assert segment.lines, name
            for line in segment.lines:
                assert position <= line.start <= line.end <= len(text), name
                position = line.end
        unlocated += sum(each.check == "unlocated" for each in extraction.findings)
    print(f"{source}: {unlocated} blocks not located")
    assert unlocated == 0


@every_source
def test_destinations_are_numbered_and_restored(source: str) -> None:
    for name, text in texts_of(SOURCES[source]()):
        extraction = extract(text)
        edits = []
        for segment in extraction.segments:
            restored = restore_destinations(segment.msgid, segment.targets, extraction.labels)
            assert number_destinations(restored, extraction.labels) == (
                segment.msgid,
                segment.targets,
            ), name
            written = segment.span.of(text)
            if _is_body(text, segment.span) and not _WRITTEN_OTHERWISE.search(written):
                assert len(destination_spans(written, extraction.labels)) == len(segment.targets)
                edits.append(Edit(segment.span, restored))
        assert splice(text, edits) == text, name


@every_source
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_markers_keep_the_skeleton_and_come_back(source: str, step: int) -> None:
    for name, text in islice(texts_of(SOURCES[source]()), 0, None, step):
        extraction = extract(text)
        words = markers(extraction)
        merged = merge(text, words)
        assert read_skeleton(_body(merged)) == read_skeleton(_body(text)), name
        found = [each.msgid for each in extract(merged).segments]
        assert found == [words[identity] for identity in extraction.identities], name


def _is_body(text: str, span: Span) -> bool:
    return span.start >= len(text) - len(_body(text))


def _body(text: str) -> str:
    block = find_block(text, "guide.md")
    return text[block.body if block else 0 :]
