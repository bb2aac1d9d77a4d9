"""What is cached saves time and changes no output, whatever happens to the site."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.stories import Step, edits, play, remembering, site_settings, stories


@given(stories(edits, rounds=5), site_settings)
@settings(max_examples=12)
def test_edits(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, **chosen)


@given(stories(edits | remembering, rounds=5), site_settings)
@settings(max_examples=8)
def test_what_is_remembered_is_lost_damaged_and_old(
    story: list[Step], chosen: dict[str, Any]
) -> None:
    play(story, **chosen)


@pytest.mark.soak
@given(stories(edits | remembering, rounds=15), site_settings)
@settings(max_examples=500)
def test_long_stories(story: list[Step], chosen: dict[str, Any]) -> None:
    play(story, **chosen)
