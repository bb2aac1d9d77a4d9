from __future__ import annotations

import datetime
import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.disk.names import clashes, key_fault, path_key_fault, visible


@pytest.mark.parametrize(
    "key",
    [
        "a",
        "peru-visa",
        "peru_visa 2.0",
        "ärzte",
        "签证",
        "می‌خواهم",  # a zero width non-joiner belongs to Persian spelling
        "_index",
        "-x",
        "console",
        "com",
        "com10",
        "nullable",
        "a..b",
        "k" * 252,
        "é" * 126,
        "{lang}",
    ],
)
def test_good_keys(key):
    assert key_fault(key) is None
    assert path_key_fault(key) is None


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (7, "is a number, not text"),
        (1.5, "is a number, not text"),
        (True, "is a boolean, not text"),
        (datetime.date(2024, 1, 1), "is a date or another value, not text"),
        (["a"], "is a list, not text"),
        ({"a": 1}, "is a mapping, not text"),
        (None, "is empty"),
        ("", "is empty"),
        (" ", "is empty"),
        ("a/b", "has a path separator"),
        ("a\\b", "has a path separator"),
        ("/etc", "has a path separator"),
        ("../x", "has a path separator"),
        ("..", "begins with a dot"),
        (".", "begins with a dot"),
        (".hidden", "begins with a dot"),
        ("a.", "ends with a dot"),
        (" a", "begins or ends with a blank"),
        ("a ", "begins or ends with a blank"),
        ("a\u00a0", "begins or ends with a blank"),
        ("a\x00b", "has an invisible character"),
        ("a\nb", "has an invisible character"),
        ("a\x7fb", "has an invisible character"),
        ("a\x85b", "has an invisible character"),
        ("a\u2028b", "has an invisible character"),
        ("a\u202eb", "has an invisible character"),
        ("a\ud800b", "has an invisible character"),
        *((f"a{char}b", 'has one of <>:"|?*, which Windows forbids') for char in '<>:"|?*'),
        *(
            (name, "is the name of a device on Windows")
            for name in ("CON", "nul", "com1", "LPT9", "aux.x", "con .md", "COM¹", "conin$")
        ),
        ("k" * 253, "is over 252 bytes long"),
        ("é" * 127, "is over 252 bytes long"),
        ("x" * 300, "is over 252 bytes long"),
    ],
)
def test_bad_keys(key, fault):
    assert key_fault(key) == fault


@pytest.mark.parametrize("key", ["a", "germany/visa", "a/b c/d.e"])
def test_good_path_keys(key):
    assert path_key_fault(key) is None


@pytest.mark.parametrize("key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/con", "a/ b", "a\\b"])
def test_bad_path_keys(key):
    assert path_key_fault(key)


@given(st.text(min_size=1, max_size=90))
def test_a_good_key_is_one_file_in_its_folder(key):
    if key_fault(key) is None:
        path = f"/catalogs/es/{key}.po"
        assert os.path.normpath(path) == path
        assert path.count("/") == 3
        assert len(f"{key}.po".encode()) <= 255
        assert visible(key) == key


def test_no_clash():
    assert clashes([]) == ()
    assert clashes(["a", "b", "a", "a-b", "A-c"]) == ()


def test_keys_that_a_disk_confuses():
    nfc, nfd = unicodedata.normalize("NFC", "café"), unicodedata.normalize("NFD", "café")
    assert clashes(["b", "Visa", "visa", nfc, nfd, "VISA"]) == (
        ("VISA", "Visa", "visa"),
        (nfd, nfc),
    )
    assert clashes([nfc.upper(), nfd]) == ((nfc.upper(), nfd),)


def test_what_a_terminal_should_not_get_is_escaped():
    assert visible("a b/ä签.md") == "a b/ä签.md"
    assert visible("a\nb\x1b[1m\udcff\u202e") == "a\\nb\\x1b[1m\\udcff\\u202e"
