"""Words: what is counted, what is not, and how long it may take."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.words import RULE, count_words, split_words

CASES = {
    "": 0,
    " \n ": 0,
    "...—–!?": 0,
    "Apply online": 2,
    "Apply\nonline": 2,
    "don't l’eau": 2,
    "step-by-step": 1,
    "a -- b - c": 3,
    "1,000.50 and 15.3.2024": 3,
    "e.g. this": 3,
    "snake_case _it_ **bold**": 4,
    "and/or": 2,
    "Привет, мир": 2,
    "한국어 단어": 2,
    "中文": 2,
    "日本語カタカナ": 7,
    "用 PDF 文件": 4,
    "हिन्दी में लिखें": 3,
    "أَهْلًا وَسَهْلًا": 2,
    "می‌خواهم": 1,
    "cafe\u0301": 1,
}

MARKUP = {
    "See [the fees](1).": 3,
    "[a](1) [b](23)": 2,
    '![a form](2 "Form A")': 4,
    "[a](<my file.md> 'b')": 2,
    "[text][label] and [^note]": 2,
    "Go to https://example.org/a-b?c=d, now": 3,
    "请访问https://example.org/路径。谢谢": 5,
    "<https://example.org/a> www.example.org mailto:a@b.org": 0,
    "html and https are words": 5,
    "`code here` and ``a ` b`` end": 2,
    "an open ` tick": 3,
    '<b class="x">bold</b><br/> text': 2,
    "a < b > c": 3,
    'use {{< icon "a b" >}} and {{% /note %}}': 2,
    "{{< a {b} >}} c": 1,
    "Fish &amp; chips&#160;now": 3,
}

HOSTILE = (
    *("<a", "`", "`a``b", "{{<", "](", "[^", "][a", "&a", "http://", "a-", "a.", "1.1,"),
    *("``a `b", "``a`b```", "``a", "``x`", "\u093f", "a\u093f", "中"),
)


@pytest.mark.parametrize(("text", "words"), (CASES | MARKUP).items())
def test_counts(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_same_words_are_split() -> None:
    text = "Don't [pay](1) `now`: 10.50 € 中文"
    assert split_words(text) == ("Don't", "pay", "10.50", "中", "文")
    assert split_words("") == ()


@pytest.mark.parametrize("unspaced", ["ไทย", "ລາວ", "ខ្មែរ", "မြန်မာ", "漢字", "ひらがな"])
def test_scripts_without_spaces_count_their_letters(unspaced: str) -> None:
    letters = sum(unicodedata.category(character)[0] == "L" for character in unspaced)
    assert count_words(unspaced) == letters > 1


def test_no_combining_mark_breaks_a_word() -> None:
    """Unicode 3.2's marks, a set that no new Python adds to."""
    unspaced = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff]")
    characters = [chr(number) for number in range(0x10000)]
    for database in (unicodedata.ucd_3_2_0, unicodedata):
        characters = [c for c in characters if database.category(c)[0] == "M"]
    spaced = [mark for mark in characters if not unspaced.match(mark)]
    assert len(spaced) > 400
    assert [f"{ord(mark):04x}" for mark in spaced if count_words(f"a{mark}b") != 1] == []


@given(st.text())
def test_any_text_has_no_more_words_than_characters(text: str) -> None:
    words = split_words(text)
    assert len(words) == count_words(text) <= len(text)
    assert all(word in text for word in words)


@given(st.lists(st.text("abcxyz", min_size=1), max_size=20))
def test_plain_words_are_counted_one_by_one(words: list[str]) -> None:
    assert split_words(", ".join(words)) == tuple(words)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """Quadratic work on 200,000 characters would take minutes."""
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    count_words(text)
    assert time.process_time() - started < 1


def test_the_rule_is_one_line() -> None:
    assert RULE
    assert "\n" not in RULE
