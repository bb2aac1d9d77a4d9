"""Fitting a merged guide to the page that is there."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.fit.body import fit_body, learn_own
from l10n.fit.hunks import Hunk, find_hunks, pair_texts
from l10n.fit.marks import MARK, pair_mark
from l10n.fit.pieces import Piece, read_pieces
from l10n.markdown.segments import read_layout

NONE: frozenset[str] = frozenset()


def pieces(text: str) -> tuple[Piece, ...]:
    return read_pieces(text, 0, read_layout(text, 0))


class Fit(NamedTuple):
    text: str
    lost: tuple[Hunk, ...] = ()


def fit(ours: str, theirs: str, own: frozenset[str] = NONE) -> Fit:
    newline = "\r\n" if "\r\n" in theirs else "\n"
    fitted = fit_body(pieces(ours), pieces(theirs), own, str.__eq__, newline)
    return Fit(fitted.text, fitted.lost)


def texts_after(ours: str, theirs: str, own: frozenset[str]) -> tuple[str, ...]:
    """Return what the texts should say, of which some may have become one."""
    return fit_body(pieces(ours), pieces(theirs), own, str.__eq__, "\n").texts


def learn(ours: str, theirs: str, pairs: dict[int, int]) -> frozenset:
    learnt = learn_own(pieces(ours), pieces(theirs), pairs, ())
    return learnt.texts | learnt.lines


def in_order(ours: str, theirs: str) -> dict[int, int]:
    """Pair the texts by their number, as many as both have."""
    here, there = (sum(bool(each.kind) for each in pieces(text)) for text in (ours, theirs))
    return {number: number for number in range(min(here, there))}


# What must not change.


@pytest.mark.parametrize(
    "text", ["", "One.\n", "# T\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | z |\n", "One\r\n\r\nTwo"]
)
def test_pieces_make_up_their_body(text: str) -> None:
    assert "".join(each.text for each in pieces(text)) == text
    assert fit(text, text) == Fit(text, ())


def test_what_says_the_same_keeps_the_bytes_of_the_page() -> None:
    ours = "# Boats\n\nOne boat leaves at noon, one at night.\n"
    theirs = "# Boats\n\nOne boat leaves at noon,\none at night.\n"
    assert fit(ours, theirs).text == theirs


def test_a_page_that_is_written_as_ours_is_ours() -> None:
    assert fit("New words.\n\nMore.\n", "Old words.\n\nMore.\n").text == "New words.\n\nMore.\n"


# What a page has its own way.


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("- a\n- b\n", "* a\n* b\n"),
        ("# Fees\n\nPay.\n", "# Fees {#gebuehren}\n\nPay.\n"),
        ("Pay.\n\n```\n# first\npay 20\n```\n", "Pay.\n\n```sh\n# zuerst\npay 20\n```\n"),
        ("Pay.\n\n<p>Today.</p>\n", "Pay.\n\n<p>Heute.</p>\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a   | b |\n|:----|---|\n| c   | d |\n"),
        ('Pay.\n\n[x]: /a "Fees"\n', 'Pay.\n\n[x]: /a "Gebühren"\n'),
        ("Pay.\n\nGo.\n", "Pay.\n\n\n\nGo."),
        ("Pay.\n", "<!-- checked in May -->\nPay.\n"),
    ],
)
def test_it_stays_while_ours_does_not_change(ours: str, theirs: str) -> None:
    own = learn(ours, theirs, in_order(ours, theirs))
    assert fit(ours, theirs, own) == Fit(theirs, ())


def test_a_text_that_stays_gives_way_to_a_new_one() -> None:
    ours, theirs = "# T\n\nEnglish words.\n\nMore.\n", "# T\n\nDeutsche Worte.\n\nMore.\n"
    own = learn(ours, theirs, {0: 0, 1: 1, 2: 2})
    assert fit(ours, theirs, own).text == theirs
    new = ours.replace("English words", "Neue Worte")
    assert fit(new, theirs, own) == Fit(new, ())


def test_a_list_sign_stays_where_its_text_changes() -> None:
    own = learn("- a\n- b\n", "* a\n* b\n", {0: 0, 1: 1})
    assert fit("- a\n- c\n", "* a\n* b\n", own).text == "* a\n* c\n"


def test_an_id_stays_where_its_heading_changes() -> None:
    own = learn("# Fees\n", "# Fees {#gebuehren}\n", {0: 0})
    assert fit("# All fees\n", "# Fees {#gebuehren}\n", own).text == "# All fees {#gebuehren}\n"


def test_a_line_of_code_changes_beside_one_that_stays() -> None:
    ours = "Pay.\n\n```\n# first\npay 20\n```\n"
    theirs = "Pay.\n\n```\n# zuerst\npay 20\n```\n"
    own = learn(ours, theirs, {0: 0})
    fitted = fit(ours.replace("pay 20", "pay 30"), theirs, own)
    assert fitted == Fit(theirs.replace("pay 20", "pay 30"), ())


def test_words_that_only_the_page_has_are_lost_when_the_source_changes_them() -> None:
    ours = "Pay.\n\n```\n# first\npay 20\n```\n"
    theirs = "Pay.\n\n```\n# zuerst\npay 20\n```\n"
    own = learn(ours, theirs, {0: 0})
    fitted = fit(ours.replace("# first", "# later"), theirs, own)
    assert [each.theirs[0].says for each in fitted.lost] == ["# zuerst\n"]


def test_a_text_that_the_page_lacks_comes_when_it_is_translated() -> None:
    ours, theirs = "Uno.\n\nMissing words.\n\nTres.\n", "Uno.\n\nTres.\n"
    own = learn(ours, theirs, {0: 0, 2: 1})
    assert fit(ours, theirs, own).text == theirs
    translated = ours.replace("Missing words", "Dos")
    assert fit(translated, theirs, own).text == "Uno.\n\nDos.\n\nTres.\n"


def test_a_text_that_only_the_page_has_stays() -> None:
    ours, theirs = "Uno.\n\nTres.\n", "Uno.\n\nUna nota.\n\nTres.\n"
    own = learn(ours, theirs, {0: 0, 1: 2})
    assert fit(ours, theirs, own).text == theirs
    assert fit("Uno.\n\nCuatro.\n", theirs, own).text == "Uno.\n\nUna nota.\n\nCuatro.\n"


@pytest.mark.parametrize("added", ["Neu.", "# Neu", "Neu.\n\nNeuer.", "> Neu"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_text_beside_those_that_only_the_page_has(newline: str, added: str) -> None:
    ours = "Uno.\n\nTres.\n"
    theirs = "Uno.\n\n- eins\n- zwei\n\nTres.\n".replace("\n", newline)
    own = learn(ours, theirs, {0: 0, 1: 3})
    new = f"Uno.\n\n{added}\n\nTres.\n"
    found = fit(new, theirs, own)
    wanted = f"Uno.\n\n- eins\n- zwei\n\n{added}\n\nTres.\n"
    assert found.text == wanted.replace("\n", newline)
    says = [each.says for each in pieces(found.text) if each.kind]
    assert says == [*texts_after(new, theirs, own)]
    assert found.lost == ()


def test_texts_that_become_one_are_seen() -> None:
    ours, theirs = "Uno.\n\nTres.\n", "Uno.\n\n- eins\n- zwei\n\nTres.\n"
    own = learn(ours, theirs, {0: 0, 1: 3})
    new = "Uno.\n\n- neu\n\nTres.\n"
    wanted = texts_after(new, theirs, own)
    assert {*wanted} == {"Uno.", "eins", "zwei", "neu", "Tres."}
    found = fit(new, theirs, own).text
    assert [each.says for each in pieces(found) if each.kind] != [*wanted]


def test_a_comment_stays_where_the_text_beside_it_changes() -> None:
    ours, theirs = "Uno.\n\nDos.\n", "<!-- a -->\nUno.\n\n<!-- b -->\nDos.\n"
    own = learn(ours, theirs, {0: 0, 1: 1})
    fitted = fit("Uno.\n\nTres.\n", theirs, own)
    assert fitted == Fit("<!-- a -->\nUno.\n\n<!-- b -->\nTres.\n", ())


def test_our_lines_have_the_line_ends_of_the_page() -> None:
    ours, theirs = "Uno.\n\nDos.\n", "Uno.\r\n\r\nDos.\r\n"
    own = learn(ours, theirs, {0: 0, 1: 1})
    fitted = fit("Uno.\n\nTres.\n\n- cuatro\n", theirs, own)
    assert fitted.text == "Uno.\r\n\r\nTres.\r\n\r\n- cuatro\r\n"


def test_a_link_leads_where_ours_does_and_the_rest_stays() -> None:
    ours, theirs = "See [the fees](/es/a) now, please.\n", "See [the fees](/a) now,\nplease.\n"
    assert fit(ours, theirs).text == "See [the fees](/es/a) now,\nplease.\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "new", "wanted"),
    [
        ("- a\n- b\n", "+ a\n+ b\n", "- a\n- n\n- b\n", "+ a\n+ n\n+ b\n"),
        ("1. a\n2. b\n", "1) a\n2) b\n", "1. a\n2. b\n3. n\n", "1) a\n2) b\n3) n\n"),
        (
            "- a\n  - b\n- c\n",
            "*   a\n    +   b\n*   c\n",
            "- a\n  - b\n  - n\n- c\n",
            "*   a\n    +   b\n    +   n\n*   c\n",
        ),
    ],
)
def test_a_new_item_has_the_signs_of_the_page(ours, theirs, new, wanted) -> None:
    own = learn(ours, theirs, in_order(ours, theirs))
    assert fit(new, theirs, own) == Fit(wanted)


def test_an_id_of_the_page_stays_where_the_source_has_another() -> None:
    own = learn("# Fees {#fees}\n", "# Fees {#uno}\n", {0: 0})
    assert fit("# Fees {#all}\n", "# Fees {#uno}\n", own) == Fit("# Fees {#uno}\n")
    assert fit("# Fees\n", "# Fees {#uno}\n", own) == Fit("# Fees {#uno}\n")


def test_a_blank_line_stays_behind_what_only_the_page_has() -> None:
    ours, theirs = "Uno.\n\nDos.\n\n- tres\n", "Uno.\n\nUna nota.\n\nDos.\n\n- tres\n"
    own = learn(ours, theirs, {0: 0, 1: 2, 2: 3})
    assert fit("Uno.\n\n- tres\n", theirs, own) == Fit("Uno.\n\nUna nota.\n\n- tres\n")


# Properties.

_LINES = st.sampled_from(
    [
        "# Uno\n",
        "Dos.\n",
        "Dos\ntres.\n",
        "- cuatro\n",
        "\n",
        "```\n",
        "<p>seis</p>\n",
        "<!-- x -->\n",
    ]
)
_TEXTS = st.lists(_LINES, max_size=12).map("".join)


@given(_TEXTS, _TEXTS, st.data())
def test_what_was_learnt_gives_the_page_again(ours: str, theirs: str, data: st.DataObject) -> None:
    here, there = (sum(bool(each.kind) for each in pieces(text)) for text in (ours, theirs))
    numbers = st.dictionaries(st.sampled_from(range(here or 1)), st.sampled_from(range(there or 1)))
    pairs = {i: j for i, j in data.draw(numbers).items() if i < here and j < there}
    own = learn(ours, theirs, pairs)
    assert fit(ours, theirs, own) == Fit(theirs, ())


_BLOCKS = st.lists(st.sampled_from(["{}", "# {}", "- {}", "1. {}", "> {}", "| {} |\n| --- |"]))


@given(_BLOCKS, st.lists(st.tuples(st.integers(0, 9), _BLOCKS), max_size=3), _BLOCKS, st.data())
def test_no_text_goes_unseen(base, extra, new, data: st.DataObject) -> None:
    """What only the page has and what is new are there, or it can be seen that they are not."""
    here = [block.format(f"base{n}") for n, block in enumerate(base)]
    there, now = list(here), list(here)
    for n, (place, blocks) in enumerate(extra):
        there[place:place] = [block.format(f"extra{n}-{m}") for m, block in enumerate(blocks)]
    for n, block in enumerate(new):
        now.insert(data.draw(st.integers(0, len(now))), block.format(f"new{n}"))
    ours, theirs, later = ("\n\n".join(each) for each in (here, there, now))
    one, other = ([each.says for each in pieces(text) if each.kind] for text in (ours, theirs))
    pairs = {number: other.index(text) for number, text in enumerate(one)}
    own = learn(ours, theirs, pairs)
    fitted = fit(later, theirs, own)
    found = [each.says for each in pieces(fitted.text) if each.kind]
    if not fitted.lost and tuple(found) == texts_after(later, theirs, own):
        wanted = {each.says for each in (*pieces(later), *pieces(theirs)) if each.kind}
        assert {*found} == wanted


_DIFFERENT = st.lists(_LINES, max_size=12, unique=True).map("".join)


@given(_DIFFERENT, _DIFFERENT, _DIFFERENT)
def test_fitting_again_and_again_comes_to_rest(ours: str, theirs: str, new: str) -> None:
    own = learn(ours, theirs, in_order(ours, theirs))
    passes = [theirs]
    for _ in range(5):
        wanted = texts_after(new, passes[-1], own)
        passes.append(fit(new, passes[-1], own).text)
        if [each.says for each in pieces(passes[-1]) if each.kind] != [*wanted]:
            return  # what stands together has become something else: it is not written
    assert passes[-1] == passes[-2]


@given(_TEXTS, _TEXTS)
def test_hunks_are_both_bodies(ours: str, theirs: str) -> None:
    one, other = pieces(ours), pieces(theirs)
    hunks = list(find_hunks(one, other, pair_texts(one, other, NONE)))
    assert tuple(each for hunk in hunks for each in hunk.ours) == one
    assert tuple(each for hunk in hunks for each in hunk.theirs) == other


@given(_TEXTS, _TEXTS)
def test_without_marks_the_words_are_ours(ours: str, theirs: str) -> None:
    fitted = fit(ours, theirs)
    assert fitted.lost == ()
    assert [each.says for each in pieces(fitted.text)] == [each.says for each in pieces(ours)]


@given(st.text(), st.text())
def test_a_mark_has_its_length(one: str, other: str) -> None:
    assert len(pair_mark(one, other)) == MARK


def test_what_a_page_leaves_out_takes_its_blank_lines_along() -> None:
    source, page = "One.\n\nA.\n\nB.\n\n---\n\nC.\n\nEnd.\n", "Uno.\n\nFin.\n"
    own = learn(source, page, {0: 0, 4: 1})
    assert fit(source, page, own).text == page
    translated = source.replace("B.", "Be.")
    assert fit(translated, page, own).text == "Uno.\n\nBe.\n\nFin.\n"
