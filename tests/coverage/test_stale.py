"""Stale translations: another wording may stay, another fact never."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.stale import may_stay, same_facts, translations_of

HEADER = Entry("")
STALE = Entry(
    "Pay the fee at any bank", "Pague aquí", flags=("fuzzy",), previous_msgid="Pay it at any bank"
)


@given(st.text())
def test_a_text_states_its_own_facts(text: str) -> None:
    assert same_facts(text, text)


@given(st.text("ab 1,.$5%", max_size=12), st.sampled_from("0123456789"))
def test_a_digit_that_changed_is_a_fact_that_changed(text: str, digit: str) -> None:
    for place, char in enumerate(text):
        if char.isdigit() and char != digit:
            assert not same_facts(text, text[:place] + digit + text[place + 1 :])


def test_only_a_source_s_own_old_translation_may_stay() -> None:
    assert may_stay(STALE)
    assert not may_stay(STALE._replace(flags=()))
    assert not may_stay(STALE._replace(obsolete=True))
    assert not may_stay(STALE._replace(previous_msgid=None))
    assert not may_stay(STALE._replace(previous_msgctxt="menu"))
    assert not may_stay(STALE._replace(comments=("memory: a similar text, in visa",)))
    assert not may_stay(STALE._replace(previous_msgid="Pay 5 at any bank"))


def test_what_is_published() -> None:
    done = Entry("Home", "Inicio")
    catalog = Catalog(HEADER, (done, STALE, STALE._replace(msgid="Pay here", msgstr="")))
    assert translations_of(catalog, keep_stale=False) == {(None, "Home"): "Inicio"}
    assert translations_of(catalog, keep_stale=True) == {
        (None, "Home"): "Inicio",
        (None, STALE.msgid): STALE.msgstr,
    }
