"""Texts in shortcodes: a translator changes them, and nothing around them."""

from __future__ import annotations

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import Merged, merge_guide

TEXT = 'Row {{< tip text="the boat" id="x" >}} to {{< badge >}}the pier{{< /badge >}}.'
BODY = "{{< box >}}\nMind *the* gap.\n\n- one\n{{< /box >}}\n"


def _merged(body: str, msgid: str, said: str, syntax: str = "") -> Merged:
    guide = Guide("a.md", "en", "a", body, syntax=syntax)
    return merge_guide(guide, extract_guide(guide, ()), {(None, msgid): said})


@pytest.mark.parametrize(
    "said",
    [
        'Rema {{< tip text="el bote" id="x" >}} al {{< badge >}}muelle{{< /badge >}}.',
        'Al {{< badge >}}muelle, ya{{< /badge >}} {{< tip text="*el* bote" id="x" >}}.',
        'Rema {{< tip text="船" id="x" >}} {{< badge >}}码头{{< /badge >}}。',
        TEXT.replace("Row", "Rema"),
    ],
)
def test_texts_in_a_text_are_the_translators(said: str) -> None:
    assert _merged(f"{TEXT}\n", TEXT, said).text == f"{said}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"the boat"', '"the boat" onload="y"'),
        ('"the boat"', "`the boat`"),
        ('"the boat"', '"the \\" boat"'),
        ('"the boat"', '"the <b>boat"'),
        ('"the boat"', '"the &lt;b>boat"'),
        ('"the boat"', '"{{ boat }}"'),
        ('"the boat"', '"# boat"'),
        ('"the boat"', '"[boat](/x)"'),
        ('"the boat"', '"https://evil.example"'),
        ('"the boat"', '""'),
        ('"the boat"', '"the [boat"'),
        ('"the boat"', '"the\nboat"'),
        ('id="x"', 'id="y"'),
        ("}}the pier{{", "}}<b>the pier</b>{{"),
        ("}}the pier{{", "}}the *pier*{{"),
        ("}}the pier{{", "}}{{"),
        ("}}the pier{{", "}}the {{< x >}} pier{{"),
        ("}}the pier{{", "}}the\n\npier{{"),
        ("{{< /badge >}}", ""),
    ],
)
def test_what_is_around_them_is_not(before: str, after: str) -> None:
    said = TEXT.replace(before, after).replace("Row", "Rema")
    assert said != TEXT.replace("Row", "Rema")
    merged = _merged(f"{TEXT}\n", TEXT, said)
    assert merged.text == f"{TEXT}\n"
    assert len(merged.quarantined) == 1


def test_a_name_is_no_text() -> None:
    text = 'Row {{< tip text="boats/red.md" >}}.'
    merged = _merged(f"{text}\n", text, text.replace("boats/red.md", "botes"))
    assert merged.text == f"{text}\n"


def test_a_body_is_written_as_it_is_said() -> None:
    merged = _merged(BODY, "Mind *the* gap.", "Ojo con *el* hueco < 5.")
    assert merged.text == BODY.replace("Mind *the* gap.", "Ojo con *el* hueco < 5.")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_of_a_body_become_one(newline: str) -> None:
    body = (
        f"- item{newline}  {{{{< box >}}}}{newline}  One{newline}  two.{newline}  {{{{< /box >}}}}"
    )
    assert _merged(body, "One two.", "Uno\ndos.").text == body.replace(
        f"One{newline}  two.", "Uno dos."
    )


@pytest.mark.parametrize(
    "said",
    [
        "\\<img src=x onerror=y> *the*",
        "<b *the*",
        "# Mind *the* gap",
        "1. Mind *the* gap",
        "Mind \\*the\\* gap",
        "Mind *the* gap\\",
        "Mind *the* gap {{< /box >}}",
        "Mind *the* `gap`",
        "Mind *the* ` gap",
        "Mind *the* [gap",
        "Mind *the* ](gap)",
        "| a |\n|---|",
        "x\n\n    y",
        "[x](javascript:alert) *the*",
    ],
)
def test_what_a_template_could_take_for_more_is_refused_or_joined(said: str) -> None:
    merged = _merged(BODY, "Mind *the* gap.", said)
    assert merged.text in (BODY, BODY.replace("Mind *the* gap.", "x y"))


@pytest.mark.parametrize(
    ("syntax", "body", "said"),
    [
        ("zola", "{{ card(title='The gap', n=1) }}\n", "El hueco"),
        ("zola", '{% note(title="The gap") %}\nRow\n{% end %}\n', "El hueco: *uno*"),
        ("jekyll", '{% include a.html title="The gap" x=y %}\n', "El hueco"),
        ("hugo", "{{% a title=`The gap` /%}}\n", "El hueco, y más"),
    ],
)
def test_other_tags(syntax: str, body: str, said: str) -> None:
    assert _merged(body, "The gap", said, syntax).text == body.replace("The gap", said)
    for added in ('"', "'", "`", "\\", "%}", "}}", ">}}", "<i>"):
        merged = _merged(body, "The gap", f"{said}{added} x", syntax)
        assert merged.text == body or added == "\\"
