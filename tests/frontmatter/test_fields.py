"""Which values are text by default: in any case, and nothing else where a site names its own."""

from __future__ import annotations

import pytest

from l10n.frontmatter.block import find_block
from l10n.frontmatter.fields import DEFAULT_FIELDS
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.values import locate_values


def names(text: str, fields: tuple[str, ...] = DEFAULT_FIELDS) -> list[tuple[str, str]]:
    block = find_block(text, "a.md")
    assert block is not None
    values = locate_values(text, block, read_tree(text, block, "a.md"), fields)
    return [(value.field, value.name) for value in values]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("title: A", ["title"]),
        ("Title: A\nLINKTITLE: B\nlinktitle: C", ["Title", "LINKTITLE", "linktitle"]),
        (
            "hero: {Tagline: A, name: B, actions: [{text: C, link: /d}]}",
            ["hero.Tagline", "hero.actions.0.text"],
        ),
        ("features: [{title: A, details: B, icon: c}]", ["features.0.title", "features.0.details"]),
        ("faq: [{question: A, answer: B, id: c}]", ["faq.0.question", "faq.0.answer"]),
        ("sidebar: {label: A, order: 2}\nsidebar_label: B", ["sidebar.label", "sidebar_label"]),
        ("sidebar: {badge: {text: A, variant: tip}}", ["sidebar.badge.text"]),
        (
            "sidebar: {badge: A}\nextra: {subtitle: B, lead: C, color: d}",
            ["sidebar.badge", "extra.subtitle", "extra.lead"],
        ),
        ("resources: [{src: a.png, title: A}]", ["resources.0.title"]),
        (
            "slug: a\nauthor: B\ntags: [c]\nlayout: d\nparams: {title: e}\nmenu: {main: {name: f}}",
            [],
        ),
        ("base: &b A\ntitle: *b\nTitle: 'x'", ["title", "Title"]),
    ],
)
def test_default_fields_are_read_in_any_case(content: str, expected: list[str]) -> None:
    assert [field for field, _ in names(f"---\n{content}\n---\n")] == expected


def test_a_field_is_named_as_it_is_listed() -> None:
    assert names("---\nLinktitle: A\n---\n") == [("Linktitle", "linkTitle")]


def test_fields_that_a_site_names_are_read_as_they_are_written() -> None:
    text = "---\ntitle: A\nTitle: B\nsubtitle: C\nhero: {text: D}\n---\n"
    assert names(text, ("title", "Hero.text")) == [("title", "title")]
