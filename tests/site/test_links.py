"""Links of a whole site, through the command line: titles, anchors, what is published."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.sites import Run, run, snapshot, stamps, translate, write

SETTINGS = """\
source-language = "en"
languages = ["es", "pt"]
fields = ["title"]

[checks]
skip = ["wrong-language"]

[links]
base = "https://guides.example"
source-url = "/guides/{path}/"
localized-url = "/{lang}/guides/{path}/"
"""
LINK = "https://guides.example/guides/{}/"
TAX = f"""\
---
title: How to pay taxes
translationKey: tax
---

## Before you start

You need a [visa card]({LINK.format("visa")}#what-it-costs "Visa") and see [below](#how-to-do-it).

## How to do it

- [How to get a visa]({LINK.format("visa")})
- [Buses](../bus/)
- Nothing else
"""
VISA = """\
---
title: How to get a visa
translationKey: visa
---

## What it is

A permit.

## What it costs

See [How to pay taxes](tax.md).
"""
BUS = "---\ntitle: Buses\ntranslationKey: bus\n---\n\nBuy a ticket. [Nowhere](../nowhere/) to go.\n"
GUIDES = {"tax": TAX, "visa": VISA, "bus": BUS}


def spanish(msgid: str) -> str:
    return f"{msgid} ñ"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with taxes and visas published in Spanish."""
    write(tmp_path, "l10n.toml", SETTINGS)
    for name, text in GUIDES.items():
        write(tmp_path, f"content/en/{name}.md", text)
    assert run(tmp_path, "extract", "-q").code == 0
    for key in ("tax", "visa"):
        translate(tmp_path, "es", key, spanish)
    assert run(tmp_path, "merge", "-q") == Run(0, "", "")
    return tmp_path


def read(root: Path, name: str, language: str = "es") -> str:
    return (root / f"content/{language}/{name}.md").read_text()


def msgids(root: Path) -> dict[str, list[str]]:
    return {
        path.name: re.findall(r"^msgid (.*)$", path.read_text(), re.MULTILINE)
        for path in sorted((root / "locales").rglob("*.po"))
    }


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / f"content/en/{name}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def written(root: Path, *arguments: str) -> set[str]:
    """Run a command and return the pages it wrote."""
    before = stamps(root)
    assert run(root, *arguments).code == 0
    return {
        path
        for path, stamp in stamps(root).items()
        if path.startswith("content/es") and before.get(path) != stamp
    }


def test_links_titles_and_anchors_follow_the_language(site: Path) -> None:
    text = read(site, "tax")
    assert "[visa card](https://guides.example/es/guides/visa/#what-it-costs" in text
    assert "- [How to get a visa ñ](https://guides.example/es/guides/visa/)\n" in text
    assert "- [Buses](../../../guides/bus/)\n" in text
    assert "## How to do it ñ {#how-to-do-it}\n" in text
    assert "## Before you start ñ\n" in text
    visa = read(site, "visa")
    assert "## What it costs ñ {#what-it-costs}\n" in visa
    assert "## What it is ñ\n" in visa
    assert "See [How to pay taxes](tax.md). ñ" in visa


def test_a_title_link_is_nobodys_work(site: Path) -> None:
    text = (site / "locales/es/tax.po").read_text()
    assert "[How to get a visa]" not in text
    assert "[Buses]" not in text
    assert '[visa card](1 \\"Visa\\")' in text
    assert run(site, "coverage", "--format", "json", "tax").out.count('"percent": 100.0') == 2


def test_what_is_published_rewrites_the_pages_that_link_to_it_and_no_other(site: Path) -> None:
    assert written(site, "merge", "-q") == set()
    translate(site, "es", "bus", spanish)
    assert written(site, "merge", "-q") == {"content/es/bus.md", "content/es/tax.md"}
    assert "- [Buses ñ](../bus/)\n" in read(site, "tax")
    assert written(site, "merge", "-q") == set()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_complete_catalog_of_a_guide_that_has_grown_publishes_nothing(
    site: Path, jobs: str
) -> None:
    translate(site, "es", "bus", spanish)
    edit(site, "bus", "Buy a ticket.", f"Buy a ticket.\n\n{'Many new words. ' * 20}\n\nBuy it.")
    edit(site, "tax", "- Nothing else", "- [Buses](../bus/) too\n- Nothing else")
    assert "content/es/bus.md" not in written(site, "merge", "-q", "--jobs", jobs)
    assert "- [Buses](../../../guides/bus/)\n" in read(site, "tax")


def test_a_title_that_is_translated_anew_changes_where_it_is_shown(site: Path) -> None:
    translate(site, "es", "visa", lambda _: "El visado", only=lambda e: "get a visa" in e.msgid)
    assert written(site, "merge", "-q") == {"content/es/visa.md", "content/es/tax.md"}
    assert "- [El visado](https://guides.example/es/guides/visa/)\n" in read(site, "tax")


def test_a_page_that_was_edited_by_hand_says_its_own_title(site: Path) -> None:
    path = site / "content/es/visa.md"
    path.write_text(path.read_text().replace("title: How to get a visa ñ", "title: A mano [x]"))
    assert run(site, "merge", "-q").code == 0
    assert "- [A mano [x]](https://guides.example/es/guides/visa/)\n" in read(site, "tax")


def test_a_withdrawn_page_takes_its_links_with_it(site: Path) -> None:
    with (site / "l10n.toml").open("r+") as file:
        text = file.read()
        file.seek(0)
        file.write("withdraw-below = 50\n" + text)
    translate(site, "es", "visa", lambda msgid: spanish(msgid) if "cost" in msgid else "")
    assert run(site, "merge", "-q").code == 0
    assert not (site / "content/es/visa.md").exists()
    text = read(site, "tax")
    assert f"- [How to get a visa]({LINK.format('visa')})\n" in text
    assert f"[visa card]({LINK.format('visa')}#what-it-costs" in text


def test_an_earlier_title_is_still_a_title(site: Path) -> None:
    before = msgids(site)["tax.po"]
    edit(site, "visa", "How to get a visa", "Everything about travel permits")
    assert run(site, "sync", "-q").code == 0
    assert msgids(site)["tax.po"] == before
    assert "- [How to get a visa](https://guides.example/es/guides/visa/)\n" in read(site, "tax")
    after = snapshot(site)
    assert run(site, "sync", "-q").code == 0
    assert snapshot(site) == after
    translate(site, "es", "visa", spanish)
    assert run(site, "merge", "-q").code == 0
    assert "- [Everything about travel permits ñ](" in read(site, "tax")


def test_no_change_of_addresses_changes_a_msgid(site: Path) -> None:
    before = msgids(site)
    translated = {name: read(site, name) for name in ("tax", "visa")}
    (site / "content/en/visa.md").rename(site / "content/en/permit.md")
    edit(site, "tax", "/guides/visa/", "/guides/permit/")
    assert run(site, "extract", "-q").code == 0
    assert msgids(site) == before
    for old, new in [
        ("https://guides.example", "http://www.other.example/deep"),
        ("/guides/{path}/", "/g/{path}"),
        ("/{lang}/g/{path}", "/{lang}/x/{path}/y/"),
    ]:
        config = site / "l10n.toml"
        config.write_text(config.read_text().replace(old, new))
        if "{" not in old:
            edit(site, "tax", old, new)
        elif "lang" not in old:
            edit(site, "tax", "/guides/permit/", "/g/permit")
            edit(site, "tax", "../bus/", "bus")
            edit(site, "bus", "../nowhere/", "nowhere")
        assert run(site, "extract", "-q").code == 0
        assert msgids(site) == before
    assert run(site, "merge", "-q").code == 0
    text = read(site, "tax")
    assert "(http://www.other.example/deep/es/x/permit/y#what-it-costs" in text
    assert len(text.splitlines()) == len(translated["tax"].splitlines())


def test_a_link_to_nothing_is_a_finding_with_its_line(site: Path) -> None:
    found = run(site, "extract")
    assert "content/en/bus.md:6: warning: ../nowhere/ leads to no guide" in found.out
    assert found.code == 0
    followed = json.loads(run(site, "links", "--format", "json").out)
    assert followed["languages"]["en"] == {
        "pages": 3,
        "links": 6,
        "fine": 5,
        "fallback": 0,
        "crossing": 0,
        "no_guide": 0,
        "broken": 1,
        "broken_anchor": 0,
    }
    assert followed["languages"]["es"]["fallback"] == 1
    assert followed["links"][0] == {
        "fate": "broken",
        "language": "en",
        "path": "content/en/bus.md",
        "line": 6,
        "written": "../nowhere/",
        "target": None,
    }
    assert run(site, "links", "-l", "es").code == 0
    assert run(site, "links", "bus").code == 1


def test_links_are_told_apart(site: Path) -> None:
    path = site / "content/es/visa.md"
    path.write_text(
        path.read_text()
        + "\n[a](/guides/tax/) [b](/guides/visa/) [c](/guides/bus/) [d](#nowhere)\n"
        "[e](/es/guides/no)\n"
    )
    found = run(site, "links", "-l", "es", "visa")
    assert found.code == 1
    for line in (
        "broken in localized pages (1)",
        "broken anchor in localized pages (1)",
        "crossing in localized pages (1)",
        "fallback in localized pages (1)",
        "content/es/visa.md:14: /guides/tax/ -> content/en/tax.md",
    ):
        assert line in found.out


def test_a_translators_own_target_is_localized_like_any_other(site: Path) -> None:
    own = "See [How to pay taxes](/guides/visa/). ñ"
    translate(site, "es", "visa", lambda _: own, only=lambda each: each.msgid.startswith("See"))
    done = run(site, "merge", "-v")
    assert "See [How to pay taxes](/es/guides/visa/). ñ" in read(site, "visa")
    assert "[own-target]" in done.out


@pytest.mark.parametrize(("setting", "ids"), [("all", 2), ("none", 0), ("linked", 1)])
def test_which_headings_keep_their_ids_is_a_setting(site: Path, setting: str, ids: int) -> None:
    with (site / "l10n.toml").open("a") as file:
        file.write(f'heading-ids = "{setting}"\n')
    assert run(site, "merge", "-q").code == 0
    assert read(site, "visa").count(" {#") == ids
