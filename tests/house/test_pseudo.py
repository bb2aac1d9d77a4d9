"""Texts that only look translated: what stays, and how much longer they get."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.elements import seal, unseal
from l10n.engines.values import Form
from l10n.markdown.inlines import Labels
from l10n.pseudo import Style, make_pseudo

PLAIN = Style(longer=0, brackets=False)


@pytest.mark.parametrize(
    "text",
    ["", " ", "5", "30 USD"[:2], "DS-160", "1,000.50", '<i id="7"/>', "&lt;&amp;", "…", "-.,/"],
)
def test_what_has_no_letter_for_translators_stays(text):
    assert make_pseudo(text, Style()) == text


@pytest.mark.parametrize(
    ("text", "style", "wanted"),
    [
        ("Fees", PLAIN, "Ƒééš"),
        ("Fees", Style(0), "⟦Ƒééš⟧"),
        ("Pay 30 USD for DS-160.", PLAIN, "Þáý 30 ÚŠĎ ƒóř DS-160."),
        (
            'the <i id="1"/>fee<i id="2"/> &amp; tax',
            Style(0),
            '⟦ťĥé <i id="1"/>ƒéé<i id="2"/> &amp; ťáẋ⟧',
        ),
        ("(see below)", Style(0), "(⟦šéé ƀéłóŵ⟧)"),
        ("Passport", Style(50, brackets=False), "Þáááššþóóóřť"),
        ("hm, tv", Style(100, brackets=False), "ĥɱɱɱ, ťṽṽṽ"),
        ("Visa free", Style(0, rtl=True), "⟦וישא פרעע⟧"),
        ("Für Ärzte, 税", PLAIN, "Ƒüř Äřžťé, 税"),
    ],
)
def test_words_become_others(text, style, wanted):
    assert make_pseudo(text, style) == wanted


@pytest.mark.parametrize("longer", [0, 12.5, 30, 100, 250])
def test_a_text_grows_by_its_share(longer):
    text = "Decide whether you apply in person or through a representative of yours."
    made = make_pseudo(text, Style(longer, brackets=False))
    letters = sum(map(str.isalpha, text))
    assert len(made) - len(text) == int(letters * longer / 100)
    assert len(made.split()) == len(text.split())


@given(
    st.text() | st.from_regex(r"([a-z]+ |\d|<i id=\"\d\"/>|&amp;|[-.,/⟦⟧]){0,20}"), st.booleans()
)
def test_elements_escapes_and_numbers_come_back_in_their_order(text, rtl):
    kept = re.compile(r'<i id="\d+"/>|&\w+;|\d+')
    assert kept.findall(make_pseudo(text, Style(rtl=rtl))) == kept.findall(text)


@given(st.text("ab*_`[](){}<>&;\\ 1\n|~!:@."))
def test_every_text_can_be_put_together_again(text):
    sealed = seal(text, Labels(), Form.HTML)
    assert unseal(sealed, make_pseudo(sealed.text, Style())).fault == ""
