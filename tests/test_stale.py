"""Stale translations: another wording may stay, another fact never."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pay at a bank", "Pay at the bank of your choice"),
        ("Pay the fee of 30 USD at a bank", "You pay the fee of 30 USD at any bank"),
        ("**Bring** the form", "Bring the form"),
        ("Read [the rules](1) before", "Before that, read [all the rules](1)"),
        ("Go on 3 March to the office", "Come on 3 March to an office"),
        ("Run `apply` here", "Run `apply` there"),
    ],
)
def test_wording(one: str, other: str) -> None:
    assert same_facts(one, other)
    assert same_facts(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pay 30 USD", "Pay 35 USD"),
        ("Pay 30 USD", "Pay 30 EUR"),
        ("Pay 30 USD", "Pay USD"),
        ("Pay $30", "Pay €30"),
        ("Pay 1,000 soles", "Pay 1.000 soles"),
        ("Pay 1 000 soles", "Pay 10 00 soles"),
        ("A fee of 10 %", "A fee of 10"),
        ("-5 degrees", "5 degrees"),
        ("over 18 years", "over 18 months"),
        ("under >18", "under <18"),
        ("until 1 March", "until 1 April"),
        ("in March", "in April"),
        ("On Monday", "On Friday"),
        ("on 2024-06-26", "on 2024-06-27"),
        ("at 12:30", "at 12:45"),
        ("from 1 to 2 May", "from 2 to 1 May"),
        ("two photos", "three photos"),
        ("Wait a week", "Wait a month"),
        ("It is free", "It is cheap"),
        ("Form A38", "Form A39"),
        ("Form A38 or B", "Form B or A38"),
        ("step 2b", "step 2c"),
        ("Call +51 1 234", "Call +51 1 235"),
        ("See https://a.org/x", "See https://a.org/y"),
        ("See <https://a.org>", "See <https://a.net>"),
        ("See www.a.org", "See www.b.org"),
        ("See a.gob.pe/x", "See a.gob.pe/y"),
        ("Write to a@b.org", "Write to c@b.org"),
        ("See [it](1)", "See [it](2)"),
        ("See [it](1)", "See it"),
        ("See [it][a]", "See [it][b]"),
        ("Run `a`", "Run `b`"),
        ("A<br>b", "A b"),
        ("{{< fee 3 >}} here", "{{< fee 4 >}} here"),
        ("١٢ soles", "١٣ soles"),
        ("5 &lt; 6", "5 &gt; 6"),
    ],
)
def test_facts(one: str, other: str) -> None:
    assert not same_facts(one, other)
    assert not same_facts(other, one)
    long = "Before you go to the office, read this: {}. Then come back and ask somebody."
    assert not same_facts(long.format(one), long.format(other))


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
