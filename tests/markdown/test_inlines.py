"""What is located and counted without a parse is located and counted alike with one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.extract import extract_guide
from l10n.markdown.inlines import NO_LABELS, _read, count_emphases, locate_inlines
from tests.documents import CORPORA, FIELDS, as_guide, read_corpus

PIECES = st.one_of(
    st.sampled_from(["*", "**", "***", "*a*", "**b c**", "**d", "e**", "*f", "g*", "_(h", "i)_"]),
    st.sampled_from([" ", ". ", "(", ")", "\n", "é:", "_", "-", "/"]),
    st.sampled_from(["`", "`a`", "`*`", "`b* c`", "``", "**`d`**", "*`e`", "`f`*"]),
)
LINK_PIECES = st.one_of(
    st.sampled_from(
        ["[", "]", "(", ")", "](", "[a](b)", "![i](s)", "!", "[a *b](c)*", "[a]", "\\"]
    ),
    st.sampled_from(["*", "_", "**x**", "`", "<", ">", "<b>", "^", "{", " ", "\n", "&#41;", '"t"']),
    st.sampled_from(
        [
            "`a`",
            "`[a](b)`",
            "` `",
            "``",
            "word",
            "http://a.b/(c)",
            "é",
            "\x01",
            "\x7f",
            "\xa0",
            "\u3000",
            "1",
            "#x",
            "@",
        ]
    ),
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pay **the fee** first.", 1),
        ("**Fee:** pay *now*", 2),
        ("(*now*), **then**", 2),
        ("a**b**c", 1),
        ("2 * 3 * 4", 0),
        ("***both***", 2),
        ("*one **two** one*", 2),
        ("**费用（税）**是", 0),
        ("_a_ and ~~b~~", 2),
        ("_(Ask at the desk, or edit this page.)_", 1),
        ("_(Ask at the desk.)", 0),
        ("**Form (EX-7)**", 1),
        ("**Form (EX-7)**now", 0),
        ("`*a*` \\*b\\*", 0),
    ],
)
def test_emphases_are_counted(text: str, count: int) -> None:
    assert count_emphases(text) == count


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_short_cut_leads_to_the_same_count(text: str) -> None:
    not_simple = f"{text} ="
    assert count_emphases(text) == count_emphases(not_simple)


@given(st.lists(LINK_PIECES, max_size=9).map("".join).filter(str.strip))
def test_links_and_code_are_located_as_the_parser_locates_them(text: str) -> None:
    assert locate_inlines(text) == _read(text, NO_LABELS)[0]


@pytest.mark.parametrize("name", CORPORA)
def test_real_links_and_code_are_located_as_the_parser_locates_them(name: str) -> None:
    texts = {each.text for each in read_corpus(name)}
    for text in texts:
        for segment in extract_guide(as_guide(text), FIELDS).segments:
            if "](" in segment.msgid or "`" in segment.msgid:
                assert locate_inlines(segment.msgid) == _read(segment.msgid, NO_LABELS)[0]
