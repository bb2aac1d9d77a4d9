"""Which section a guide without text belongs to, and whether it is published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.site.sections import has_company

GUIDES = (
    "en/_index.md",
    "en/about.md",
    "en/blog/_index.md",
    "en/blog/2019/_index.md",
    "en/blog/2019/hello.md",
    "en/blog/2019/photos/_index.md",
    "en/blog/2020/_index.md",
    "en/blogs/other.md",
)
WITH_TEXT = frozenset(path for path in GUIDES if "_index" not in path)


@pytest.mark.parametrize(
    ("path", "published", "expected"),
    [
        ("en/blog/2019/_index.md", (), False),
        ("en/blog/2019/_index.md", ("en/about.md", "en/blogs/other.md"), False),
        ("en/blog/2019/_index.md", ("en/blog/2019/hello.md",), True),
        ("en/blog/_index.md", ("en/blog/2019/hello.md",), True),
        ("en/blog/_index.md", ("en/blogs/other.md",), False),
        # Nothing in its own folder has text, so the one around it is its section.
        ("en/blog/2020/_index.md", ("en/blog/2019/hello.md",), True),
        ("en/blog/2020/_index.md", ("en/about.md",), False),
        ("en/blog/2019/photos/_index.md", ("en/blog/2019/hello.md",), True),
        ("en/_index.md", ("en/about.md",), True),
        # A page without text is no company.
        ("en/blog/2019/_index.md", ("en/blog/2019/photos/_index.md",), False),
        ("en/_index.md", ("en/blog/_index.md", "en/_index.md"), False),
    ],
)
def test_a_guide_without_text_goes_with_its_section(
    path: str, published: tuple[str, ...], expected: bool
) -> None:
    assert has_company(path, GUIDES, WITH_TEXT.__contains__, published.__contains__) is expected


def test_where_nothing_has_text_there_is_no_section() -> None:
    everything = frozenset(GUIDES)
    for path in GUIDES:
        found = has_company(path, GUIDES, frozenset().__contains__, everything.__contains__)
        assert found is False


@given(st.sampled_from(GUIDES), st.sets(st.sampled_from(GUIDES)), st.sets(st.sampled_from(GUIDES)))
def test_more_pages_never_take_one_away(path: str, few: set[str], more: set[str]) -> None:
    def found(published: set[str]) -> bool:
        return has_company(path, GUIDES, WITH_TEXT.__contains__, published.__contains__)

    assert found(few) <= found(few | more)
    assert found(few - WITH_TEXT) is False


def test_most_guides_are_not_asked_whether_they_have_text() -> None:
    asked: list[str] = []

    def has_text(path: str) -> bool:
        asked.append(path)
        return path in WITH_TEXT

    def published(path: str) -> bool:
        return path == "en/about.md"

    assert has_company("en/blog/2019/_index.md", GUIDES, has_text, published) is False
    assert asked == ["en/blog/2019/hello.md"]
