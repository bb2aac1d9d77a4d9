"""What is written as a scalar is the same string for YAML 1.1 and 1.2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import L10nError
from l10n.frontmatter.scalar import render_block, render_scalar

DATA = Path(__file__).parents[1] / "data" / "frontmatter"

# The core schema of YAML 1.2 (10.3.2), and what go-yaml and JSON readers add to it.
NOT_STRINGS = re.compile(
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)"
    r"|\.nan|\.NaN|\.NAN|0b[01]+|[-+]?[0-9][0-9_]*|<<|="
)


@pytest.mark.parametrize(
    "text",
    [
        "A guide",
        "10 things",
        "Précis - et plus",
        "中文",
        "עברית",
        "🙂 smile",
        "a:b",
        "a#b",
        "don't",
        'say "so"',
        "C:\\x",
        "5 km",
        "(see it)",
        "what?",
        "no way",
    ],
)
def test_ordinary_text_stays_plain(text):
    assert render_scalar(text, "", flow=False) == text


@pytest.mark.parametrize(
    "text",
    (DATA / "doubtful.txt").read_text("utf-8").splitlines(),
)
@pytest.mark.parametrize("flow", [False, True])
def test_doubtful_text_is_quoted(text, flow):
    written = render_scalar(text, "", flow=flow)
    assert written[0] in "'\""
    assert written[-1] == written[0]
    assert yaml.safe_load(written) == text


@pytest.mark.parametrize("text", ["a: b", "a #b", " a", "a ", "\u00a0a", "a:", "", "- a", "a\tb"])
def test_text_with_doubtful_blanks_is_quoted(text):
    written = render_scalar(text, "", flow=False)
    assert written[0] in "'\""
    assert yaml.safe_load(written) == text


@pytest.mark.parametrize("text", ["a, b", "a]", "a}", "a[b", "a{b", "a:b", "a?"])
def test_text_is_quoted_in_a_flow_only(text):
    assert render_scalar(text, "", flow=False)[0] == text[0]
    written = render_scalar(text, "", flow=True)
    assert written[0] in "'\""
    assert yaml.safe_load(f"[{written}, {{a: {written}}}]") == [text, {"a": text}]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "'", '"', "*", "|"]))
def test_any_text_reads_back_on_one_line_of_printable_characters(text, style):
    written = render_scalar(text, style, flow=True)
    assert re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+", written)
    assert yaml.safe_load(f"[{written}]") == [text]
    if written == text:
        assert not NOT_STRINGS.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["a\n b", "a \nb", "\na", "a\n\n", "\n", "", "a\tb", "a\u2028b", "a\rb"]
)
def test_a_block_gives_way_to_quotes_for_blanks_at_ends(text):
    written = render_block(text, "|  # c\n  x", "x\n", "\n")
    assert written.endswith("  # c")
    assert "\n" not in written
    assert yaml.safe_load(f"a: {written}") == {"a": text}


def test_a_block_takes_the_line_ends_of_its_file():
    assert render_block("a\n\nb\n", "|-\r\n   x", "x", "\r\n") == "|\r\n   a\r\n\r\n   b"


def test_a_lone_surrogate_is_refused():
    with pytest.raises(L10nError, match="half a character; write it again"):
        render_scalar("a\udc80", '"', flow=False)
