"""A pattern that is compiled later is the pattern, wherever it is used."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from l10n.later import later

TEXT = "A word, another word."


def test_it_finds_what_the_pattern_finds() -> None:
    pattern, made = re.compile("w(or)d", re.IGNORECASE), later("w(or)d", re.IGNORECASE)
    for _ in range(2):
        assert [each.span() for each in made.finditer(TEXT)] == [(2, 6), (16, 20)]
        assert made.sub("text", TEXT) == pattern.sub("text", TEXT) == "A text, another text."
        assert made.findall(TEXT) == pattern.findall(TEXT) == ["or", "or"]
    assert (made.pattern, made.flags, made.groups) == (pattern.pattern, pattern.flags, 1)


def test_it_is_compiled_when_it_is_needed() -> None:
    made = later("(")
    with pytest.raises(re.error):
        made.search(TEXT)


def test_another_process_has_the_pattern() -> None:
    made = later("word")
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == re.compile("word")
