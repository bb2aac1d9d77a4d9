"""What must not change goes out as an element and comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.elements import seal, unseal
from l10n.engines.values import Form
from l10n.markdown.inlines import NO_LABELS, Labels

LABELS = Labels(frozenset({"FEES", "THE FEES"}), frozenset({"1"}))
PIECES = (
    *("word ", "two words ", "`a_b`", "**", "*", "_", "[", "](1)", '](2 "Title")', "![", "<br>"),
    *("</b>", "<https://x.example/a>", "\\*", "&nbsp;", "&", "<", ">", "\n", "{{< a >}}", "$"),
    *("https://x.example/?a=1&b=2", '<i id="1"/>', "</i>", "[^1]", "[fees]", "][the fees]", "é"),
)


@pytest.mark.parametrize("form", Form)
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_comes_back_as_it_went_is_the_source(text: str, form: Form) -> None:
    sealed = seal(text, NO_LABELS, form)
    opened = unseal(sealed, sealed.text)
    if "</i>" in text:  # of HTML that the text has, it is an element itself, or it is refused
        assert opened.fault or opened.text
        return
    assert opened.fault == ""
    # Of an emphasis that has blanks on its inside, they go.
    assert opened.text.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain & simple", "Plain &amp; simple"),
        ("See [the fees](1).", 'See <i id="1"/>the fees<i id="2"/>.'),
        ("**Pay** `30 USD`", '<i id="1"/>Pay<i id="2"/> <i id="3"/>'),
        ("[`code`](1) stays", '<i id="1"/> stays'),
        ('See [it](1 "Fees").', 'See <i id="1"/>it<i id="2"/>Fees<i id="3"/>.'),
        ("![A form](1)", '<i id="1"/>A form<i id="2"/>'),
        ("one\ntwo", 'one<i id="1"/>two'),
        ("at https://x.example/a.", 'at <i id="1"/>'),
        ("a snake_case_name", 'a <i id="1"/>'),
    ],
)
def test_in_html_all_markup_is_an_element(text: str, html: str) -> None:
    assert seal(text, NO_LABELS, Form.HTML).text == html


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("**Pay** at [the bank](1).", "**Pay** at [the bank](1)."),
        ("Run `make` & <kbd>x</kbd>", 'Run <i id="1"/> & <i id="2"/>x<i id="3"/>'),
        ("{{< ref >}} it", '<i id="1"/> it'),
    ],
)
def test_a_model_reads_markdown(text: str, sent: str) -> None:
    assert seal(text, NO_LABELS, Form.MODEL).text == sent


@pytest.mark.parametrize(
    ("text", "answer", "opened"),
    [
        ("**Pay** now", '<i id="1" /> Pague <i id="2"></i> ahora', "**Pague** ahora"),
        ("Run `a` in `b`", 'En <I ID=2/> ejecute <i id="1"/>', "En `b` ejecute `a`"),
        ("a < b & c", "a &lt; b &amp; c", "a < b & c"),
        ("[fees] apply", '<i id="1"/>Tasas<i id="2"/> valen', "[Tasas][fees] valen"),
        ("[Fees][the fees]", '<i id="1"/>Tasas<i id="2"/>', "[Tasas][the fees]"),
    ],
)
def test_an_answer_is_put_back(text: str, answer: str, opened: str) -> None:
    assert unseal(seal(text, LABELS, Form.HTML), answer) == (opened, "")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("Ejecute", '<i id="1"/> (`a`) is missing; put it in'),
        ('<i id="1"/><i id="1"/>', '<i id="1"/> (`a`) is there twice; write it once'),
        ('<i id="1"/><i id="2"/>', '<i id="2"/> is not in the source; take it out'),
        ('<i id="1">a</i>', 'an element <i id="n"/> is damaged; bring each back as it is'),
    ],
)
@pytest.mark.parametrize("form", Form)
def test_what_is_lost_or_doubled_is_refused(answer: str, fault: str, form: Form) -> None:
    assert unseal(seal("Run `a`", NO_LABELS, form), answer) == ("", fault)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It *should* look", 'La <i id="1"/><i id="2"/> semblança'),
        ("It *should* look", 'La <i id="1"/> <i id="2"/> semblança'),
        ("See [the fees](1)", 'Veure les tarifes <i id="1"/><i id="2"/>'),
    ],
)
def test_what_was_around_a_word_is_around_nothing(text: str, answer: str) -> None:
    fault = 'nothing is between <i id="1"/> and <i id="2"/>; write it there'
    assert unseal(seal(text, NO_LABELS, Form.HTML), answer) == ("", fault)


@pytest.mark.parametrize("form", Form)
def test_what_no_catalog_holds_is_mended_or_refused(form: Form) -> None:
    sealed = seal("Pay the fee.", NO_LABELS, form)
    assert unseal(sealed, "Pague\r\nla tasa.") == ("Pague\nla tasa.", "")
    assert unseal(sealed, "Pague\0la tasa.").fault.startswith("the text holds U+0000")
