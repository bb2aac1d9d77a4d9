"""Two versions of a catalog become one, and no text of either side is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.po.reader import parse_catalog
from l10n.po.writer import render_catalog
from l10n.threeway import THEIRS, Joined, join_catalogs

HEADER = "PO-Revision-Date: 2026-01-0{day} 10:00+0000\nLast-Translator: {name}\nLanguage: es\n"


def catalog(*entries: Entry, day: int = 1, name: str = "Ada") -> Catalog:
    return Catalog(Entry("", HEADER.format(day=day, name=name)), entries)


def fuzzy(msgid: str, msgstr: str, previous: str | None = None) -> Entry:
    return Entry(msgid, msgstr, flags=("fuzzy",), previous_msgid=previous)


def joined(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> Joined:
    sides = (catalog(*([each] if each else [])) for each in (base, ours, theirs))
    return join_catalogs(*sides)


A, B, C = Entry("Tax", ""), Entry("Tax", "Impuesto"), Entry("Tax", "Tasa")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (A, A, B, B),
        (A, B, A, B),
        (A, B, B, B),
        (B, C, B, C),
        (B, B, C, C),
        (B, A, C, C),  # a text comes before none
        (B, None, B, None),
        (B, B, None, None),
        (B, None, C, C),
        (None, B, None, B),
        (None, None, C, C),
        (A, fuzzy("Tax", "Impuesto"), C, C),  # a confirmed text comes before a proposal
        (fuzzy("Tax", "Impuesto"), B, fuzzy("Tax", "Tasa"), B),
        (B, B._replace(obsolete=True), C, C),
        (B, fuzzy("Tax", "Impuesto"), C, C),
    ],
)
def test_one_entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, expected: Entry | None
) -> None:
    found = joined(base, ours, theirs)
    assert found.disagreements == ()
    assert found.catalog.entries == ((expected,) if expected else ())


@pytest.mark.parametrize("base", [A, None, Entry("Tax", "Otro")])
def test_two_texts_are_a_disagreement_that_keeps_both(base: Entry | None) -> None:
    found = joined(base, B, C)
    assert found.disagreements == (B.identity,)
    (entry,) = found.catalog.entries
    assert (entry.msgstr, entry.fuzzy, entry.comments) == ("Impuesto", True, (f"{THEIRS}Tasa",))


def test_a_text_goes_with_a_changed_source() -> None:
    base = catalog(B)
    ours = catalog(fuzzy("Taxes", "Impuesto", "Tax"))
    for sides in ((base, ours, catalog(C)), (base, catalog(C), ours)):
        found = join_catalogs(*sides)
        assert found.disagreements == ()
        assert found.catalog.entries == (fuzzy("Taxes", "Tasa", "Tax"),)


def test_what_is_new_stands_where_its_side_has_it() -> None:
    one, two, new, own = (Entry(each) for each in ("One", "Two", "New", "Own"))
    found = join_catalogs(catalog(one, two), catalog(one, own, two), catalog(one, new, two))
    assert [each.msgid for each in found.catalog.entries] == ["One", "New", "Own", "Two"]


def test_headers_are_joined_by_field_and_the_later_one_signs() -> None:
    found = join_catalogs(
        catalog(), catalog(day=2, name="Bea"), catalog(day=3, name="Carl")
    ).catalog.header
    assert found.msgstr == HEADER.format(day=3, name="Carl")
    same = join_catalogs(catalog(), catalog(day=3, name="Bea"), catalog(day=2, name="Carl"))
    assert same.catalog.header.msgstr == HEADER.format(day=3, name="Bea")


TEXT = st.sampled_from(["", "a", "b", "c", "d\ne"])


def entry(
    msgid: str,
    msgstr: str,
    flags: tuple[str, ...],
    previous: str | None,
    paths: tuple[str, ...],
    *,
    obsolete: bool,
) -> Entry:
    made = Entry(msgid, msgstr, references=paths, flags=flags)
    return made._replace(previous_msgid=previous, obsolete=obsolete)


ENTRY = st.builds(
    entry,
    st.sampled_from(["One", "Two", "Three", "Four", "Five"]),
    TEXT,
    st.sampled_from([(), ("fuzzy",)]),
    st.sampled_from([None, "One", "Two"]),
    st.sampled_from([(), ("a.md",), ("a.md", "b.md")]),
    obsolete=st.booleans(),
)
CATALOG = st.lists(ENTRY, unique_by=lambda each: each.identity).map(lambda each: catalog(*each))


@settings(max_examples=500, deadline=None)
@given(CATALOG, CATALOG, CATALOG)
def test_no_text_that_a_side_wrote_is_lost(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    found = join_catalogs(base, ours, theirs)
    said = render_catalog(found.catalog)
    parse_catalog(said.encode(), "es.po")
    known = {(each.identity, each.msgstr) for each in base.entries}
    entries = found.catalog.entries
    kept = {each.msgstr for each in entries}
    for side in (ours, theirs):
        for entry in side.entries:
            text = entry.msgstr
            is_named = any(THEIRS + text.replace("\n", "\\n") in each.comments for each in entries)
            if text and (entry.identity, text) not in known and text not in kept and not is_named:
                assert entry.fuzzy  # a proposal gives way to what the other side confirmed


@settings(max_examples=200, deadline=None)
@given(CATALOG, CATALOG)
def test_what_one_side_left_alone_is_as_the_other_has_it(base: Catalog, other: Catalog) -> None:
    for found in (join_catalogs(base, base, other), join_catalogs(base, other, base)):
        assert found.disagreements == ()
        assert {each.identity: each for each in found.catalog.entries} == {
            each.identity: each for each in other.entries
        }
