"""Each format gives back what was put into it, whatever the texts hold."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.exchange.codes import split_codes, split_like
from l10n.exchange.registry import XLIFF, format_of
from l10n.exchange.values import (
    UNHOLDABLE,
    Answer,
    Parcel,
    State,
    Unit,
    fingerprint,
    join_rows,
    list_rows,
    went_out,
)
from l10n.markdown.inlines import NO_LABELS
from tests.po.po_tools import HEADER

FORMATS = {
    "xliff 1.2": XLIFF["1.2"],
    "xliff 2.0": XLIFF["2.0"],
    "po": format_of("a.po"),
    "csv": format_of("a.csv"),
    "tmx": format_of("a.tmx"),
}


def new_id(number: int, said: str) -> str:
    return f"{number}-{fingerprint(said)}"


PIECES = (
    *[
        "word ",
        "**bold**",
        "_so_",
        "`a < b`",
        "[bank](1)",
        '![map](2 "A map")',
        "<b>x</b>",
        "&amp;",
        "=1+1",
        "'",
        '"',
    ],
    *[
        "]]>",
        "<!--",
        "{{< a >}}",
        "-",
        "@x",
        "é",
        "日本",
        "~~a~~",
        "\\*",
        "[^1]",
        "[label][]",
        "٣",
        "😀",
        "%s",
        ",",
        ";",
    ],
    *("https://a.example/?b=1&c=2", "\n", "\t", " "),
)
TEXTS = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)
    .map("".join)
    .map(lambda text: text.strip("\n"))
)
SAID = st.one_of(st.just(""), TEXTS)
PATHS = st.lists(st.sampled_from(["en/a.md", "en/b c.md", "en/é.md"]), min_size=1, unique=True)
NOTES = st.lists(TEXTS.map(lambda text: text.replace("\n", " ")), max_size=2).map(tuple)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    msgid = draw(TEXTS.filter(str.strip))
    plural = draw(st.none() | TEXTS.filter(str.strip))
    texts = (draw(SAID),)
    if plural is not None:
        texts = tuple(draw(st.lists(SAID, min_size=1, max_size=3)))
    msgctxt = draw(st.none() | TEXTS.filter(str.strip))
    fuzzy = any(texts) and draw(st.booleans())
    previous = draw(SAID) if fuzzy else ""
    paths = tuple(draw(PATHS))
    return Unit("", msgid, msgctxt, plural, texts, fuzzy, previous, paths, draw(NOTES))


@st.composite
def parcels(draw: st.DrawFn) -> Parcel:
    drawn = draw(
        st.lists(units(), min_size=1, max_size=5, unique_by=lambda each: (each.msgctxt, each.msgid))
    )
    numbers = count(1)
    named = (each._replace(id=new_id(next(numbers), "\0".join(each.texts))) for each in drawn)
    return Parcel("en", "es", HEADER.msgstr, tuple(named))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("most", [40, pytest.param(1000, marks=pytest.mark.soak)])
def test_what_goes_out_comes_back(name: str, most: int) -> None:
    form = FORMATS[name]

    @settings(max_examples=most, deadline=None)
    @given(parcels())
    def holds(parcel: Parcel) -> None:
        data = form.write(parcel)
        returned = form.read(data, "a")
        assert returned.target == "es"
        found = {answer.id: answer for answer in returned.answers}
        assert len(found) == len(parcel.units)
        for unit in parcel.units:
            answer = found[unit.id]
            texts = ("",) * len(unit.texts) if name == "tmx" and unit.fuzzy else unit.texts
            assert answer.texts == texts
            only_one = unit.plural is not None and len(unit.texts) == 1 and name != "po"
            assert answer.msgid == (unit.plural if only_one else unit.msgid)
            assert answer.msgctxt == unit.msgctxt
            assert set(answer.paths) == set(unit.paths)
            if all(unit.texts) and name != "tmx":
                assert (answer.state is State.DONE) is not unit.fuzzy
            assert went_out(answer) == fingerprint("\0".join(unit.texts))

    holds()


@given(TEXTS, TEXTS)
def test_parts_make_the_text_again(source: str, target: str) -> None:
    parts = split_codes(source, NO_LABELS)
    assert "".join(part.text for part in parts) == source
    like = split_like(target, NO_LABELS, parts)
    assert "".join(part.text for part in like) == target
    codes = {part.code: part.text for part in parts if part.code}
    assert sorted(codes) == list(range(1, len(codes) + 1))
    theirs = [part.code for part in like if part.code]
    assert len(theirs) == len(set(theirs))
    assert all(codes[part.code] == part.text for part in like if part.code in codes)


def test_words_and_markup_are_apart() -> None:
    text = 'Pay **30 USD** at [the bank](1 "Bank"), see `fees`.'
    parts = [(part.text, part.code) for part in split_codes(text, NO_LABELS)]
    assert parts == [
        ("Pay ", 0),
        ("**", 1),
        ("30 USD", 0),
        ("**", 2),
        (" at ", 0),
        ("[", 3),
        ("the bank", 0),
        ('](1 "', 4),
        ("Bank", 0),
        ('")', 5),
        (", see ", 0),
        ("`fees`", 6),
        (".", 0),
    ]


def test_codes_of_a_translation_have_the_numbers_of_the_source() -> None:
    source = split_codes("a `x` b `y` **c**", NO_LABELS)
    like = split_like("`y` **c** `x` `z`", NO_LABELS, source)
    assert [(part.text, part.code) for part in like if part.code] == [
        ("`y`", 2),
        ("**", 3),
        ("**", 4),
        ("`x`", 1),
        ("`z`", 5),
    ]


@pytest.mark.parametrize("name", ["xliff 1.2", "tmx"])
def test_an_emptied_code_is_the_one_of_the_source(name: str) -> None:
    unit = Unit(new_id(1, "la **x**"), "the **x**", None, None, ("la **x**",), False, "", ("a.md",))
    data = FORMATS[name].write(Parcel("en", "es", HEADER.msgstr, (unit,)))
    before, mark, after = data.rpartition(b"la <ph")
    emptied = before + mark + after.replace(b">**</ph>", b"/>")
    assert emptied != data
    assert FORMATS[name].read(emptied, "a").answers[0].texts == ("la **x**",)


def test_xliff_that_a_tool_has_segmented_is_one_text() -> None:
    data = b"""<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"
 trgLang="es"><file id="f" original="en/a.md"><unit id="1-00000000">
<segment state="final"><source>One.</source><target>Uno.</target></segment>
<ignorable><source> </source></ignorable>
<segment state="reviewed"><source>Two <mrk id="m1" type="term">x</mrk>.</source>
<target>Dos <pc id="1">x</pc>.</target></segment></unit></file></xliff>"""
    (answer,) = XLIFF["2.0"].read(data, "a").answers
    assert (answer.msgid, answer.said, answer.state) == ("One. Two x.", "Uno. Dos x.", State.DONE)
    halved = data.replace(b"<target>Uno.</target>", b"")
    assert XLIFF["2.0"].read(halved, "a").answers[0].said == ""


def test_a_plural_form_that_is_missing_is_empty() -> None:
    forms = [
        Answer(n, f"3-0123abcd.{n}", source, (text,), State.DONE)
        for n, source, text in ((0, "apple", "uno"), (2, "apples", "tres"))
    ]
    (joined,) = join_rows(forms, "a")
    assert (joined.texts, joined.said, joined.msgid) == (("uno", "", "tres"), "", "apple")


def test_rows_say_which_plural_form_they_are() -> None:
    unit = Unit("1-0123abcd", "apple", None, "apples", ("a", "b"), False, "", ("a.md",))
    rows = [(row.id, row.source, row.target, row.unit.notes[0]) for row in list_rows(unit)]
    assert rows == [
        ("1-0123abcd.0", "apple", "a", "plural form 1 of 2"),
        ("1-0123abcd.1", "apples", "b", "plural form 2 of 2"),
    ]


def test_po_names_the_guide_where_guides_differ() -> None:
    one = Unit(new_id(1, "a"), "Fee", None, None, ("a",), False, "", ("en/a.md",))
    two = one._replace(id=new_id(2, "b"), texts=("b",), paths=("en/b.md", "en/c.md"))
    data = FORMATS["po"].write(Parcel("en", "es", HEADER.msgstr, (one, two)))
    assert b'msgctxt "guide: en/b.md"' in data
    found = FORMATS["po"].read(data, "a").answers
    assert [(each.msgctxt, each.said, each.paths) for each in found] == [
        (None, "a", ("en/a.md",)),
        (None, "b", ("en/b.md", "en/c.md")),
    ]


def test_no_cell_is_a_formula() -> None:
    unit = Unit(new_id(1, ""), "=1+1", None, None, ("",), False, "", ("a.md",))
    data = FORMATS["csv"].write(Parcel("en", "es", HEADER.msgstr, (unit,)))
    assert b",'=1+1," in data
    assert FORMATS["csv"].read(data, "a").answers[0].msgid == "=1+1"


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\x7f", "\ud800", "\uffff", "\r"])
def test_what_cannot_be_held_is_known(character: str) -> None:
    assert UNHOLDABLE.search(f"a{character}")
    assert not UNHOLDABLE.search("a\tb\nc é 😀")
