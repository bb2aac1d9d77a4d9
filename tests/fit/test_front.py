"""Fitting a merged guide's front matter to that of the page that is there."""

from __future__ import annotations

import pytest

from l10n.fit.front import (
    NEVER_COPIED,
    OwnKeys,
    fit_front,
    learn_front,
    stays_whole,
    without_fields,
)

BODY = "\nWords.\n"
OURS = f"---\ntitle: Boats\nweight: 3\ntags: [sea]\n---\n{BODY}"
TEXTS = ("title",)
NONE = OwnKeys(frozenset(), frozenset())


def fit(ours: str, theirs: str, own: OwnKeys = NONE) -> str:
    return fit_front(ours, theirs, own, "x.md")


def learn(ours: str, theirs: str) -> OwnKeys:
    own = learn_front(ours, theirs, TEXTS, "x.md")
    return own._replace(marks=own.marks | {"a page that a person wrote"})


def test_a_front_matter_that_is_ours_is_ours() -> None:
    assert fit(OURS, OURS) == OURS.removesuffix(BODY)
    old = OURS.replace("weight: 3", "weight: 2")
    assert fit(OURS, old) == OURS.removesuffix(BODY)


@pytest.mark.parametrize(
    "theirs",
    [
        OURS,
        '---\ntags:\n- sea\nweight: 3\ntitle: "Boats"\n---\n',
        "---\ntitle: Boote\nweight: 9\ntags: [Meer]\ntranslator: Ada  # thanks\nslug: boote\n---\n",
        "---\ntitle: Boats\n---\n",
        "---\nTitle: Boote\nWEIGHT: 3\n---\n",
        "+++\ntitle = 'Boote'\n+++\n",
        "Words without front matter.\n",
        "---\n{title: Boote, weight: 9}\n---\n",
        "---\ntitle: Boote\nweight: 9\n---\n".replace("\n", "\r\n"),
    ],
)
def test_what_was_learnt_gives_the_page_again(theirs: str) -> None:
    fitted = fit(OURS, theirs, learn(OURS, theirs))
    assert theirs.startswith(fitted)
    assert fit(OURS, theirs, learn(OURS, theirs)) + theirs.removeprefix(fitted) == theirs


def test_no_front_matter_gets_one_that_the_page_has_alone() -> None:
    theirs = "---\nbase: 1234abc\n---\nWorte.\n"
    assert fit("Words.\n", theirs, learn("Words.\n", theirs)) == "---\nbase: 1234abc\n---\n"


def test_values_of_the_page_stay_and_titles_follow_the_catalog() -> None:
    theirs = "---\ntags: [Meer]\nweight: 9\ntitle: Boats  # to do\n---\n"
    own = learn(OURS, theirs)
    assert own.keys == {"tags", "weight"}
    new = OURS.replace("title: Boats", "title: Boote").replace("weight: 3", "weight: 4")
    assert fit(new, theirs, own) == "---\ntags: [Meer]\nweight: 9\ntitle: Boote  # to do\n---\n"


def test_a_doubtful_title_stays_until_ours_changes() -> None:
    theirs = OURS.replace("Boats", "Boote")
    own = learn(OURS, theirs)
    assert fit(OURS, theirs, own) == theirs.removesuffix(BODY)
    assert "title: Kähne\n" in fit(OURS.replace("Boats", "Kähne"), theirs, own)


def test_a_new_key_comes_and_one_that_went_goes() -> None:
    theirs = OURS.replace("tags: [sea]", "tags: [Meer]").replace("weight: 3\n", "")
    own = learn(OURS, theirs)
    new = OURS.replace("title: Boats\n", "title: Boats\nicon: anchor\n")
    assert fit(new, theirs, own) == "---\ntitle: Boats\nicon: anchor\ntags: [Meer]\n---\n"
    assert fit(OURS, new.replace("[sea]", "[Meer]"), OwnKeys(frozenset({"tags"}), frozenset())) == (
        "---\ntitle: Boats\nweight: 3\ntags: [Meer]\n---\n"
    )


def test_a_draft_takes_no_page_down_that_readers_have() -> None:
    draft = OURS.replace("weight: 3\n", "weight: 3\ndraft: true\n")
    assert fit(draft, OURS) == OURS.removesuffix(BODY)
    assert fit(OURS, draft) == OURS.removesuffix(BODY)
    assert "draft: true" in fit(draft, draft)


def test_addresses_are_never_copied() -> None:
    text = "---\ntitle: Boats\naliases:\n- /old/\nURL: /x/\nslug: boats\n---\nWords.\n"
    assert without_fields(text, "x.md", NEVER_COPIED) == "---\ntitle: Boats\n---\nWords.\n"
    assert without_fields(OURS, "x.md", NEVER_COPIED) == OURS


def test_a_key_that_needs_an_anchor_elsewhere_takes_nothing_from_the_page() -> None:
    theirs = "---\ntitle: Boote\ntags: [Meer]\n---\n"
    own = learn(OURS, theirs)
    new = "---\nbase: &a 1\ntitle: Boats\nweight: *a\ntags: [sea]\n---\nWords.\n"
    assert "tags: [Meer]\n" in fit(new, theirs, own)


@pytest.mark.parametrize(
    ("theirs", "chunk"),
    [
        ("---\nmenu: 1 # uno\n# dos\n\ntitle: Otro\n---\n", "menu: 1 # uno\n"),
        ("---\nmenu:\n  a: 1\n  b:\n  - 2\ntitle: Otro\n---\n", "menu:\n  a: 1\n  b:\n  - 2\n"),
        ("---\nmenu: |\n  una\n\n  dos\ntitle: Otro\n---\n", "menu: |\n  una\n\n  dos\n"),
        ('---\nmenu: "a\u2028 b"\ntitle: Otro\n---\n', 'menu: "a\u2028 b"\n'),
    ],
)
def test_a_key_of_the_page_stays_as_it_is_written(theirs: str, chunk: str) -> None:
    own = OwnKeys(frozenset({"menu"}), frozenset({"a page that a person wrote"}))
    assert chunk in fit(OURS, theirs, own)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ('{"title": "Boats", "weight": 3}\n', '{"title": "Boote", "autor": "A"}\n'),
        ("+++\na.b = 'Boats'\nc = 3\na.d = 2\n+++\n", "+++\na.b = 'Boote'\n+++\n"),
        ("---\ntitle: Boats: 3\n---\n", "---\ntitle: Boote\n---\n"),
        ("+++\ntitle = 'Boats'\nweight = 3\n+++\n", "---\ntitle: Boote\nautor: A\n---\n"),
        (OURS, "+++\ntitle = 'Boote'\nautor = 'A'\n+++\n"),
        (OURS, "---\n{title: Boote, autor: A}\n---\n"),
    ],
)
def test_a_front_matter_whose_keys_cannot_be_told_apart_stays_whole(ours: str, theirs: str) -> None:
    own = learn(ours, theirs)
    for new in (ours, ours.replace("3", "4"), ours.replace("Boats", "Schiffe")):
        assert fit(new, theirs, own) == theirs
    assert stays_whole(ours, theirs, "x.md")
    assert not stays_whole(ours, ours, "x.md")


def test_toml_is_fitted_key_by_key() -> None:
    ours = "+++\ntitle = 'Boats'\nweight = 3\n[menu]\n[menu.main]\nname = 'Sea'\n+++\nWords.\n"
    front = (
        "+++\n# nota\ntitle = 'Boote'\nautor = 'A'  # quién\n\n[menu]\nmain.name = 'Meer'\n+++\n"
    )
    theirs = front + "Worte.\n"
    own = learn(ours, theirs)
    assert own.keys == {"weight", "autor", "menu"}
    assert fit(ours, theirs, own) == front
    assert fit(ours.replace("3", "4"), theirs, own) == front
    new = fit(
        ours.replace("weight", "date = 2024-01-02\nweight").replace("Boats", "Schiffe"), theirs, own
    )
    assert new == front.replace("'Boote'\n", "'Schiffe'\ndate = 2024-01-02\n")
    assert not stays_whole(ours, theirs, "x.md")


def test_comments_of_the_page_stay_where_values_change() -> None:
    theirs = "---\ntitle: Boats\nweight: 3  # three\ntags:  # all\n- sea  # salt\n---\n"
    new = OURS.replace("weight: 3", "weight: 4").replace("[sea]", "[lake]")
    fitted = fit(new, theirs, OwnKeys(frozenset(), frozenset({"a page that a person wrote"})))
    assert "weight: 4  # three\n" in fitted
    assert "# all\n# salt\ntags: [lake]\n" in fitted


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ('{"a": 1, "url": "/x/", "b": [2]}\n', '{"a": 1, "b": [2]}\n'),
        (
            '{\n  "Aliases": ["/x/"],\n  "a": 1,\n  "slug": "x", "url": "/y/"\n}\n',
            '{\n  "a": 1\n}\n',
        ),
        ('{"url": "/x/", "slug": "y"}\n', "{}\n"),
        ('---\na: 1\n"sl\\u0075g": x\n---\n', "---\na: 1\n---\n"),
        ('{"a": 1, "\\u0075rl": "/x/"}\n', '{"a": 1}\n'),
        ("---\na: 1\n? Slug\n: x\n---\n", "---\na: 1\n---\n"),
        ("+++\n[a]\nurl = 1\n+++\n", "+++\n[a]\nurl = 1\n+++\n"),
        ('+++\na = 1\nurl = """\n/x/"""\n# b\nb = 1\n+++\n', "+++\na = 1\n# b\nb = 1\n+++\n"),
    ],
)
def test_a_new_page_has_no_address_of_its_source(front: str, expected: str) -> None:
    assert without_fields(front + BODY, "x.md", NEVER_COPIED) == expected + BODY
