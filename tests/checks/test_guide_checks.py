"""Checks of source guides: silent on good ones, speaks on one crafted fault each."""

from __future__ import annotations

import pytest

from l10n.checks.guide_links import read_guide_links
from l10n.checks.ignores import ignored_in_guide
from l10n.checks.kinds import GuideCheck
from l10n.checks.registry import CHECKS
from l10n.checks.settings import Settings
from l10n.checks.subject import GuideSubject
from l10n.links.scheme import Root, Scheme
from l10n.links.site import Page, build_site_map

GOOD = """\
---
title: Añejo, «naïve» – Ångström
description: x
---

# Título

See [b](/guides/b/), [b](b.md#fees), [self](#titulo),
[out](https://other.org/x) and `[x](/guides/zz/)`.

```md
[x](/guides/zz/)
```
"""
CHECK_OF = {each.name: each for each in CHECKS if isinstance(each, GuideCheck)}
PAGES = (
    Page("a", "en", "en/a.md"),
    Page("b", "en", "en/b.md"),
    Page("a", "es", "es/a.md"),
    Page("b", "es", "es/b.md"),
    Page("c", "es", "es/c.md"),
    Page("b", "pt", "pt/b.md"),
)
SITE = build_site_map(
    Scheme(
        "https://site.example",
        {
            "en": (Root("en/", "/guides/{path}/"),),
            "es": (Root("es/", "/es/guides/{path}/"),),
            "pt": (Root("pt/", "/pt/guides/{path}/"),),
        },
    ),
    ("en", "es", "pt"),
    PAGES,
)
ANCHORS = {"en/a.md": frozenset({"titulo"}), "en/b.md": frozenset({"fees"})}


def subject_of(text: str, **limits: dict[str, int]) -> GuideSubject:
    return GuideSubject(
        "en/a.md",
        text,
        Settings(**limits),
        {"title": "Título", "description": "x" * 10},
        language="en",
        key="a",
        links=read_guide_links(text, SITE, PAGES[0]),
        pages=SITE.pages["en"],
        anchors=ANCHORS,
        names=frozenset(each.name for each in CHECKS),
    )


@pytest.mark.parametrize("check", CHECK_OF.values(), ids=lambda check: check.name)
def test_a_good_guide_is_left_alone(check: GuideCheck) -> None:
    assert list(check.check(subject_of(GOOD))) == []


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("source-mojibake", "One\nItâ€™s\n", 2, "decoded wrongly"),
        ("control-characters", "One\nTwo\u200b\x07\n", 2, "U+0007"),
        ("control-characters", "One\nTwo\ufeff\n", 2, "U+FEFF"),
        ("mixed-forms", "Año\nAn\u0303o\n", 2, "save as NFC"),
        ("repeated-keys", "---\na: 1\nb: 2\na: 1\n---\n", 4, "a is set in line 2 too"),
        ("broken-links", "\n\n[x](/guides/none/)\n", 3, "leads to no guide"),
        ("broken-links", "[x](https://site.example/guides/none/)\n", 1, "leads to no guide"),
        ("broken-links", "[x](none.md)\n", 1, "leads to no guide"),
        ("foreign-links", "[x](/es/guides/b/)\n", 1, "link to en/b.md"),
        ("source-ignores", "---\na: 1\n# l10n: ignore mixed-form\n---\n", 3, "mean mixed-forms?"),
        ("source-ignores", "+++\n# l10n: ignore\n+++\n", 2, "names no check"),
        ("missing-anchors", "[x](/guides/b/#prices)\n", 1, "no heading #prices"),
        ("missing-anchors", "\n[x](#prices)\n", 2, "no heading #prices"),
    ],
)
def test_a_fault_is_found_at_its_line(name: str, text: str, line: int, message: str) -> None:
    (fault,) = CHECK_OF[name].check(subject_of(text))
    assert fault.line == line
    assert message in fault.message
    others = {each.name: list(each.check(subject_of(text))) for each in CHECK_OF.values()}
    assert [other for other, faults in others.items() if faults] == [name]


def test_what_only_another_language_has_may_be_linked_to() -> None:
    text = "[c](/es/guides/c/) and [this page](/es/guides/a/)\n"
    assert list(CHECK_OF["foreign-links"].check(subject_of(text))) == []


def test_a_list_of_translations_leads_to_other_languages() -> None:
    check = CHECK_OF["foreign-links"].check
    assert list(check(subject_of("[es](/es/guides/b/) and [pt](/pt/guides/b/)\n"))) == []
    assert list(check(subject_of("- [es](/es/guides/b/)\n- [pt](/pt/guides/b/)\n"))) == []
    assert len(list(check(subject_of("[es](/es/guides/b/)\n\n\n[pt](/pt/guides/b/)\n")))) == 2


def test_a_shortcode_knows_its_own_target() -> None:
    text = '[c]({{< relref "/none.md" >}}) and [d]({{%ref "/none.md"%}})\n'
    assert list(CHECK_OF["broken-links"].check(subject_of(text))) == []


def test_source_lengths_are_measured() -> None:
    check = CHECK_OF["source-lengths"].check
    (long,) = check(subject_of(GOOD, max_length={"title": 5, "description": 10}))
    (short,) = check(subject_of(GOOD, min_length={"title": 5, "description": 11}))
    assert (long.line, long.message) == (2, "the title is 6 wide, 5 is the most; shorten it")
    assert (short.line, short.message) == (
        3,
        "the description is 10 wide, 11 is the least; say more",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("---\n# l10n: ignore broken-links, mixed-forms (old)\ntitle: x\n---\n", 2),
        ("+++\n# l10n: ignore broken-links\ntitle = 'x'\n+++\n", 1),
        ("---\ntitle: x\n# l10n: ignore broken-links", 0),
        ("---\ntitle: x\n---\n# l10n: ignore broken-links\n", 0),
        ("---\ntitle: 'l10n: ignore broken-links'\n---\n", 0),
        ("# l10n: ignore broken-links\n", 0),
        ("", 0),
    ],
)
def test_comments_of_the_front_matter_ignore_checks(text: str, names: int) -> None:
    assert len(ignored_in_guide(text)) == names
