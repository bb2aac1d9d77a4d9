"""Front matter keys that a localized page has and its source has not survive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.frontmatter.keep import changed_keys, find_own_keys, keep_keys

TEXT = "---\ntitle: Visado\nweight: 3\n---\n\nCuerpo.\n"


def keep(text: str, page: str, *keys: str) -> str:
    return keep_keys(text, page, keys, "es/visa.md")


@pytest.mark.parametrize(
    "page",
    [
        "Sin nada.\n",
        "+++\nmenu = 1\n+++\n",
        "---\ntitle: Visado\n---\n",
        "---\n{menu: 1}\n---\n",
        "---\nbase: &a 1\nmenu: *a\n---\n",
        "",
    ],
)
def test_what_must_not_change(page):
    assert keep(TEXT, page, "menu") == TEXT
    assert keep("Sin nada.\n", page, "menu") == "Sin nada.\n"


def test_without_keys_nothing_is_kept():
    assert keep(TEXT, "---\nmenu: 1\n---\n") == TEXT


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("---\nmenu: 1\n---\n", "menu: 1\n"),
        ("---\nmenu: 1 # uno\n# dos\n\ntitle: Otro\n---\n", "menu: 1 # uno\n"),
        ("---\nmenu:\n  a: 1\n  b:\n  - 2\ntitle: Otro\n---\n", "menu:\n  a: 1\n  b:\n  - 2\n"),
        ("---\nmenu: |\n  una\n\n  dos\n---\n", "menu: |\n  una\n\n  dos\n"),
        ('---\r\n"menu": x\r\n---\r\n', '"menu": x\n'),
        ('---\nmenu: "a\u2028 b"\n---\n', 'menu: "a\u2028 b"\n'),
    ],
)
def test_a_key_is_copied_as_it_is_written(page, kept):
    assert keep(TEXT, page, "menu") == TEXT.replace("3\n", f"3\n{kept}")


def test_a_key_of_both_is_the_pages():
    assert keep(TEXT, "---\nweight: 9 # nueve\n---\n", "weight") == TEXT.replace("3", "9 # nueve")
    assert keep(TEXT, "---\nWeight: 9\n---\n", "weight") == TEXT.replace("weight: 3", "Weight: 9")


def test_line_ends_are_those_of_the_text():
    text = TEXT.replace("\n", "\r\n")
    expected = text.replace("3\r\n", "3\r\nmenu:\r\n- a\r\n")
    assert keep(text, "---\nmenu:\n- a\n---\n", "menu") == expected


def test_own_keys_are_those_of_the_page_alone():
    page = "---\nTitle: Otro\nmenu: 1\nadded: 2\n---\n"
    assert find_own_keys(TEXT, page, "es/visa.md") == ("added", "menu")
    assert find_own_keys(page, page, "es/visa.md") == ()


def test_changed_keys():
    page = "---\ntitle: Otro\nweight: 3\nmenu: 1\n---\n"
    assert changed_keys(TEXT, page, "es/visa.md") == ("menu", "title")
    assert changed_keys(TEXT, TEXT, "es/visa.md") == ()


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", categories=["Ll", "Lu"]), min_size=1, max_size=4),
        st.one_of(st.integers(), st.booleans(), st.text("ab 'é:", max_size=6)),
        max_size=4,
    )
)
def test_keeping_twice_is_keeping_once(values):
    import yaml

    page = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n" if values else "---\n---\n"
    once = keep(TEXT, page, *values)
    assert keep(once, page, *values) == once
    assert keep(once, once, *values) == once
