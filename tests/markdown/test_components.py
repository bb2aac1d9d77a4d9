"""What a site says is text in its components."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.markdown.segments import locate_segments
from l10n.markdown.syntaxes import syntax_of, with_texts
from l10n.merge import merge_guide
from tests.cases import read_cases
from tests.markdown.test_segments import shown

CASES = read_cases("components.md", texts=3)
SYNTAXES = ("mdx", "vitepress", "hugo", "github")
SENTENCE = 'Go <Term why="Far off" note="x">by *boat*</Term> or <Card title="By sea">now</Card>.'
SITE = {"Term": ["why"], "Card": ["title", "body"]}


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize(
    ("title", "said", "body", "expected"), CASES, ids=[case[0] for case in CASES]
)
def test_texts(title: str, said: str, body: str, expected: str, name: str) -> None:
    syntax = syntax_of(with_texts(name, {}, json.loads(said)))
    found = locate_segments(body, 0, syntax)
    assert "".join(map(shown, found.segments)) == expected
    assert found.troubles == ()
    for segment in found.segments:
        assert body[: segment.span.start].count("\n") + 1 == segment.line


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize(
    ("said", "other", "is_written"),
    [
        ("Go <", "Ve <", True),
        ("Far off", "Lejos", True),
        ("By sea", "Por mar", True),
        (">now<", ">ya<", True),
        ("by *boat*", "en *barco*", False),
        ("by *boat*", "", False),
        ('note="x"', 'note="y"', False),
    ],
)
def test_the_rest_comes_back_letter_for_letter(
    name: str, said: str, other: str, is_written: bool
) -> None:
    guide = Guide("a.md", "en", "a", f"{SENTENCE}\n", syntax=with_texts(name, {}, SITE))
    extraction = extract_guide(guide, ())
    assert [each.msgid for each in extraction.segments] == [SENTENCE]
    translation = SENTENCE.replace(said, other)
    merged = merge_guide(guide, extraction, {(None, SENTENCE): translation})
    assert merged.text == f"{translation if is_written else SENTENCE}\n"
    assert len(merged.quarantined) == (not is_written)


PIECES = st.sampled_from(
    [
        *(
            "<A>",
            "</A>",
            '<A b="',
            '">',
            "<A/>",
            "<B>",
            "</B>",
            "x",
            " ",
            "\n",
            "\n\n",
            "`",
            "{",
            "}",
        ),
        *(
            "> ",
            "- ",
            "    ",
            "```\n",
            '{{< c t="x" >}}',
            "{{< /c >}}",
            "<div>",
            "</div>",
            "*",
            "{{ y }}",
        ),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(SYNTAXES))
def test_segments_are_ordered_disjoint_and_in_their_places(text: str, name: str) -> None:
    syntax = syntax_of(with_texts(name, {}, {"A": ["b"], "B": []}))
    position = 0
    for segment in locate_segments(text, 0, syntax).segments:
        for line in segment.lines:
            assert position <= line.start < line.end <= len(text)
            position = line.end


@pytest.mark.parametrize("piece", ["<A>", "<A>x</A>", '<A b="', "</A>", "<A {", "`<A>"])
def test_much_is_read_in_linear_time(piece: str) -> None:
    syntax = syntax_of(with_texts("mdx", {}, {"A": []}))
    for text in (piece * 5_000, f"{piece * 2_000}{'</A>' * 2_000}"):
        started = time.process_time()
        locate_segments(text, 0, syntax)
        assert time.process_time() - started < 10  # minutes in quadratic time
