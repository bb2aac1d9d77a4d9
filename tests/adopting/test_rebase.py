"""Catalogs that are brought back to an older source and up again: no text is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from l10n.adopt.rebase import bring_up_catalog, catalog_at_base
from l10n.catalog import Catalog, Entry
from l10n.update import update_catalog

HEADER = Entry("", "Language: es\n")
MSGIDS = (
    "Look at the harbour and ask for the depth.",
    "Look at the harbour, and ask for the depth!",
    "Look at the old harbour and ask for the depth of the water.",
    "Wear a life vest.",
    "Wear a tested life vest.",
    "Wear a life vest that was tested.",
    "Tell somebody.",
)
VEST, TESTED = "Wear a life vest.", "Wear a tested life vest."


def template(*msgids: str) -> tuple[Entry, ...]:
    return tuple(Entry(each, extracted=("paragraph",)) for each in msgids)


def there_and_back(today: Catalog, then: tuple[Entry, ...], now: tuple[Entry, ...]) -> Catalog:
    return bring_up_catalog(catalog_at_base(today, then), today, now).catalog


def texts(catalog: Catalog) -> set[str]:
    return {each.msgstr for each in catalog.entries if each.msgstr}


guides = st.lists(st.sampled_from(MSGIDS), unique=True).map(lambda each: template(*each))
translations = st.dictionaries(
    st.sampled_from(MSGIDS),
    st.tuples(st.integers(0, 9).map("Texto {}".format), st.sampled_from([(), ("fuzzy",)])),
)


@given(guides, guides, guides, translations, translations)
def test_no_text_is_lost(old, then, now, first, later):
    """A catalog with a past: translated, updated, translated further."""
    today = update_catalog(_filled(Catalog(HEADER, old), first), now).catalog
    today = _filled(today, later)
    after = there_and_back(today, then, now)
    assert texts(today) <= texts(after)
    live = {each.identity: each for each in after.entries if not each.obsolete}
    assert [*live] == [each.identity for each in now]
    for entry in today.entries:
        if entry.translated and entry.identity in live:
            assert live[entry.identity] == entry
    assert there_and_back(after, then, now) == after


def _filled(catalog: Catalog, texts: dict[str, tuple[str, tuple[str, ...]]]) -> Catalog:
    """Return a catalog with translations by people, who drop the msgid before when they do."""
    return replace(
        catalog,
        entries=tuple(
            each._replace(msgstr=texts[each.msgid][0], flags=texts[each.msgid][1])
            if each.msgid in texts and not each.obsolete
            else each
            for each in catalog.entries
        ),
    )


def test_what_is_fuzzy_was_a_translation_of_the_text_before():
    stale = Entry(TESTED, "Un chaleco.", flags=("fuzzy",), previous_msgid=VEST)
    (then,) = catalog_at_base(Catalog(HEADER, (stale,)), template(VEST)).entries
    assert then == Entry(VEST, "Un chaleco.", extracted=("paragraph",))


def test_what_is_obsolete_was_not():
    gone = Entry(VEST, "Un chaleco.", obsolete=True)
    today = Catalog(HEADER, (Entry(TESTED, "Otro."), gone))
    (then,) = catalog_at_base(today, template(VEST)).entries
    assert then == Entry(VEST, "Un chaleco.", extracted=("paragraph",))
    assert there_and_back(today, template(VEST), template(TESTED)).entries[1] == gone


def test_a_text_whose_older_one_is_still_there_stays_where_it_is():
    stale = Entry(TESTED, "Otro.", flags=("fuzzy",), previous_msgid=VEST)
    gone = Entry(VEST, "Un chaleco.", obsolete=True)
    today = Catalog(HEADER, (stale, gone))
    after = there_and_back(today, template(VEST), template(TESTED))
    assert after.entries == (stale._replace(extracted=("paragraph",)), gone)
