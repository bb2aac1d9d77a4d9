"""The texts in shortcodes: which are read, where they are, and what stays around them."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.markdown.segments import locate_segments
from l10n.markdown.shortcodes import find_tags
from l10n.markdown.shortcodes.tags import read_tag
from l10n.markdown.syntaxes import syntax_of, with_texts
from l10n.text import Span
from tests.cases import read_cases
from tests.markdown.test_segments import shown

FRONT = "---\ntitle: x\n---\n"
CASES = read_cases("shortcodes.md", texts=3)


@pytest.mark.parametrize(
    ("title", "site", "body", "expected"), CASES, ids=[case[0] for case in CASES]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_texts(title: str, site: str, body: str, expected: str, newline: str) -> None:
    name, _, said = site.strip().partition(" ")
    syntax = syntax_of(with_texts(name, json.loads(said or "{}"), {}))
    front, body = (each.replace("\n", newline) for each in (FRONT, body))
    text = front + body
    found = locate_segments(text, len(front), syntax)
    assert "".join(map(shown, found.segments)) == expected
    assert found.troubles == ()
    for segment in found.segments:
        assert text[: segment.span.start].count(newline) + 1 == segment.line
        assert all(line.of(text) == line.of(text).strip() != "" for line in segment.lines)


PARTS = {
    "{{< a >}}": ("a", []),
    "{{</ a >}}": ("a", []),
    "{{<a/>}}": ("a", []),
    "{{% b/c.d x %}}": ("b/c.d", [("0", "x")]),
    '{{< a b="x y" c=`r "` d=1 "pos" />}}': (
        "a",
        [("b", "x y"), ("c", 'r "'), ("d", "1"), ("0", "pos")],
    ),
    '{{< a href=https://x/?a=b t = "q">}}': ("a", [("href", "https://x/?a=b"), ("t", "q")]),
    '{{< a b="x \\" y" c="z\\w" >}}': ("a", [("b", '"x \\" y"'), ("c", "z\\w")]),
}


@pytest.mark.parametrize("written", PARTS)
def test_the_parts_of_a_tag(written: str) -> None:
    tag = read_tag(written, Span(0, len(written)))
    assert tag is not None
    parameters = [(each.name, each.span.of(written)) for each in tag.parameters]
    assert (tag.name, parameters) == PARTS[written]
    assert tag.is_alone == ("/>" in written)


@pytest.mark.parametrize(
    "written",
    [
        '{{</* a b="x" */>}}',
        '{{< a b="x"c="d" >}}',
        '{{< a b="x >}}',
        '{{< a b="x\\`" >}}',
        "{{< a b=`x >}}",
        '{{< a b="x\n" >}}',
        "{{< >}}",
    ],
)
def test_a_tag_that_cannot_be_told_exactly(written: str) -> None:
    assert read_tag(written, Span(0, len(written))) is None


WORDS = st.lists(
    st.sampled_from(
        [
            *("{{< a >}}", "{{< /a >}}", '{{< b title="', '" >}}', "{{% a", "%}}", "x", " ", "\n"),
            *("`", "- ", "> ", "    ", "\\", "text=`", "/>}}", "```\n", "<div>", "| a |\n|---|\n"),
        ]
    )
).map("".join)


@given(WORDS)
def test_segments_are_ordered_disjoint_and_in_their_places(text: str) -> None:
    position = 0
    for segment in locate_segments(text, 0).segments:
        for line in segment.lines:
            assert position <= line.start < line.end <= len(text)
            position = line.end


@given(st.text(alphabet='ab ="`\\/<>%{}\n'))
def test_values_are_in_their_tags(inner: str) -> None:
    text = f"{{{{< {inner} >}}}}"
    for span in find_tags(text):
        tag = read_tag(text, span)
        position = span.start
        for each in tag.parameters if tag else ():
            assert position < each.span.start <= each.span.end < span.end
            position = each.span.end


@pytest.mark.parametrize(
    "piece",
    ["{{< a >}}", "{{< a >}}x{{< /a >}}", '{{< a "', "{{< a title=", '{{< a title="x" >}}\n\n'],
)
def test_much_is_read_in_linear_time(piece: str) -> None:
    for text in (piece * 5_000, f"{piece * 2_000}{'{{< /a >}}' * 2_000}"):
        started = time.process_time()
        locate_segments(text, 0)
        assert time.process_time() - started < 10  # minutes in quadratic time
