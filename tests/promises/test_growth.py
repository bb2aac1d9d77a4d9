"""No text is hostile enough to take a time that grows with the square of its size."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.config.settings import parse_config
from l10n.site.paths import translates
from tests.growth import READERS, Family, Measured, grows_too_fast, sweep

UNITS = tuple(json.loads((Path(__file__).parents[1] / "data" / "growth.json").read_text("utf-8")))
SIGNS = "[]()!*_~`\\<>&#|=-+:{}%/.'\"@ \n\t,1a"
PAIRS = tuple(map("".join, product(SIGNS, repeat=2)))
FOUND = {
    "guide": (
        *("a.a", "1a2b", "{{<", "{{<   ", "{{<a>}}\n", "<!-- l10n:note ", "<!--", "<script"),
        *("# a\n", "- a\n", "a\n===\n", "@", "[a]: b\n\n[a]\n\n"),
    ),
    "numbered guide": (
        *("[a 0][b 0]\n\n[b 0]: /x\n\n", "Text[^0].\n\n[^0]: Note 0\n\n", "Text 0\n\n"),
        "<!-- l10n:context a0 -->\n\nText 0\n\n",
    ),
    "heading": ("a.", "a_", "a=b,"),
    "HTML guide": (
        *("<a ", '<a b="', "</", "<![CDATA[", "<b>", "</b>", "<code>", "<X>a", "<a x={", "<pre>"),
        *("<div>", "</div>", "<p>a</b>", "<b>x<i>", "<a b=c ", "<?", "<td lang=x>", "<title>", "="),
    ),
    "front matter": ("a.b.", "a\n\n", "# a\n\n", "- a: b\n"),
    "catalog": (" ", "\\n"),
    "translation": (",000", "\\", "Here is a "),
    "address": ("@", '\\"'),
    "changes": ("a.", "a_", "{{", "a-", "1,000"),
    "settings": (" ", "\u3000", "a.b.", "a."),
    "globs": ("*a", "**/", "**a", "*?", "***/"),
}
"""What took too long once."""


@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_size_alone(reader: str) -> None:
    families = [Family("", unit, "!/") for unit in FOUND[reader]]
    sizes = (10_000, 40_000) if "guide" in reader else (5_000, 20_000)
    assert sweep(reader, families, sizes, 600) == []
    families = [Family("", unit, "") for unit in UNITS[::120]]
    assert sweep(reader, families, (2_500, 10_000), 600) == []


@pytest.mark.soak
@pytest.mark.parametrize("before", ["", "Key: "])
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_size_alone_to_200_kb(reader: str, before: str) -> None:
    families = [Family(before, unit, "") for unit in UNITS]
    assert sweep(reader, families, (50_000, 200_000), 36_000) == []


@pytest.mark.soak
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_size_alone_for_every_pair(reader: str) -> None:
    families = [Family("Key: ", unit, "!/") for unit in PAIRS]
    assert sweep(reader, families, (5_000, 20_000), 36_000) == []


@pytest.mark.parametrize(
    ("seconds", "stopped", "too_fast"),
    [
        ((0.1, 0.4), "", False),
        ((0.001, 0.2), "", False),
        ((0.1, 1.6), "", True),
        ((0.001, 0.3), "", True),
        ((0.1, 60.0), "lines.py:9", True),
    ],
)
def test_a_square_is_told_from_a_line(seconds, stopped, too_fast) -> None:
    assert grows_too_fast(Measured(Family("", "a", ""), seconds, stopped)) is too_fast


def test_there_are_enough_families() -> None:
    assert len(set(UNITS)) > 380
    assert len(set(PAIRS)) > 1_000


GLOB = st.lists(st.sampled_from(["*", "**", "**/", "/", "?", "a", "b", "a/", "."]), max_size=7)


@given(GLOB.map("".join), st.lists(st.text("ab/.", max_size=6), min_size=1, max_size=4))
def test_a_glob_means_what_all_its_stars_may_take(glob: str, paths: list[str]) -> None:
    if not glob or glob.startswith("/") or ".." in glob.split("/"):
        return
    text = f'source-language = "en"\nlanguages = ["es"]\n[language.es]\nonly = ["{glob}"]\n'
    config = parse_config(text, Path("/site"))
    for path in paths:
        assert translates(config, "es", path) is matches(glob, path)


def matches(glob: str, path: str) -> bool:
    """Tell the same by trying everything."""
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob + "**" if glob.endswith("/") else glob)
    pattern = "".join(meanings.get(part) or re.escape(part) for part in parts)
    return re.fullmatch(pattern, path, re.DOTALL) is not None
