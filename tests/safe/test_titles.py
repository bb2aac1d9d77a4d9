"""Titles of link definitions and of code stay titles, whatever a translator writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide, Quoting
from l10n.markdown.syntaxes import without_titles
from l10n.merge import Merged, merge_guide
from tests.safe.documents import hostile_texts

BODY = """\
See [a], [b], [c], [d] and [e].

[a]: /a "The form"
[b]: /b 'In
  two lines'
- [c]: <c c> (Fees)

> [d]: /d
> "Quoted
> text"

[e]: /e

```sh title="Run it" hl="1"
code
```
"""
TITLES = ("The form", "In two lines", "Fees", "Quoted text", "Run it")


def _read(body: str, syntax: str = "") -> tuple[Guide, Extraction]:
    guide = Guide("a.md", "en", "a", body, syntax=syntax)
    return guide, extract_guide(guide, ())


def _merged(said: str, body: str = BODY, syntax: str = "") -> Merged:
    guide, extraction = _read(body, syntax)
    return merge_guide(guide, extraction, {(None, each): said for each in TITLES})


def _links(text: str) -> list[tuple[object, object]]:
    tokens = MarkdownIt().parse(text)
    inlines = [one for each in tokens for one in each.children or () if one.type == "link_open"]
    return [(each.attrs["href"], each.attrs.get("title")) for each in inlines]


def test_where_titles_are() -> None:
    found = [each for each in _read(BODY)[1].segments if each.msgid in TITLES]
    assert [(each.msgid, each.kind, each.quoting, each.line) for each in found] == [
        ("The form", "title of link", Quoting.TITLE, 3),
        ("In two lines", "title of link", Quoting.TITLE_APOSTROPHES, 4),
        ("Fees", "title of link", Quoting.TITLE_PARENTHESES, 6),
        ("Quoted text", "title of link", Quoting.TITLE, 9),
        ("Run it", "title of code", Quoting.FENCE, 14),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_they_are_replaced_and_nothing_else(newline: str) -> None:
    body = BODY.replace("\n", newline)
    expected = body.replace(f"In{newline}  two lines", "L’or").replace(
        f"Quoted{newline}> text", "L’or"
    )
    for title in TITLES:
        expected = expected.replace(f"{title}", "L’or")
    assert _merged("L’or", body).text == expected


@pytest.mark.parametrize(
    "said", ['a "b" c', "l'eau 'x'", "a) (b", "a\\", "a\\\\", 'a \\" b', "a *b* [c](d) _e_", "# a"]
)
def test_what_would_end_a_title_is_escaped(said: str) -> None:
    merged = _merged(said)
    assert all(each.segment.quoting is Quoting.FENCE for each in merged.quarantined)
    shown = said.replace('\\"', '"').replace("\\\\", "\\")
    assert _links(merged.text) == [
        ("/a", shown),
        ("/b", shown),
        ("c%20c", shown),
        ("/d", shown),
        ("/e", None),
    ]


@pytest.mark.parametrize("said", ['a" b', "a`b", "a\\", "a} b", "a &quot; b", "a {{ b }}", "<b>"])
def test_what_cannot_be_written_behind_a_fence_is_refused(said: str) -> None:
    reasons = {each.segment.msgid: each.reason for each in _merged(said).quarantined}
    assert "Run it" in reasons


def test_a_label_of_vitepress() -> None:
    body = "```js [Say it]\nx\n```\n\n```js [config.js]\nx\n```\n"
    guide, extraction = _read(body, "vitepress")
    assert [(each.kind, each.msgid) for each in extraction.segments] == [
        ("title of code", "Say it")
    ]
    for said, is_fine in (("Dilo (ya)", True), ("Dilo]", False), ("[Dilo", False)):
        merged = merge_guide(guide, extraction, {(None, "Say it"): said})
        assert merged.text == (body.replace("Say it", said) if is_fine else body)
    assert not _read(body)[1].segments


def test_titles_are_left_alone_where_the_settings_say_so() -> None:
    syntax = without_titles("hugo")
    assert {each.msgid for each in _read(BODY, syntax)[1].segments}.isdisjoint(TITLES)
    assert _merged("Otra cosa", syntax=syntax).text == BODY


@given(st.one_of(hostile_texts, st.text()), st.sampled_from(["\n", "\r\n"]))
def test_no_text_changes_anything_but_titles(said: str, newline: str) -> None:
    body = BODY.replace("\n", newline)
    merged = _merged(said, body)
    links, before = _links(merged.text), _links(body)
    assert [href for href, _ in links] == [href for href, _ in before]
    again = _read(merged.text)[1]
    codes = [each for each in again.layout.parsed.tokens if each.type == "fence"]
    assert [(each.content, each.info.startswith("sh title=")) for each in codes] == [
        ("code\n", True)
    ]
    assert codes[0].info.endswith('" hl="1"')


@given(
    st.lists(
        st.sampled_from(
            [
                '[a]: /b "x y"',
                "'",
                '"',
                "(",
                ")",
                "\\",
                "\n",
                "> ",
                "- ",
                " ",
                "z",
                "[c]: d",
                "```",
                'title="A b"',
                "~~~",
                "\t",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_any_body_comes_back_without_translations(body: str) -> None:
    guide, extraction = _read(body)
    assert merge_guide(guide, extraction, {}).text == body
    for segment in extraction.segments:
        read = " ".join(line.of(body) for line in segment.lines)
        assert segment.msgid.split() == read.split() or segment.targets
