"""What is cached saves time and changes no output, whatever happens to the site."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.stories import (
    Step,
    any_settings,
    build_with_data,
    edits,
    group_settings,
    play,
    remembering,
    site_settings,
    stories,
    tables,
)

FOUND: dict[str, list[Step]] = {
    "a catalog comes back that shows what none does": [
        ("drop_page", "es", 0),
        ("run", "sync"),
        ("drop_catalog", "es", 0),
        ("run", "merge"),
    ],
    "a guide that another links to has a key of its own again": [
        ("write", "deep/c", "a", "x", []),
        ("settle",),
        ("empty", "deep/c"),
        ("run", "check"),
        ("run", "coverage"),
    ],
    "a broken guide goes that another links to": [
        ("break", "a"),
        ("run", "sync"),
        ("delete", "a"),
        ("run", "sync"),
    ],
    "a broken guide is mended that another links to": [
        ("break", "b"),
        ("run", "extract"),
        ("mend", "b"),
    ],
    "a guide breaks while another takes the place of one that is gone": [
        ("settle",),
        ("write", "b", "z", "b", ["Home"]),
        ("settle",),
        ("break", "a"),
    ],
    "a command is asked again after another has written files": [
        ("write", "deep/c", "deep-c", "x", ["Home"]),
        ("run", "check", "-v"),
        ("run", "sync"),
        ("run", "check", "-v"),
    ],
    "a guide takes the address of another that is linked to": [
        ("translate", "es", 1),
        ("amend", "a", "[This](/b/)"),
        ("settle",),
        ("write", "deep/c", "deep-c", "x", ["Home"]),
        ("address", "deep/c", "url: /b/"),
    ],
    "a guide comes to where a link without a suffix looks first": [
        ("write", "deep/c", "deep-c", "x", ["Home"]),
        ("amend", "a", "[Papers of x](deep/c)"),
        ("settle",),
        ("write", "a/deep/c", "z", "b", ["Home"]),
    ],
    "a comment links to a guide that comes later": [
        ("amend", "a", "<!-- [this](deep/c.md) -->"),
        ("settle",),
        ("run", "check", "-v"),
        ("write", "deep/c", "deep-c", "x", ["Home"]),
        ("run", "check", "-v"),
    ],
    "a guide goes that a comment links to": [
        ("write", "deep/c", "deep-c", "x", ["Home"]),
        ("amend", "a", "<!-- [this](deep/c.md) -->"),
        ("settle",),
        ("save", "es", 0, 0, "new"),
        ("run", "check", "-v"),
        ("run", "sync"),
        ("delete", "deep/c"),
        ("run", "check", "-v"),
    ],
}


@given(stories(edits, rounds=5), site_settings)
@settings(max_examples=6)
def test_edits(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, **chosen)


@given(stories(edits | remembering, rounds=5), site_settings)
@settings(max_examples=6)
def test_what_is_remembered_is_lost_damaged_and_old(
    story: list[Step], chosen: dict[str, Any]
) -> None:
    play(story, **chosen)


@pytest.mark.parametrize("story", FOUND.values(), ids=FOUND)
def test_what_was_found_by_trying(story: list[Step]) -> None:
    play(story)


@given(stories(edits | remembering, rounds=5), site_settings, group_settings)
@settings(max_examples=6)
def test_stories_of_catalogs_of_many_guides(
    story: list[Step], chosen: dict[str, Any], grouped: dict[str, Any]
) -> None:
    play(story, **chosen, **grouped)


@pytest.mark.soak
@given(stories(edits | remembering, rounds=15), site_settings, group_settings)
@settings(max_examples=500)
def test_long_stories_of_catalogs_of_many_guides(
    story: list[Step], chosen: dict[str, Any], grouped: dict[str, Any]
) -> None:
    play(story, **chosen, **grouped)


@pytest.mark.parametrize("story", FOUND.values(), ids=FOUND)
def test_what_was_found_by_trying_in_catalogs_of_many_guides(story: list[Step]) -> None:
    play(story, catalogs="locales/{lang}.po")


def test_a_new_guide_is_refused_as_others_are_where_their_catalog_cannot_be_read() -> None:
    """Found by trying."""
    story = [("tear", "es", 5), ("run", "sync"), ("empty", "deep/d")]
    play(story, catalogs="locales/{lang}.po")


def test_the_line_of_a_slug_is_that_of_the_catalog_as_it_was_written() -> None:
    """Found by trying."""
    play([("save", "es", 0, 0, "new"), ("move", "a", "b"), ("run", "sync")], slugs=True)


@pytest.mark.soak
@given(stories(edits | remembering, rounds=15), site_settings)
@settings(max_examples=500)
def test_long_stories(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, **chosen)


def test_a_file_of_all_languages_that_cannot_be_read_has_no_pages() -> None:
    """Found by trying."""
    story: list[Step] = [("save", "es", 3, 0, "new"), ("settle",), ("strings", "en", 3)]
    play(story, build_with_data)


@given(stories(tables | edits, rounds=4), any_settings)
@settings(max_examples=6)
def test_stories_of_a_site_with_a_table(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, build_with_data, **chosen)


@pytest.mark.soak
@given(stories(tables | edits | remembering, rounds=15), any_settings)
@settings(max_examples=200, deadline=None)
def test_long_stories_of_a_site_with_a_table(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, build_with_data, **chosen)
