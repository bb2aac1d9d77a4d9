"""Random components: what no translation can change, whatever is in it."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Place
from l10n.html.scan import Kind, scan
from l10n.markdown.syntaxes import with_texts
from l10n.merge import merge_guide
from l10n.text import Edit, splice

_PIECES = (
    *(
        "<Card>",
        "</Card>",
        "<Card>",
        "</Card>",
        '<Card title="By boat">',
        "<Card label={'Far off'}/>",
    ),
    *(
        "<Demo>",
        "</Demo>",
        '<Demo title="Not this">',
        "<Demo/>",
        "<Tab name='One'>",
        "</Tab>",
        "<>",
        "</>",
    ),
    *(
        '<img alt={"A map"} src="/m.png" />',
        "<img alt={`No ${x}`}/>",
        "<Card text={<b>It's</b>} />",
    ),
    *(
        '<Card image={<img alt="A list\'s end" />} />',
        '<Best\n  title="Two lines"\n/>',
        "<b>",
        "</b>",
    ),
    *(
        "Row home",
        "boat",
        " and ",
        "\n",
        "\n\n",
        "\n\n",
        "\n  ",
        "- ",
        "> ",
        "*",
        "`<Demo>`",
        "```\n",
    ),
    *("{x}", "{/* no */}", "{{ y }}", "it's"),
)
_BROKEN = ("{", "}", "<Card", '<Card title="x', "'", '"', "`")


def _fragments(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=14).map("".join)


_HOSTILE = (
    *('"', "'", "`", "\\", "{", "}", "${x}", "{x}", "<", ">", "/>", "</Card>", "<Card>", "<Demo>"),
    *(
        "</Demo>",
        '"} onClick={"',
        "' on='",
        '" on="',
        "\n",
        "\n\n",
        "<b>",
        "{/* */}",
        "{{ x }}",
        "\\u0022",
    ),
    *(
        "&quot;",
        "&#123;",
        "&lt;",
        "a",
        " ",
        "é",
        "字",
        "*",
        "- ",
        "import x from 'y'",
        "<!--",
        "\r",
    ),
)
_TEXTS = st.lists(st.sampled_from(_HOSTILE), max_size=6).map("".join)
_SITE = {"Demo": (), "Tab": ("name", "body")}
_NAMES = st.sampled_from(("mdx", "vitepress", "hugo"))
many = settings(max_examples=max(300, settings.default.max_examples))
soak = pytest.mark.soak if os.environ.get("L10N_PROFILE") == "soak" else lambda test: test


def _guide(text: str, name: str) -> Guide:
    return Guide("a.md", "en", "a", f"Row home.\n\n{text}\n", syntax=with_texts(name, {}, _SITE))


def _quoted(text: str, extraction: Extraction) -> tuple[list[str], str]:
    """Return the kinds of the texts in quotes, and all that is around them."""
    found = [each for each in extraction.segments if each.place is Place.QUOTED]
    edits = [Edit(each.span, "") for each in found]
    return [each.kind for each in found], splice(text, edits)


def _tags(text: str, name: str) -> list[tuple[str, ...]]:
    """Return the tags of a text, each with the names of its attributes."""
    pieces = scan(text, has_braces=name == "mdx")
    return [
        (piece.kind, piece.name, *(each.name for each in piece.attributes))
        for piece in pieces
        if piece.kind is not Kind.TEXT
    ]


def _merged(guide: Guide, extraction: Extraction, data: st.DataObject) -> str:
    """Return the page of a hostile translator of the texts in quotes."""
    translations = {
        (None, each.msgid): data.draw(
            st.one_of(_TEXTS, st.tuples(_TEXTS, st.just(each.msgid), _TEXTS).map("".join))
        )
        for each in extraction.segments
        if each.place is Place.QUOTED
    }
    return merge_guide(guide, extraction, translations).text


@soak
@given(_fragments(*_PIECES, *_BROKEN), _NAMES, st.data())
@many
def test_no_translation_of_a_value_changes_more_than_the_value(
    fragment: str, name: str, data: st.DataObject
) -> None:
    guide = _guide(fragment, name)
    extraction = extract_guide(guide, ())
    merged = _merged(guide, extraction, data)
    again = extract_guide(Guide("a.md", "en", "a", merged, syntax=guide.syntax), ())
    before, after = _quoted(guide.text, extraction), _quoted(merged, again)
    assert len(after[0]) <= len(before[0])
    if len(after[0]) == len(before[0]):  # else one has no letters any more
        assert after == before


@soak
@given(_fragments(*_PIECES), _NAMES, st.data())
@many
def test_no_translation_of_a_value_ends_a_tag(
    fragment: str, name: str, data: st.DataObject
) -> None:
    guide = _guide(fragment, name)
    merged = _merged(guide, extract_guide(guide, ()), data)
    assert _tags(merged, name) == _tags(guide.text, name)


@soak
@given(_fragments(*_PIECES), _NAMES)
@many
def test_careful_translations_are_written(fragment: str, name: str) -> None:
    guide = _guide(fragment, name)
    extraction = extract_guide(guide, ())
    translations = {
        (None, each.msgid): f"É {each.msgid}"
        for each in extraction.segments
        if each.place is Place.QUOTED
    }
    merged = merge_guide(guide, extraction, translations)
    assert merged.quarantined == ()
    again = extract_guide(Guide("a.md", "en", "a", merged.text, syntax=guide.syntax), ())
    assert _quoted(merged.text, again) == _quoted(guide.text, extraction)
