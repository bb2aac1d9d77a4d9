"""Translation memory: what it takes over, what it proposes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.match.memory import (
    TranslationMemory,
    digest_wishes,
    recall_near,
    recall_same,
    wants_translation,
)
from l10n.po import parse_catalog, render_catalog
from l10n.update import ChangeKind, update_catalog
from tests.memories import build_memory, without_index

HEADER = Entry("", msgstr="Language: es\nContent-Type: text/plain; charset=UTF-8\n")
FUZZY = ("fuzzy",)
FEE = Entry("Pay the fee at the bank", "Pague la tasa en el banco")

NOTHING = Catalog(HEADER)


def catalog_of(*entries: Entry) -> Catalog:
    return Catalog(HEADER, entries)


def memory_of(*entries: Entry) -> TranslationMemory:
    """Return a memory of one catalog for each entry."""
    return build_memory((f"guide-{n}", catalog_of(each)) for n, each in enumerate(entries))


def updated(
    memory: TranslationMemory | None, *template: Entry, old: Catalog = NOTHING
) -> list[Entry]:
    """Return the entries of a catalog that is updated once, having checked that twice is once."""
    once = update_catalog(old, template, memory).catalog
    assert update_catalog(once, template, memory).changes == ()
    assert update_catalog(once, template, memory).catalog == once
    return list(once.entries)


# Left alone


def test_an_empty_memory_gives_nothing() -> None:
    assert updated(None, Entry("Home")) == [Entry("Home")]
    assert updated(memory_of(), Entry("Home")) == [Entry("Home")]


@pytest.mark.parametrize("known", ["House", "Homes", "home town", "Go home"])
def test_house_is_not_proposed_for_home(known: str) -> None:
    assert updated(memory_of(Entry(known, "Casa")), Entry("Home")) == [Entry("Home")]


def test_a_translation_is_never_replaced() -> None:
    for entry in (Entry(FEE.msgid, "Mi texto"), Entry(FEE.msgid, "Mi texto", flags=FUZZY)):
        assert updated(memory_of(FEE), Entry(FEE.msgid), old=catalog_of(entry)) == [entry]


def test_what_is_no_translation_is_not_remembered() -> None:
    blank = FEE._replace(msgstr=" \n")
    plural = FEE._replace(msgid_plural="fees", msgstr_plural=("tasa", "tasas"))
    for entry in (blank, plural, FEE._replace(msgstr="")):
        assert updated(memory_of(entry), Entry(FEE.msgid)) == [Entry(FEE.msgid)]


def test_who_empties_an_offer_is_not_fought_with() -> None:
    near = Entry("Pay the fees at the bank")
    for text in (Entry(FEE.msgid), near):
        (filled,) = updated(memory_of(FEE), text)
        emptied = filled._replace(msgstr="", flags=(), previous_msgid=None)
        assert not wants_translation(emptied)
        assert updated(memory_of(FEE), text, old=catalog_of(emptied)) == [emptied]


def test_an_emptied_offer_is_not_kept_when_its_text_leaves() -> None:
    emptied = Entry("Home", comments=("memory: the same text, in visa",))
    assert updated(None, old=catalog_of(emptied)) == []
    said = emptied._replace(comments=(*emptied.comments, "I like this"))
    assert updated(None, old=catalog_of(said)) == [said._replace(obsolete=True)]


NEAR = Entry("Pay the fees at the bank")
COPIES = (Entry("Home", "Casa"), Entry("Home", "Inicio"))


@pytest.mark.parametrize(("known", "text"), [((FEE,), NEAR), (COPIES, Entry("Home"))])
def test_an_offer_that_no_person_has_touched_goes_with_its_text(
    known: tuple[Entry, ...], text: Entry
) -> None:
    memory = memory_of(*known)
    (offer,) = updated(memory, text)
    assert offer.fuzzy
    update = update_catalog(catalog_of(offer), (), memory)
    assert update.catalog.entries == ()
    assert [each.kind for each in update.changes] == [ChangeKind.DROPPED]


@pytest.mark.parametrize(
    "touch",
    [
        lambda offer: offer._replace(msgstr="Pague las tasas en el banco"),
        lambda offer: offer._replace(flags=(), previous_msgid=None),
        lambda offer: offer._replace(comments=(*offer.comments, "Ask the bank")),
        lambda offer: offer._replace(obsolete=True),
    ],
)
def test_an_offer_is_kept_when_a_person_touched_it(touch: Callable[[Entry], Entry]) -> None:
    memory = memory_of(FEE)
    (offer,) = updated(memory, NEAR)
    touched = touch(offer)
    assert updated(memory, old=catalog_of(touched)) == [touched._replace(obsolete=True)]


def test_an_offer_is_kept_when_no_other_guide_has_its_translation_any_more() -> None:
    (offer,) = updated(memory_of(FEE), NEAR)
    for memory in (None, memory_of()):
        assert updated(memory, old=catalog_of(offer)) == [offer._replace(obsolete=True)]


# The same text


def test_the_same_text_is_translated() -> None:
    filled = FEE._replace(comments=("memory: the same text, in guide-0",))
    assert updated(memory_of(FEE), Entry(FEE.msgid)) == [filled]
    assert updated(memory_of(FEE), Entry(FEE.msgid), old=catalog_of(Entry(FEE.msgid))) == [filled]


def test_a_translator_s_comment_stays_first() -> None:
    old = catalog_of(Entry(FEE.msgid, comments=("Ask the bank",)))
    (filled,) = updated(memory_of(FEE), Entry(FEE.msgid), old=old)
    assert filled.comments == ("Ask the bank", "memory: the same text, in guide-0")


def test_an_obsolete_translation_is_one_too() -> None:
    memory = memory_of(FEE._replace(obsolete=True))
    assert [each.translated for each in updated(memory, Entry(FEE.msgid))] == [True]


def test_of_several_translations_the_most_frequent_is_proposed_and_all_are_listed() -> None:
    texts = ("Inicio", "Casa", "Casa", "Pantalla\tde\ninicio")
    (filled,) = updated(memory_of(*(Entry("Home", text) for text in texts)), Entry("Home"))
    assert (filled.msgstr, filled.flags, filled.previous_msgid) == ("Casa", FUZZY, None)
    assert filled.comments == (
        "memory: translations of the same text, in guide-1",
        "memory: 2 x Casa",
        "memory: 1 x Inicio",
        "memory: 1 x Pantalla\\tde\\ninicio",
    )
    catalog = catalog_of(filled)
    assert parse_catalog(render_catalog(catalog).encode(), "x.po") == catalog


def test_what_the_memory_filled_does_not_outvote_people() -> None:
    copies = [Entry("Home", "Casa", comments=("memory: the same text, in x",))] * 3
    (filled,) = updated(memory_of(*copies, Entry("Home", "Inicio")), Entry("Home"))
    assert (filled.msgstr, filled.fuzzy) == ("Inicio", True)
    assert "memory: 3 x Casa" in filled.comments


def test_links_of_one_guide_s_own_are_to_be_looked_at_in_another() -> None:
    linked = Entry("See [the fees](1)", "Vea [las tasas](https://example.org/lima)")
    (filled,) = updated(memory_of(linked), Entry(linked.msgid))
    assert (filled.msgstr, filled.fuzzy) == (linked.msgstr, True)
    numbered = linked._replace(msgstr="Vea [las tasas](1)")
    assert [each.translated for each in updated(memory_of(numbered), Entry(linked.msgid))] == [True]


def test_the_same_text_comes_before_a_similar_leftover() -> None:
    leftover = Entry("Pay the fee at the bank today", "Pague hoy la tasa en el banco")
    first, second = updated(memory_of(FEE), Entry(FEE.msgid), old=catalog_of(leftover))
    assert first.msgstr == FEE.msgstr
    assert first.translated
    assert second == leftover._replace(obsolete=True)


def test_a_trivial_change_comes_before_the_memory() -> None:
    own = Entry(f"{FEE.msgid}.", "Pague aquí.")
    (entry,) = updated(memory_of(FEE), Entry(FEE.msgid), old=catalog_of(own))
    assert (entry.msgstr, entry.comments) == (own.msgstr, ())


# Something worth a look


@pytest.mark.parametrize("text", ["Pay the fee at the bank!", "Pay the fees at the bank", "Home:"])
def test_a_similar_text_is_proposed(text: str) -> None:
    memory = memory_of(FEE, Entry("Home", "Inicio"))
    (filled,) = updated(memory, Entry(text))
    assert (filled.fuzzy, filled.msgid) == (True, text)
    assert filled.previous_msgid in {FEE.msgid, "Home"}
    assert filled.comments[0].startswith("memory: a similar text, in guide-")


def test_an_own_leftover_comes_before_a_similar_text() -> None:
    own = Entry("Pay the fee at the bank today", "Texto propio")
    entry, *_ = updated(memory_of(FEE), Entry("Pay the fee at a bank today"), old=catalog_of(own))
    assert (entry.msgstr, entry.comments) == ("Texto propio", ())


def test_contexts_are_crossed_by_the_same_text_only() -> None:
    menu = FEE._replace(msgctxt="menu")
    (filled,) = updated(memory_of(menu), Entry(FEE.msgid))
    assert (filled.fuzzy, filled.previous_msgctxt, filled.previous_msgid) == (
        True,
        "menu",
        FEE.msgid,
    )
    other = Entry("Pay the fees at the bank")
    assert updated(memory_of(menu), other) == [other]
    assert updated(memory_of(FEE), other._replace(msgctxt="menu")) == [
        other._replace(msgctxt="menu")
    ]


def test_a_text_that_changed_in_one_guide_is_translated_where_it_comes_back() -> None:
    changed = Entry("Pay at the bank", FEE.msgstr, flags=FUZZY, previous_msgid=FEE.msgid)
    assert [each.translated for each in updated(memory_of(changed), Entry(FEE.msgid))] == [True]
    for doubted in (
        FEE._replace(flags=FUZZY),
        changed._replace(comments=("Imported, please check: it is long",)),
        changed._replace(comments=("memory: a similar text, in visa",)),
    ):
        (filled,) = updated(memory_of(doubted), Entry(FEE.msgid))
        assert (filled.msgstr, filled.fuzzy) == (FEE.msgstr, True)


# A changed text that another guide has translated

OLD = Entry(
    FEE.msgid, "Pague al llegar", comments=("mine",), flags=FUZZY, previous_msgid="Pay on arrival"
)


@pytest.mark.parametrize("known", [FEE, FEE._replace(msgid=f"{FEE.msgid}!")])
def test_a_changed_text_takes_the_translation_that_another_guide_has(known: Entry) -> None:
    now, former = updated(memory_of(known), Entry(FEE.msgid), old=catalog_of(OLD))
    assert now == FEE._replace(comments=("mine", "memory: the same text, in guide-0"))
    assert former == Entry("Pay on arrival", "Pague al llegar", obsolete=True)
    (back,) = updated(None, Entry("Pay on arrival"), old=catalog_of(former))
    assert (back.msgstr, back.translated) == ("Pague al llegar", True)


def test_what_the_old_text_has_already_is_not_kept_twice() -> None:
    has_it = Entry("Pay on arrival", "Pague al llegar")
    template = (Entry(FEE.msgid), Entry(has_it.msgid))
    entries = updated(memory_of(FEE), *template, old=catalog_of(OLD, has_it))
    assert [each.msgstr for each in entries] == [FEE.msgstr, has_it.msgstr]


@pytest.mark.parametrize(
    ("old", "known"),
    [
        (OLD._replace(comments=("Imported, please check: it is long",)), (FEE,)),
        (OLD._replace(comments=("memory: a similar text, in visa",)), (FEE,)),
        (OLD._replace(previous_msgid=None), (FEE,)),
        (OLD, (FEE, FEE._replace(msgstr="Pague la tasa"))),
        (OLD, (FEE._replace(flags=FUZZY),)),
        (OLD, (FEE._replace(msgstr="Vea [el banco](https://a.example)"),)),
    ],
)
def test_a_changed_text_that_is_left_as_it_is(old: Entry, known: tuple[Entry, ...]) -> None:
    assert updated(memory_of(*known), Entry(FEE.msgid), old=catalog_of(old)) == [old]


def test_a_changed_text_stays_where_its_old_translation_could_not_be_kept() -> None:
    other = Entry("Pay on arrival", "Abone al llegar")
    template = (Entry(FEE.msgid), Entry(other.msgid))
    old = catalog_of(OLD, other)
    assert updated(memory_of(FEE), *template, old=old) == [OLD, other]


# All together

MSGIDS = (
    "Home",
    "home.",
    "House",
    FEE.msgid,
    "Pay the fees at the bank",
    "pay the fee at the bank.",
)


def _entry(**fields: object) -> Entry:
    """Return an entry with these fields; hypothesis would make up all others as well."""
    return Entry(**fields)


entries = st.builds(
    _entry,
    msgid=st.sampled_from(MSGIDS),
    msgstr=st.sampled_from(["", "a", "b"]),
    msgctxt=st.sampled_from([None, "menu"]),
    comments=st.sampled_from(
        [
            (),
            ("memory: the same text, in x",),
            ("memory: a similar text, in x",),
            ("mine",),
            ("Imported, please check: it is long",),
        ]
    ),
    flags=st.sampled_from([(), FUZZY]),
    previous_msgid=st.sampled_from([None, "Home", FEE.msgid]),
    obsolete=st.booleans(),
)
catalogs = st.lists(entries, max_size=5, unique_by=lambda entry: entry.identity).map(
    lambda each: catalog_of(*sorted(each, key=lambda entry: entry.obsolete))
)
templates = st.lists(
    st.builds(_entry, msgid=st.sampled_from(MSGIDS), msgctxt=st.sampled_from([None, "menu"])),
    max_size=5,
    unique_by=lambda entry: entry.identity,
).map(tuple)


@given(st.lists(st.tuples(catalogs, templates), min_size=1, max_size=3))
@settings(max_examples=150)
def test_a_second_run_changes_nothing(site: list[tuple[Catalog, tuple[Entry, ...]]]) -> None:
    """What the first run learned, or forgot, gives the second one no ideas."""
    memory = build_memory((str(n), old) for n, (old, _) in enumerate(site))
    once = [update_catalog(old, template, memory).catalog for old, template in site]
    learned = build_memory((str(n), catalog) for n, catalog in enumerate(once))
    for catalog, (_, template) in zip(once, site, strict=True):
        assert update_catalog(catalog, template, learned).changes == ()


@given(catalogs, templates, catalogs)
def test_no_word_is_lost(old: Catalog, template: tuple[Entry, ...], other: Catalog) -> None:
    new = update_catalog(old, template, build_memory([("other", other)])).catalog
    texts = {entry.msgstr for entry in new.entries}
    assert {entry.msgstr for entry in old.entries} - {""} <= texts


def test_what_was_done_is_told() -> None:
    template = (Entry(FEE.msgid), Entry("Pay the fees at the bank"), Entry("Home"))
    changes = update_catalog(catalog_of(), template, memory_of(FEE)).changes
    assert [each.kind for each in changes] == [
        ChangeKind.RECALLED,
        ChangeKind.PROPOSED,
        ChangeKind.NEW,
    ]
    assert recall_same(memory_of(FEE), Entry("Home")) is None
    assert recall_near(memory_of(FEE), Entry("Home")) is None


def test_the_wishes_of_a_catalog_stand_for_what_it_lacks() -> None:
    wishes = digest_wishes(catalog_of(Entry("Pay the fees at the bank"), Entry("Home")))
    turned = catalog_of(Entry("Home"), FEE, Entry("Pay the fees at the bank"))
    assert digest_wishes(turned) == wishes
    assert digest_wishes(catalog_of(Entry("Home"))) != wishes
    assert digest_wishes(catalog_of(Entry("Home"), OLD)) != digest_wishes(catalog_of(Entry("Home")))
    assert digest_wishes(catalog_of(Entry("Home", msgctxt="a"))) != digest_wishes(
        catalog_of(Entry("Home"))
    )


@pytest.mark.parametrize(
    "entry",
    [
        FEE,
        Entry("Home", flags=FUZZY, msgstr="x"),
        OLD._replace(comments=("memory: a similar text, in visa",)),
        Entry("Home", obsolete=True),
        Entry("Home", comments=("memory: the same text, in a",)),
    ],
)
def test_what_the_memory_may_not_fill_is_no_wish(entry: Entry) -> None:
    assert digest_wishes(catalog_of(entry)) == ""


@given(st.lists(st.tuples(catalogs, templates), min_size=1, max_size=3))
@settings(max_examples=150)
def test_a_run_after_a_search_finds_nothing(
    site: list[tuple[Catalog, tuple[Entry, ...]]],
) -> None:
    """So an unchanged site is spared the search."""
    memory = build_memory((str(n), old) for n, (old, _) in enumerate(site))
    once = [update_catalog(old, template, memory).catalog for old, template in site]
    learned = build_memory((str(n), catalog) for n, catalog in enumerate(once))
    for catalog, (_, template) in zip(once, site, strict=True):
        searched = update_catalog(catalog, template, learned)
        assert update_catalog(catalog, template, without_index(learned)) == searched
