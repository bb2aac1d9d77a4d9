"""Addresses made of what a guide says, as Hugo 0.168 makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.settings import parse_config
from l10n.errors import L10nError
from l10n.links.permalinks import Said, expand_permalink, unknown_tokens, urlize

SAID = Said(
    "File-Name",
    slug="",
    title="A Fine: Day, it is!",
    date="2024-03-07T10:00:00Z",
    folders=("posts", "deep"),
    slugs=("blog", "deep"),
)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/plain/", "/plain/"),
        ("/:year/:month/:day/", "/2024/03/07/"),
        ("/:yearday/:monthname/", "/67/march/"),
        ("/:slug", "/a-fine-day-it-is"),
        ("/:title.html", "/a-fine-day-it-is.html"),
        (":filename/", "/file-name/"),
        ("/:slugorcontentbasename/", "/file-name/"),
        ("/:sections/:contentbasename/", "/posts/deep/file-name/"),
        ("/:section//x/", "/posts/x/"),
        ("/:sectionslugs/", "/blog/deep/"),
        ("/:sections[1:]/:sections[last]/:sections[0]/", "/deep/deep/posts/"),
        ("/:sections[:last]/", "/posts/"),
    ],
)
def test_patterns(pattern: str, address: str) -> None:
    assert expand_permalink(pattern, SAID) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("plain", "plain"),
        ("My Slug & Co: done", "my-slug-co-done"),
        ("Über  Straße ", "über-straße"),
        ("a - b", "a-b"),
        ("v1.2 #x", "v1.2-#x"),
        ("日本 語", "日本-語"),
        ("?!", ""),
    ],
)
def test_names(text: str, name: str) -> None:
    assert urlize(text) == name


def test_a_slug_comes_before_the_title() -> None:
    assert expand_permalink("/:slug/:title/", SAID._replace(slug="S s")) == "/s-s/a-fine-day-it-is/"


def test_what_is_unknown_is_named() -> None:
    assert unknown_tokens("/:year/:wat/:slug/") == (":wat",)


TOP = 'source-language = "en"\nlanguages = ["de"]\n'


def test_both_of_hugos_forms_are_read() -> None:
    flat = parse_config(f'{TOP}[links.permalinks]\nposts = "/:slug/"\n', Path("/"))
    table = parse_config(f'{TOP}[links.permalinks.page]\nposts = "/:slug/"\n', Path("/"))
    assert flat.links.permalinks == table.links.permalinks
    assert flat.links.permalinks.pages == {"posts": "/:slug/"}


def test_a_pattern_that_is_not_understood_has_its_line() -> None:
    with pytest.raises(L10nError, match=":wat") as error:
        parse_config(f'{TOP}[links.permalinks]\nposts = "/:wat/"\n', Path("/"))
    assert error.value.line == 4
