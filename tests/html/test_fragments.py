"""Random fragments of HTML: what no translation can change, whatever is in it."""

from __future__ import annotations

import os

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.extract import extract_guide
from l10n.guide import Guide, Place
from l10n.html.texts import find_texts
from l10n.merge import merge_guide
from tests.html_tags import read_tags
from tests.judges.translators import careful

_NAMES = ("p", "td", "li", "div", "summary", "h2", "b", "a", "span", "code", "pre", "Card", "title")
_TAGS = [f"<{name}>" for name in _NAMES] + [f"</{name}>" for name in _NAMES] * 2
_PIECES = (
    *_TAGS,
    *("Row home", "boat", " and ", "\n", "\n", "\n  ", "&amp;", "&lt;b&gt;", "a < b", "> c", "& d"),
    *('<a href="/x" title="The boat">', "<img src=x alt='A \"map\"'>", '<p title="">', "<br/>"),
    *('<abbr title="Far\noff">', "<input placeholder = 'Your name' disabled>", "<p lang='de'>"),
    *("<span translate=no>", '<Card title="By boat" :if="a > b"/>', '<meta name="description"'),
    *(' content="Boats">', "<!-- not <p> now -->", "<![CDATA[ <p>x</p> ]]>", "<?x y ?>"),
    *(
        "<script>go('<p>Go</p>')</script>",
        "<style>p {}</style>",
        "<svg><path/></svg>",
        "<!DOCTYPE>",
    ),
    *("<b", "</", '<p title="x', "<!--", "<script>", "<textarea>", "'", '"', '{{< ref "x" >}}'),
)
_FRAGMENTS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)
_CONTAINERS = st.sampled_from(("", "> ", "- ", "> - "))
_HOSTILE = (
    *('" onload="x', "' onload='x", "` onload=x", '" x=y>', "'>", "-->", "]]>", "<!--", "\n\n"),
    *(
        "<script>x</script>",
        "<img src=x onerror=y>",
        "</p>",
        "</td><td>",
        "<b>",
        "<b",
        "</",
        "<",
        ">",
    ),
    *(
        "&quot;",
        "&#34;",
        "&lt;script&gt;",
        "&#60;b&#62;",
        "javascript:x",
        "&",
        "\\",
        "{{",
        "{{< x >}}",
    ),
    *(
        "```",
        "    ",
        "- ",
        "\t",
        "* a *",
        "\r",
        "é",
        "字",
        "a",
        " ",
        "[x](javascript:y)",
        "<?",
        "${x}",
    ),
    *("www.evil.example", "</script>", "</title>", "<![CDATA[", "translate=no", "<code>", "<span>"),
)
_TEXTS = st.lists(st.sampled_from(_HOSTILE), max_size=6).map("".join)
many = settings(max_examples=max(300, settings.default.max_examples))
soak = pytest.mark.soak if os.environ.get("L10N_PROFILE") == "soak" else lambda test: test


def _guide(fragment: str, container: str) -> Guide:
    lines = f"<div>{fragment}".split("\n")
    following = container.replace("-", " ")
    text = "\n".join((container + lines[0], *(following + line for line in lines[1:])))
    return Guide("a.md", "en", "a", f"Row home.\n\n{text}\n")


def _page_tags(text: str) -> list[str]:
    page = cmarkgfm.markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return [row for row in read_tags(page) if not row.startswith(("<span []>", "</span>"))]


@soak
@given(_FRAGMENTS, _CONTAINERS, st.data())
@many
def test_no_translation_changes_more_than_text(
    fragment: str, container: str, data: st.DataObject
) -> None:
    guide = _guide(fragment, container)
    extraction = extract_guide(guide, ())
    translations = {
        (None, each.msgid): data.draw(
            st.one_of(
                _TEXTS,
                st.just(careful(each.msgid)),
                st.tuples(_TEXTS, st.just(each.msgid), _TEXTS).map("".join),
            )
        )
        for each in extraction.segments
        if each.place in (Place.HTML, Place.QUOTED)
    }
    merged = merge_guide(guide, extraction, translations).text
    assert _page_tags(merged) == _page_tags(guide.text)
    assert merged.count("\n") <= guide.text.count("\n")


@soak
@given(_FRAGMENTS, _CONTAINERS)
@many
def test_careful_translations_are_written(fragment: str, container: str) -> None:
    guide = _guide(fragment, container)
    extraction = extract_guide(guide, ())
    found = [each for each in extraction.segments if each.place in (Place.HTML, Place.QUOTED)]
    translations = {(None, each.msgid): f"É {each.msgid}" for each in found}
    merged = merge_guide(guide, extraction, translations)
    assert merged.quarantined == ()
    again = extract_guide(Guide("a.md", "en", "a", merged.text), ())
    assert [each.msgid for each in again.segments if each.place in (Place.HTML, Place.QUOTED)] == [
        f"É {each.msgid}" for each in found
    ]


@soak
@given(_FRAGMENTS)
@many
def test_texts_are_ordered_disjoint_and_trimmed(fragment: str) -> None:
    position = 0
    for _, span, quote in find_texts(fragment):
        said = span.of(fragment)
        assert position <= span.start < span.end <= len(fragment)
        assert said == said.strip(" \t\n\r\f")
        assert not quote or quote not in said
        position = span.end
