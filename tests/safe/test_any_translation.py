"""Whatever the translations say, the page comes out whole."""

from __future__ import annotations

import functools
import os
import re
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.merge import Merged, merge_guide
from l10n.safe.judge import judge_translation
from l10n.safe.placeables import Comparison
from l10n.safe.policy import DEFAULT_POLICY
from l10n.safe.targets import find_hosts, find_known
from l10n.safe.write import write_text
from tests.documents import CORPORA, as_guide, extract, read_corpus, read_own_guides
from tests.safe.documents import documents, hostile_texts, scramble, scrambled
from tests.safe.hostile import PLACES, check_outcome, read_front_matter, skeleton
from tests.safe.parsers import read_hosts, read_links, read_structure

OFFICE = "https://gov.example/office"
ACCEPTED = ('\\{class="!mt-0"}',)
"""What is escaped in the corpora for a reason: a table's attribute list looks like a row to us."""


def check_merged(text: str, data: st.DataObject) -> Merged:
    """Merge hostile translations into a text, and check what must hold for all of them."""
    extraction = extract(text)
    translations = {
        identity: data.draw(scrambled(identity[1])) for identity in sorted_identities(text)
    }
    merged = merge_guide(as_guide(text), extraction, translations)
    assert skeleton(merged.text) == skeleton(text)
    assert shape(read_front_matter(merged.text)) == shape(read_front_matter(text))
    for each in merged.quarantined:
        assert translations[each.segment.context, each.segment.msgid] == each.msgstr
    return merged


def shape(value: object) -> object:
    """Return the keys and types of a front matter."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value)


def sorted_identities(text: str) -> list[tuple[str | None, str]]:
    segments = extract(text).segments
    return list(dict.fromkeys((each.context, each.msgid) for each in segments))


def check_with_others(text: str, merged: Merged) -> None:
    """Ask parsers that we do not use for what a reader would get."""
    if "\n- Papers |" not in f"\n{text}":  # pulldown-cmark takes "- -x | y" for a table row
        assert read_structure(merged.text) == read_structure(text)
    own = {target for each in merged.retargeted for target in each.targets}
    added = read_links(merged.text) - read_links(text)
    # Parsers differ on [a][ ] with a blank label.
    assert set(added) <= own | {OFFICE}
    assert read_hosts(merged.text) <= find_hosts(text)


# The profile of the long run asks for far more than these.
many = settings(max_examples=max(300, settings.default.max_examples))
soak = pytest.mark.soak if os.environ.get("L10N_PROFILE") == "soak" else lambda test: test


@soak
@given(documents, st.data())
@many
def test_any_translation_is_safe(text: str, data: st.DataObject) -> None:
    check_with_others(text, check_merged(text, data))


@soak
@given(st.sampled_from(PLACES), hostile_texts)
@example("title", "<!--\n> ")
@many
def test_what_is_published_says_what_was_written(place: str, msgstr: str) -> None:
    check_outcome(place, msgstr)


@functools.cache
def short_guides() -> tuple[str, ...]:
    """Return the texts that can be read, of the corpora and of the demo site."""
    documents = [*read_own_guides(), *(each for name in CORPORA for each in read_corpus(name))]
    return tuple(each.text for each in documents if len(each.text) < 4_000 and _is_read(each.text))


def _is_read(text: str) -> bool:
    try:
        extract(text)
    except L10nError:
        return False
    return True


@soak
@given(st.integers(0, 2**32), st.integers(0, 2**32))
@many
def test_any_translation_of_real_guides_is_safe(number: int, seed: int) -> None:
    texts = short_guides()
    text = texts[number % len(texts)]
    random = Random(seed)
    translations = {each: scramble(random, each[1]) for each in sorted_identities(text)}
    merged = merge_guide(as_guide(text), extract(text), translations)
    assert skeleton(merged.text) == skeleton(text)
    assert shape(read_front_matter(merged.text)) == shape(read_front_matter(text))
    assert read_hosts(merged.text) <= find_hosts(text)


@pytest.mark.parametrize("corpus", CORPORA)
def test_well_formed_translations_are_never_altered(corpus: str) -> None:
    """Every segment is its own translation here: all of them were written by somebody."""
    altered = []
    for document in read_corpus(corpus):
        if not _is_read(document.text):
            continue
        extraction = extract(document.text)
        known = find_known(document.text)
        for segment in extraction.segments[len(extraction.values) :]:
            labels, text = extraction.labels, segment.msgid
            judged = judge_translation(segment, text, labels, DEFAULT_POLICY, known)
            assert judged == Comparison(), f"{document.name}:{segment.line}"
            written = write_text(document.text, segment, text, labels)
            if _says(written) != _says(segment.span.of(document.text)):
                altered.append(written)
    assert [each for each in altered if each not in ACCEPTED] == []


def _says(source: str) -> str:
    """Return what does not depend on where lines end and on what lies between them."""
    return re.sub(r"[\s>]+", "", source)
