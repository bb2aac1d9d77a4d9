"""What a page says becomes an entry: in the catalog's form, and without losing what is there."""

from __future__ import annotations

from functools import partial

import pytest

from l10n.align.features import target_name
from l10n.catalog import Catalog, Entry
from l10n.import_ import (
    Change,
    Kind,
    Reading,
    Taken,
    catalog_form,
    find_unsettled,
    is_noted,
    take_readings,
)
from l10n.markdown.inlines import NO_LABELS
from tests.documents import extract

HEADER = Entry("", "Language: es\n")
IDENTITY = (None, "The fee")
FUZZY = ("fuzzy",)


def never(_identity, _msgstr):
    return False


def past(*texts):
    return lambda identity, msgstr: (identity[1], msgstr) in texts


def take(entry: Entry, *readings: Reading, past=never) -> Taken:
    return take_readings(Catalog(HEADER, (entry,)), readings, past)


def reading(text: str, doubt: str = "", line: int = 3) -> Reading:
    return Reading(IDENTITY, text, line, doubt)


def only(taken: Taken) -> tuple[Entry, list[Kind]]:
    (entry,) = taken.catalog.entries
    return entry, [change.kind for change in taken.changes]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (Entry("The fee", "La tasa"), "La tasa"),
        (Entry("The fee", "La tasa", flags=FUZZY), "La tasa"),
        (Entry("The fee"), "The fee"),
        (Entry("The fee"), " "),
        (Entry("The fee", "La tasa"), "The fee"),
        (Entry("The fee", "La tasa", comments=("The page says: El pago",)), "El pago"),
        (Entry("The fee", obsolete=True), "La tasa"),
        (Entry("The fee", msgid_plural="The fees"), "La tasa"),
        (Entry("Another"), "La tasa"),
    ],
)
def test_what_must_not_change(entry, text):
    assert only(take(entry, reading(text))) == (entry, [])


def test_no_readings_change_nothing():
    catalog = Catalog(HEADER, (Entry("The fee", "La tasa"),))
    assert take_readings(catalog, (), never) == Taken(catalog)


def test_an_empty_entry_gets_the_translation():
    taken = take(Entry("The fee"), reading("La tasa"))
    assert only(taken) == (Entry("The fee", "La tasa"), [Kind.TAKEN])
    assert taken.changes == (Change(Kind.TAKEN, IDENTITY, "La tasa", 3),)


def test_a_doubt_makes_it_fuzzy_and_says_why():
    entry, kinds = only(take(Entry("The fee", comments=("Mine",)), reading("La tasa", "why")))
    assert entry.comments == ("Mine", "Imported, please check: why")
    assert (entry.msgstr, entry.flags, kinds) == ("La tasa", FUZZY, [Kind.DOUBTFUL])


def test_an_edit_takes_the_place_of_what_was_published():
    entry = Entry("The fee", "La tasa")
    shown = past(("The fee", "La tasa"))
    assert only(take(entry, reading("El pago"), past=shown)) == (
        Entry("The fee", "El pago"),
        [Kind.EDITED],
    )


def test_an_edit_of_a_page_whose_source_changed_stays_fuzzy():
    entry = Entry("The fee", "La tasa", flags=FUZZY, previous_msgid="A fee")
    shown = past(("A fee", "La tasa"))
    taken, kinds = only(take(entry, reading("El pago"), past=shown))
    assert (taken.msgstr, taken.flags, taken.previous_msgid) == ("El pago", FUZZY, "A fee")
    assert kinds == [Kind.EDITED]


def test_a_newer_catalog_wins_over_a_page_that_nobody_edited():
    entry = Entry("The fee", "El importe")
    assert only(take(entry, reading("La tasa"), past=past(("The fee", "La tasa")))) == (entry, [])


def test_a_conflict_keeps_both_texts():
    taken = take(Entry("The fee", "El importe"), reading("El\\pago\nhoy"), past=past())
    entry, kinds = only(taken)
    assert (entry.msgstr, entry.flags, kinds) == ("El importe", FUZZY, [Kind.CONFLICT])
    assert entry.comments == ("The page says: El\\\\pago\\nhoy",)
    assert is_noted(entry, "El\\pago\nhoy")
    again = take_readings(taken.catalog, [reading("El\\pago\nhoy")], never)
    assert again == Taken(taken.catalog)


def test_a_doubtful_text_never_replaces_a_translation():
    shown = past(("The fee", "La tasa"))
    entry, kinds = only(take(Entry("The fee", "La tasa"), reading("Otro", "why"), past=shown))
    assert (entry.msgstr, entry.flags, kinds) == ("La tasa", FUZZY, [Kind.NOTED])
    assert entry.comments == ("The page says: Otro",)


def test_of_several_ways_the_sure_then_the_frequent_one_is_taken():
    readings = [reading("Uno", "why", 1), reading("Dos", line=2), reading("Tres", line=3)]
    entry, kinds = only(take(Entry("The fee"), *readings, reading("Tres", line=4)))
    assert entry.msgstr == "Tres"
    assert kinds == [Kind.VARIANT, Kind.VARIANT, Kind.TAKEN]


@pytest.mark.parametrize(
    ("entry", "text", "settled"),
    [
        (Entry("The fee", "La tasa"), "La tasa", True),
        (Entry("The fee", "La tasa", flags=FUZZY), "La tasa", False),
        (Entry("The fee", "El importe"), "La tasa", True),
        (Entry("The fee", "El importe", flags=FUZZY), "La tasa", False),
        (Entry("The fee", "El importe"), "El pago", False),
        (Entry("The fee", "El importe", comments=("The page says: El pago",)), "El pago", True),
        (Entry("The fee"), "The fee", True),
        (Entry("The fee"), "La tasa", False),
        (Entry("Another"), "La tasa", False),
    ],
)
def test_what_is_settled(entry, text, settled):
    shown = past(("The fee", "La tasa"))
    assert (not find_unsettled(Catalog(HEADER, (entry,)), [reading(text)], shown)) is settled


# The catalog's form


GUIDES = {"/en/tax/": "tax", "/es/impuestos/": "tax", "/en/visa/": "visa", "/es/visado/": "visa"}


def form(english: str, spanish: str) -> str:
    (source,), (page,) = (extract(text).segments for text in (english, spanish))
    name = partial(target_name, resolve=guide_of)
    return catalog_form(source, page, NO_LABELS, name, name)


def guide_of(address: str) -> str | None:
    return GUIDES.get(address.partition("#")[0])


@pytest.mark.parametrize(
    ("english", "spanish", "msgstr"),
    [
        ("Plain words.", "Palabras.", "Palabras."),
        ("See [tax](/en/tax/).", "Vea [impuestos](/es/impuestos/).", "Vea [impuestos](1)."),
        (
            "[Tax](/en/tax/) or [visa](/en/visa/)",
            "[Visado](/es/visado/) o [impuestos](/es/impuestos/)",
            "[Visado](2) o [impuestos](1)",
        ),
        (
            "[A](https://a.example) and [b](https://a.example)",
            "[Uno](https://a.example) y [dos](https://a.example/)",
            "[Uno](1) y [dos](2)",
        ),
        (
            "See [it](https://a.example/en).",
            "Vea [esto](https://a.example/es).",
            "Vea [esto](https://a.example/es).",
        ),
        ("See [tax](/en/tax/#fees).", "Vea [esto](/es/impuestos/#tasas).", "Vea [esto](1)."),
        ("See [below](#fees).", "Vea [abajo](#tasas).", "Vea [abajo](1)."),
        (
            '<p>See <a href="/en/tax/" title="T">tax</a> or <a href=\'/x\'>x</a></p>',
            '<p>Vea <a href=\'/y\'>x</a> o <a href="/es/impuestos/" title="I">impuestos</a></p>',
            'Vea <a href=\'/y\'>x</a> o <a href="/en/tax/" title="I">impuestos</a>',
        ),
        (
            'See <a href="/en/tax/">tax</a>.',
            'Vea <a href="/es/impuestos/">esto</a>.',
            'Vea <a href="/en/tax/">esto</a>.',
        ),
        ("An ![image](a.png).", "Una ![imagen](a.png).", "Una ![imagen](1)."),
        ("One line.", "Una  \nlínea.", "Una línea."),
        ("One  \nbreak.", "Un\\\nsalto.", "Un\nsalto."),
    ],
)
def test_links_get_the_numbers_of_the_source(english, spanish, msgstr):
    assert form(english, spanish) == msgstr
