"""Coverage says no more than there is: what is refused, quarantined or empty is not translated."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sites import Run, build_site, pseudo, run, snapshot, translate, write
from tests.stories import forget

SETTINGS = """\
project = "Harbour guides"
source-language = "en"
languages = ["es", "pt"]
content = "content/{lang}"
catalogs = "locales/{lang}/{key}.po"
publish-at = 80
"""
SHORT = "---\ntitle: Ferry tickets\n---\nShow your ticket at the gate.\n"
LONG = """\
---
title: Boat licence
---
Whoever steers a boat on the river has to pass a test first, and to renew the licence later.

Bring [the form](https://harbour.example/form) and `two` photos to the harbour office.
"""
GUIDES = {"short.md": SHORT, "long.md": LONG}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site whose short guide is translated into Spanish, and the long one not at all."""
    root = build_site(tmp_path / "site", GUIDES, SETTINGS)
    assert run(root, "extract", "-q").code == 0
    translate(root, "es", "short")
    return root


def measured(root: Path, *arguments: str) -> dict[str, Any]:
    """Return the coverage as JSON; it is the same whether or not anything was cached."""
    first = run(root, "coverage", "--format", "json", *arguments).out
    forget(root)
    assert run(root, "coverage", "--format", "json", *arguments).out == first
    return json.loads(first)


def spanish(root: Path) -> dict[str, Any]:
    return measured(root)["languages"]["es"]


def every_format(root: Path) -> dict[str, Run]:
    forms = ("text", "json", "markdown", "html", "svg")
    return {form: run(root, "coverage", "-l", "es", "--format", form) for form in forms}


def title_of(badge: Run) -> str:
    found = re.search(r"<title[^>]*>(.*)</title>", badge.out)
    assert found
    return found[1]


def merge(root: Path, *arguments: str) -> dict[str, tuple[str, str]]:
    done = json.loads(run(root, "merge", "--format", "json", *arguments).out)
    return {each["path"]: (each["status"], each["reason"]) for each in done["pages"]}


# A file that cannot be read.


def spoil(path: str, spoilt: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        file = root / path
        file.write_bytes(spoilt(file.read_bytes()))

    return damage


def share_key(root: Path) -> None:
    write(root, "content/en/twin.md", "---\ntranslationKey: long\n---\nAnother one.\n")


CATALOG = "locales/es/long.po"
SOURCE = "content/en/long.md"
DAMAGES = {
    "more after a string": spoil(CATALOG, lambda data: data + b"x\n"),
    "half a catalog": spoil(CATALOG, lambda data: data[: len(data) * 2 // 3]),
    "a catalog that is not UTF-8": spoil(CATALOG, lambda data: data + b"# \xff\xfe\n"),
    "an entry in two ways": spoil(
        CATALOG, lambda data: data + b'\nmsgid "x"\nmsgstr "y"\n\nmsgid "x"\nmsgstr "z"\n'
    ),
    "front matter that never ends": spoil(SOURCE, lambda data: data.replace(b"---\nWho", b"Who")),
    "a key twice": spoil(SOURCE, lambda data: data.replace(b"title:", b"title: a\ntitle:")),
    "a guide that is not UTF-8": spoil(SOURCE, lambda data: data + b"caf\xe9\n"),
    "a guide in UTF-16": spoil(SOURCE, lambda data: data.decode().encode("utf-16")),
    "the key of another guide": share_key,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_never_raises_the_coverage(site: Path, damage: Callable[[Path], None]) -> None:
    whole = spanish(site)
    damage(site)
    hurt = spanish(site)
    assert hurt["percent"] <= whole["percent"]
    assert hurt["words"]["translated"] == whole["words"]["translated"]
    assert hurt["words"]["total"] >= whole["words"]["total"]
    assert hurt["guides"]["total"] >= whole["guides"]["total"] == 2
    assert hurt["guides"]["complete"] == whole["guides"]["complete"] == 1
    assert hurt["guides"]["refused"] >= 1


@pytest.mark.parametrize("spoilt", [b"title: [Boat", b"title: a: Boat", b"[title: Boat"])
@pytest.mark.parametrize("translated", [False, True])
def test_front_matter_that_cannot_be_read_counts_as_not_translated(
    site: Path, spoilt: bytes, translated: bool
) -> None:
    if translated:
        translate(site, "es", "long")
    whole = spanish(site)
    spoil(SOURCE, lambda data: data.replace(b"title: Boat", spoilt))(site)
    hurt = spanish(site)
    assert hurt["percent"] <= whole["percent"]
    assert hurt["guides"]["complete"] == 1
    assert hurt["guides"]["total"] == 2
    assert hurt["words"]["total"] >= whole["words"]["total"]
    assert (hurt["words"]["translated"] < whole["words"]["translated"]) == translated


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_named_in_every_format(site: Path, damage: Callable[[Path], None]) -> None:
    damage(site)
    told = every_format(site)
    assert {each.code for each in told.values()} == {1}
    (named, *_) = json.loads(told["json"].out)["refused"]
    assert (named["path"], named["languages"]) == (SOURCE, ["es"])
    assert named["reason"]
    for form in ("text", "html", "markdown"):
        assert "Counted as not translated, for they cannot be read" in told[form].out
        assert SOURCE in told[form].out
    assert "not readable" in told["svg"].out
    assert title_of(told["svg"]) != "Spanish: 100 % translated"


def test_a_refused_catalog_counts_with_all_words_of_its_guide(site: Path) -> None:
    whole = spanish(site)
    DAMAGES["more after a string"](site)
    assert {**spanish(site), "guides": whole["guides"]} == whole
    assert spanish(site)["guides"] == {**whole["guides"], "refused": 1}
    low = run(site, "coverage", "-l", "es", "--fail-under", "50")
    assert "below 50 %: es" in low.err


def test_only_what_is_damaged_and_nothing_else_is_no_hundred(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"long.md": LONG}, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "long")
    assert spanish(site)["percent"] == 100.0
    for damage in ("more after a string", "front matter that never ends"):
        DAMAGES[damage](site)
        assert spanish(site)["percent"] == 0.0
        assert "below 90 %: es" in run(site, "coverage", "--fail-under", "90", "-l", "es").err
        assert title_of(every_format(site)["svg"]) == "Spanish: 0 % translated"


def test_what_is_mended_counts_again(site: Path) -> None:
    whole = measured(site)
    for path in (CATALOG, SOURCE):
        saved = (site / path).read_bytes()
        (site / path).write_bytes(saved + b"\xff")
        assert measured(site) != whole
        (site / path).write_bytes(saved)
        assert measured(site) == whole


def test_an_empty_file_is_no_guide_that_cannot_be_read(site: Path) -> None:
    whole = measured(site)
    write(site, "content/en/soon.md", "")
    assert measured(site) == whole


def test_a_guide_that_is_named_is_measured_alone(site: Path) -> None:
    DAMAGES["a guide that is not UTF-8"](site)
    named = measured(site, "short")
    assert named["refused"] == []
    assert named["languages"]["es"]["percent"] == 100.0


def test_a_page_that_cannot_be_read_is_no_source(site: Path) -> None:
    whole = measured(site)
    write(site, "content/es/long.md", b"\xff\xfe\xff")
    assert measured(site)["refused"] == whole["refused"] == []


# What is translated, but not published.


def half(msgid: str) -> str:
    """Lose each link and each piece of code."""
    return re.sub(r"\]\(1\)|`", "", pseudo(msgid))


def price(msgid: str) -> str:
    """Say another price than the source."""
    return pseudo(msgid).replace("40 ÚSD", "45 USD")


LINKS = """\
---
title: Mooring
---
Ask for [a berth](https://harbour.example/berth) in the morning, before the others do.

Then pay with `quay` at [the office](https://harbour.example/office) of the harbour.
"""
PRICES = """\
---
title: Mooring
---
A berth costs 40 USD in the summer, when all of them are taken by noon.

In the winter it costs 40 USD less, and there is nothing that you could do there.
"""


@pytest.mark.parametrize(("text", "words"), [(LINKS, half), (PRICES, price)])
def test_what_merging_does_not_publish_is_not_translated(
    tmp_path: Path, text: str, words: Callable[[str], str]
) -> None:
    site = build_site(tmp_path / "site", {"moor.md": text}, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "moor", words)
    status, reason = merge(site)["content/es/moor.md"]
    assert (status, "80 % are needed" in reason) == ("waiting", True)
    assert not (site / "content/es/moor.md").exists()
    found = measured(site, "-v")
    for each in (found["languages"]["es"], found["guides"][0]):
        segments, amount = each["segments"], each["words"]
        assert (segments["translated"], segments["quarantined"]) == (1, 2)
        assert (segments["fuzzy"], segments["untranslated"]) == (0, 0)
        assert amount["translated"] == 1
        assert amount["total"] == amount["translated"] + amount["quarantined"]
        assert reason.startswith(f"{each['percent']:g} % of its words")
    assert found["languages"]["es"]["guides"]["complete"] == 0
    assert run(site, "coverage", "-l", "es", "--fail-under", "50").code == 1


def test_quarantine_has_its_own_word_in_every_format(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"moor.md": LINKS}, SETTINGS)
    run(site, "extract", "-q")
    for form, told in every_format(site).items():
        assert ("quarantined:" in told.out) == (form == "html")  # in its script
    translate(site, "es", "moor", half)
    told = every_format(site)
    assert "▚ quarantined: not published" in told["text"].out
    assert re.search(r"words +quarantined +guides", told["text"].out)
    assert "| Quarantined |" in told["markdown"].out
    assert "▚▚▚" in told["markdown"].out
    assert "quarantined: not published</span>" in told["html"].out
    assert 'class="quarantined"' in told["html"].out
    assert "the link (1) is missing" in told["html"].out
    assert "1 of 21 words translated, 20 quarantined" in told["svg"].out
    assert title_of(told["svg"]) == "Spanish: 4 % translated"


def test_a_page_with_enough_that_is_good_is_published(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"moor.md": LINKS + "\nGood. " * 90}, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "moor", half)
    assert merge(site)["content/es/moor.md"] == ("published", "")
    found = spanish(site)
    assert 80 <= found["percent"] < 100
    assert found["guides"]["complete"] == 0


def test_what_was_published_stays_when_it_is_quarantined(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"moor.md": LINKS}, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "moor")
    assert merge(site)["content/es/moor.md"] == ("published", "")
    translate(site, "es", "moor", half)
    assert merge(site)["content/es/moor.md"] == ("published", "")
    assert spanish(site)["percent"] < 10
    assert spanish(site)["guides"]["published"] == 1


def test_a_translators_word_lifts_a_quarantine(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"moor.md": PRICES}, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "moor", price)
    assert spanish(site)["percent"] < 100
    catalog = site / "locales/es/moor.po"
    text = re.sub(
        r"(?m)^#\. paragraph$", "# l10n: ignore numbers\n#. paragraph", catalog.read_text()
    )
    catalog.write_text(text)
    assert spanish(site)["percent"] == 100.0


def test_a_glossary_that_makes_errors_quarantines_too(tmp_path: Path) -> None:
    settings = f'{SETTINGS}\n[checks.severity]\nterms = "error"\n'
    site = build_site(tmp_path / "site", GUIDES, settings)
    run(site, "extract", "-q")
    translate(site, "es", "short")
    assert spanish(site)["words"]["quarantined"] == 0
    glossary = "locales/es/glossary.csv"
    write(site, glossary, "term,translation\nticket,billete\n")
    found = json.loads(run(site, "coverage", "--format", "json").out)
    assert found["languages"]["es"]["words"]["quarantined"] > 0
    write(site, glossary, "no,terms\n")
    assert len(measured(site)["refused"]) == 2
    (site / glossary).unlink()
    assert spanish(site)["words"]["quarantined"] == 0


def test_what_merging_has_measured_is_what_measuring_finds(tmp_path: Path) -> None:
    guides = {"moor.md": LINKS, "price.md": PRICES, **GUIDES}
    site = build_site(tmp_path / "site", guides, SETTINGS)
    run(site, "extract", "-q")
    for key, words in (("moor", half), ("price", price), ("short", pseudo)):
        translate(site, "es", key, words)
        translate(site, "pt", key, words, only=lambda entry: len(entry.msgid) % 2 == 0)
    merge(site)
    cached = json.loads(run(site, "coverage", "--format", "json").out)
    assert measured(site) == cached
    assert cached["languages"]["pt"]["words"]["quarantined"] > 0


# Nothing to translate.

INDEX = '---\ntitle: "2019"\n---\n'
SECTIONS = {
    "_index.md": "---\nweight: 1\n---\n",
    "log/2019/_index.md": INDEX,
    "log/2019/storm.md": SHORT,
    "log/2020/_index.md": INDEX.replace("2019", "2020"),
    "log/2020/calm.md": LONG,
    "about.md": "# About us\n\nSee [2019](log/2019/_index.md) for more of it.\n",
}


@pytest.fixture
def sections(tmp_path: Path) -> Path:
    root = build_site(tmp_path / "site", SECTIONS, SETTINGS)
    assert run(root, "extract", "-q").code == 0
    return root


def pages(root: Path, language: str) -> set[str]:
    folder = root / "content" / language
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def test_nothing_to_translate_is_no_hundred(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", {"_index.md": INDEX}, SETTINGS)
    run(site, "sync", "-q")
    assert pages(site, "es") == set()
    found = measured(site)
    assert found["languages"]["es"]["percent"] is None
    assert found["guides"][0]["percent"] is None
    none = {"total": 0, "complete": 0, "published": 0, "by_hand": 0, "refused": 0}
    assert found["languages"]["es"]["guides"] == none
    told = every_format(site)
    assert {each.code for each in told.values()} == {0}
    assert "100" not in told["text"].out
    assert "- nothing to translate" in told["text"].out
    assert "nothing to translate" in told["markdown"].out
    assert "nothing to translate</span>" in told["html"].out
    assert title_of(told["svg"]) == "Spanish: nothing to translate"
    assert run(site, "coverage", "--fail-under", "100").code == 0


def test_guides_without_text_are_in_no_total(sections: Path) -> None:
    translate(sections, "es", "log/2019/storm")
    run(sections, "merge", "-q")
    assert pages(sections, "es") == {"_index.md", "log/2019/_index.md", "log/2019/storm.md"}
    guides = spanish(sections)["guides"]
    assert guides == {"total": 3, "complete": 1, "published": 1, "by_hand": 0, "refused": 0}


def test_no_language_gets_pages_that_nobody_translated(sections: Path) -> None:
    translate(sections, "es", "log/2019/storm")
    found = merge(sections)
    assert pages(sections, "pt") == set()
    reason = "it has nothing to translate, and no page of its section is published"
    assert found["content/pt/log/2019/_index.md"] == ("waiting", reason)
    assert found["content/es/log/2020/_index.md"] == ("waiting", reason)


def test_a_section_comes_in_one_run_with_the_links_to_it(sections: Path) -> None:
    for key in ("log/2019/storm", "about"):
        translate(sections, "es", key)
    run(sections, "merge", "-q")
    before = snapshot(sections)
    assert "(log/2019/_index.md)" in before["content/es/about.md"].decode()
    for _ in range(2):
        assert {each for each, _ in merge(sections).values()} == {"unchanged", "waiting"}
        assert snapshot(sections) == before
        forget(sections)


def test_a_section_that_comes_later_brings_its_guide_without_text(sections: Path) -> None:
    run(sections, "sync", "-q")
    assert pages(sections, "es") == set()
    translate(sections, "es", "log/2020/calm")
    run(sections, "sync", "-q")
    assert pages(sections, "es") == {"_index.md", "log/2020/_index.md", "log/2020/calm.md"}


def test_a_page_by_hand_makes_a_section(sections: Path) -> None:
    write(sections, "content/es/log/2019/storm.md", "# Tormenta\n")
    run(sections, "merge", "-q")
    assert "log/2019/_index.md" in pages(sections, "es")
    guides = spanish(sections)["guides"]
    assert (guides["published"], guides["by_hand"]) == (1, 1)
    assert "guides: published (by hand)/complete/all" in run(sections, "coverage").out


def test_a_section_that_is_quarantined_after_all_brings_nothing(tmp_path: Path) -> None:
    guides = {"log/_index.md": INDEX, "log/moor.md": LINKS}
    site = build_site(tmp_path / "site", guides, SETTINGS)
    run(site, "extract", "-q")
    translate(site, "es", "log/moor", half)
    for _ in range(2):
        run(site, "merge", "-q")
        assert pages(site, "es") == set()


def test_a_published_guide_without_text_stays(sections: Path) -> None:
    translate(sections, "es", "log/2019/storm")
    run(sections, "merge", "-q")
    (sections / "content/en/log/2019/storm.md").unlink()
    (sections / "content/es/log/2019/storm.md").unlink()
    for _ in range(2):
        assert merge(sections)["content/es/log/2019/_index.md"] == ("unchanged", "")
        forget(sections)
    (sections / "content/es/log/2019/_index.md").unlink()
    assert merge(sections)["content/es/log/2019/_index.md"] == ("published", "")


def test_publish_at_zero_takes_sections_along(sections: Path) -> None:
    merge(sections, "--publish-at", "0", "-l", "es")
    assert pages(sections, "es") == set(SECTIONS)
    assert pages(sections, "pt") == set()
