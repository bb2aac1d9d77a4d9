"""The catalogs of many guides as one, and what becomes of texts that several of them have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.po import parse_catalog, render_catalog
from l10n.po.grouped import Part, join_parts, keep_shares, parts_of
from l10n.po.refused import render_refused

HEADER = Entry("", "Language: es\nContent-Type: text/plain; charset=UTF-8\n")
EMPTY = Catalog(HEADER)
_texts = st.sampled_from(["Pay", "Pay.", "Home", "Bank", "Fee"])
_said = st.sampled_from(["", "", "Pague", "Casa", "Banco"])


def entry(msgid: str, msgstr: str = "", *paths: str, **more: object) -> Entry:
    made = Entry(msgid, msgstr, references=paths, extracted=(f"of {min(paths, default='')}",))
    return made._replace(**more)


def part(path: str, *entries: Entry, was: frozenset[str] | None = None) -> Part:
    own = tuple(each._replace(references=() if each.obsolete else (path,)) for each in entries)
    return Part(path, frozenset([path]) if was is None else was, own)


def join(group: Catalog, *parts: Part) -> Catalog:
    return join_parts(group, parts, lambda path, _: (f"of {path}",))


def as_read(catalog: Catalog) -> Catalog:
    return parse_catalog(render_catalog(catalog).encode(), "es.po")


def test_parts_of_nothing_are_nothing():
    assert parts_of(EMPTY) == {}
    assert join(EMPTY) == EMPTY


def test_a_part_names_its_guide_and_the_first_that_has_a_text():
    paths = [f"{number:03}.md" for number in range(200)]
    parts = parts_of(Catalog(HEADER, (entry("Home", "Casa", *paths),)))
    assert {path: found[0].references for path, found in parts.items()} == {
        path: tuple(dict.fromkeys((paths[0], path))) for path in paths
    }
    assert {found[0]._replace(references=()) for found in parts.values()} == {
        entry("Home", "Casa")._replace(references=(), extracted=("of 000.md",))
    }


def test_what_no_part_is_about_stays():
    group = Catalog(HEADER, (entry("Home", "Casa", "a.md", "b.md"), entry("Pay", "", "b.md")))
    assert join(group) == group
    old = part("a.md", *parts_of(group)["a.md"])
    assert join(group, old._replace(entries=parts_of(group)["a.md"])) == group


def test_a_text_of_two_guides_is_one_entry_with_the_comments_of_the_first():
    joined = join(EMPTY, part("b.md", entry("Home", "", "b.md")), part("a.md", entry("Home")))
    assert joined.entries == (Entry("Home", extracted=("of ",), references=("a.md", "b.md")),)


def test_a_new_text_takes_the_translation_that_is_there():
    group = Catalog(HEADER, (entry("Home", "Casa", "b.md"),))
    joined = join(group, part("a.md", entry("Home")))
    assert [(each.msgstr, each.references) for each in joined.entries] == [
        ("Casa", ("a.md", "b.md"))
    ]


def test_a_text_that_is_obsolete_comes_back_with_its_translation():
    group = Catalog(HEADER, (Entry("Home", "Casa", obsolete=True),))
    joined = join(group, part("a.md", entry("Home")))
    assert joined.entries == (Entry("Home", "Casa", extracted=("of ",), references=("a.md",)),)


def test_what_one_guide_was_given_is_there_for_all():
    group = Catalog(HEADER, (entry("Home", "", "a.md", "b.md"),))
    joined = join(group, part("b.md", entry("Home", "Casa")))
    assert joined.entries == (entry("Home", "Casa", "a.md", "b.md"),)


def test_the_comments_are_those_of_the_guide_that_is_first_by_now():
    group = Catalog(HEADER, (entry("Home", "Casa", "a.md", "b.md"),))
    joined = join(group, part("a.md"))
    assert joined.entries == (entry("Home", "Casa", "b.md"),)


def test_what_is_in_no_guide_any_more_is_obsolete_once():
    group = Catalog(HEADER, (entry("Home", "Casa", "a.md", "b.md"),))
    gone = Entry("Home", "Casa", obsolete=True)
    joined = join(group, part("a.md", gone), part("b.md", gone))
    assert joined.entries == (gone._replace(references=("a.md", "b.md")),)
    assert join(group, part("a.md", gone)).entries == (entry("Home", "Casa", "b.md"),)


def test_a_translation_stays_when_another_text_does_not_take_it():
    """The new text has its own translation already, in another guide."""
    group = Catalog(HEADER, (entry("Pay", "Pague", "a.md"), entry("Pay.", "Págale.", "b.md")))
    fuzzy = entry("Pay.", "Pague", flags=("fuzzy",), previous_msgid="Pay")
    joined = join(group, part("a.md", fuzzy))
    assert [(each.msgid, each.msgstr, each.obsolete) for each in joined.entries] == [
        ("Pay.", "Págale.", False),
        ("Pay", "Pague", True),
    ]


def test_new_texts_stand_where_their_guides_have_them():
    group = Catalog(
        HEADER, (entry("1", "", "a.md"), entry("3", "", "a.md"), entry("5", "", "c.md"))
    )
    first = part("a.md", *(entry(each) for each in "01234"))
    joined = join(group, first, part("b.md", entry("x"), entry("3"), was=frozenset()))
    assert "".join(each.msgid for each in joined.entries) == "01234x5"


def test_a_catalog_keeps_what_it_says_of_other_guides():
    old = Catalog(HEADER, (entry("Home", "Casa", "a.md", "b.md"), entry("Pay", "", "b.md")))
    new = Catalog(HEADER, (entry("Pay", "", "b.md"), entry("Home", "Casa", "b.md")))
    assert keep_shares(old, new, "b.md") == old
    assert (
        keep_shares(old, replace(new, entries=new.entries[:1]), "b.md").entries == old.entries[1:]
    )


@st.composite
def _guides(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    paths = draw(st.lists(st.sampled_from(["a.md", "b.md", "c.md"]), unique=True))
    return {path: draw(st.dictionaries(_texts, _said, max_size=4)) for path in paths}


@given(_guides(), _guides())
def test_no_text_is_lost_and_joining_again_changes_nothing(
    first: Mapping[str, Mapping[str, str]], second: Mapping[str, Mapping[str, str]]
) -> None:
    def parts(guides: Mapping[str, Mapping[str, str]], group: Catalog) -> list[Part]:
        known = parts_of(group)
        made = []
        for path in sorted({*known, *guides}):
            live = [entry(msgid, said) for msgid, said in guides.get(path, {}).items()]
            had = {each.msgid: each for each in known.get(path, ())}
            gone = [
                each._replace(references=(), extracted=(), obsolete=True)
                for msgid, each in had.items()
                if msgid not in guides.get(path, {}) and each.has_text
            ]
            made.append(part(path, *live, *gone, was=frozenset([path] if had else [])))
        return made

    group = as_read(join(EMPTY, *parts(first, EMPTY)))
    assert {each.msgid for each in group.entries} == {m for g in first.values() for m in g}
    joined = as_read(join(group, *parts(second, group)))
    for each in group.entries:
        live = {msgid for texts in second.values() for msgid in texts}
        assert not each.has_text or each.msgid in {one.msgid for one in joined.entries}, live
    own = [Part(path, frozenset([path]), found) for path, found in parts_of(joined).items()]
    assert join(joined, *own) == joined


def test_what_stands_for_a_damaged_catalog_is_refused_as_that_is() -> None:
    error = L10nError("a “torn” text: mend it", path="locales/es.po", line=7)
    with pytest.raises(L10nError) as refused:
        parse_catalog(render_refused(error), "own/es/a.po")
    assert str(refused.value) == str(error)
