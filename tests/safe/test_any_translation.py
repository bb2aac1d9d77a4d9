"""Promises P2 and P6: whatever the translations say, the page comes out whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.merge import Merged, merge_guide
from l10n.safe.targets import find_hosts
from tests.documents import as_guide, extract
from tests.safe.documents import documents, hostile_texts, scrambled
from tests.safe.hostile import PLACES, check_outcome, read_front_matter, skeleton
from tests.safe.parsers import read_hosts, read_links, read_structure


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
    if not text.startswith("- Papers |"):  # pulldown-cmark takes "- -x | y" for a table row
        assert read_structure(merged.text) == read_structure(text)
    own = {target for each in merged.retargeted for target in each.targets}
    added = read_links(merged.text) - read_links(text)
    assert set(added) <= own
    assert read_hosts(merged.text) <= find_hosts(text)


@given(documents, st.data())
@settings(max_examples=300)
def test_any_translation_is_safe(text: str, data: st.DataObject) -> None:
    check_with_others(text, check_merged(text, data))


@given(st.sampled_from(PLACES), hostile_texts)
@settings(max_examples=300)
def test_what_is_published_says_what_was_written(place: str, msgstr: str) -> None:
    check_outcome(place, msgstr)
