"""Texts in quotes come back as texts in quotes, whatever a translator writes."""

from __future__ import annotations

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide, Place
from l10n.merge import Merged, merge_guide

BODY = 'One.\n\n> {{< card title="Read this" href="/x" alt=`A map` >}}\n\nTwo.\n'


def _merged(translations: dict[str, str], body: str = BODY) -> Merged:
    guide = Guide("a.md", "en", "a", body)
    extraction = extract_guide(guide, ())
    return merge_guide(
        guide, extraction, {(None, ours): said for ours, said in translations.items()}
    )


def test_parameters_of_a_shortcode_line_are_texts() -> None:
    guide = Guide("a.md", "en", "a", BODY)
    found = [each for each in extract_guide(guide, ()).segments if each.place is Place.QUOTED]
    assert [(each.kind, each.msgid) for each in found] == [
        ("title of card", "Read this"),
        ("alt of card", "A map"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_they_are_replaced_and_nothing_else(newline: str) -> None:
    body = BODY.replace("\n", newline)
    merged = _merged({"Read this": "Lies *das*,\nbitte", "A map": "Eine Karte"}, body)
    expected = body.replace("Read this", "Lies *das*, bitte").replace("A map", "Eine Karte")
    assert merged.text == expected


@pytest.mark.parametrize(
    "said",
    [
        'a" onload="x',
        "a` b",
        "a\\",
        "a >}} <script>",
        "a {{ .Site }}",
        "a &lt;img src=x&gt;",
        "-->",
    ],
)
def test_what_ends_the_text_or_is_more_is_refused(said: str) -> None:
    merged = _merged({"Read this": said, "A map": said})
    assert merged.text == BODY
    assert len(merged.quarantined) == 2


def test_no_translation_gives_the_guide_itself() -> None:
    assert _merged({}).text == _merged({"Read this": "Read this"}).text == BODY


def test_a_backslash_alone_is_a_text() -> None:
    merged = _merged({"Read this": "\\\n", "A map": "\\\n"})
    assert merged.text == BODY
