"""A translated site is taken in: nothing of it is lost, at once or later."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from l10n.adopt.holds import HOLDING
from tests.sites import build_site, run, snapshot, write

SOURCE = """\
---
title: Ferry to the island
weight: 3
tags: [harbour]
aliases: [/old-ferry/]
---
Take the ferry at noon.

Buy the ticket before you go.

{MORE}
Come back before dark.
"""
PAGE = """\
---
title: El ferry a la isla
weight: 7
tags: [puerto]
translator: Ada
---
Tome el ferry
a mediodía.

Compre el billete antes de ir.

{MORE}
Vuelva antes de que anochezca.
"""
PATH = "content/es/ferry.md"
CATALOG = "locales/es/ferry.po"


def build(root: Path, more: tuple[str, str] = ("", "")) -> Path:
    build_site(root, {"ferry.md": SOURCE.replace("{MORE}", more[0])})
    write(root, PATH, PAGE.replace("{MORE}", more[1]))
    return root


def page(site: Path) -> str:
    return (site / PATH).read_text("utf-8")


def imported(site: Path, *arguments: str) -> dict:
    done = run(site, "import", "-l", "es", "--format", "json", *arguments)
    assert done.err == ""
    data = json.loads(done.out)
    about = {each["path"] for each in data["pages"]}
    held = {
        each["check"]
        for each in data["findings"]
        if each["path"] in about and each["severity"] != "info"
    }
    assert held <= HOLDING
    return data


def edit_source(site: Path, before: str, after: str) -> None:
    text = (site / "content/en/ferry.md").read_text("utf-8")
    assert before in text
    write(site, "content/en/ferry.md", text.replace(before, after))


def translate(site: Path, msgid: str, msgstr: str) -> None:
    text = (site / CATALOG).read_text("utf-8")
    entry = re.compile(rf'(?:#, fuzzy\n)?((?:#\|.*\n)*)(msgid "{re.escape(msgid)}"\n)msgstr ".*"\n')
    new, count = entry.subn(lambda found: f'{found[2]}msgstr "{msgstr}"\n', text)
    assert count == 1
    write(site, CATALOG, new)


OWN = [
    ("<pre>Bring a coat.</pre>\n", "<pre>Lleve abrigo.</pre>\n", "own-html"),
    ("```sh\n# do not hurry\nrow\n```\n", "```sh\n# sin prisa\nrow\n```\n", "own-code"),
    ("", "<!-- revisado en mayo -->\n", "own-comment"),
    ('{{< box name="Sea" >}}\n', '{{< box name="Mar" >}}\n', "own-shortcode"),
    ("[x]: /sea/\n", "[x]: /mar/\n", "own-definition"),
    ("## Fares\n", "## Tarifas {#precios}\n", "own-heading-id"),
]


@pytest.mark.parametrize(("ours", "theirs", "check"), OWN)
def test_what_is_no_text_stays_and_is_named(tmp_path, ours, theirs, check):
    site = build(tmp_path, (ours, theirs))
    before = page(site)
    assert run(site, "extract", "-q").code == 0
    data = imported(site)
    assert [each["handed_over"] for each in data["pages"]] == [True]
    named = {each["check"]: each for each in data["findings"]}
    assert before.split("\n")[named[check]["line"] - 1].strip() in theirs
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before
    edit_source(site, "before you go", "before you leave")
    assert run(site, "sync", "-q").code == 0
    translate(site, "Buy the ticket before you leave.", "Compre el billete antes de salir.")
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before.replace("antes de ir", "antes de salir")


@pytest.mark.parametrize(("ours", "theirs", "check"), [each for each in OWN if each[0]][:3])
def test_a_page_is_kept_when_the_source_changes_its_words(tmp_path, ours, theirs, check):
    site = build(tmp_path, (ours, theirs))
    imported(site)
    assert run(site, "sync", "-q").code == 0
    before = page(site)
    words = {"own-html": "Bring", "own-code": "do not", "own-shortcode": "Sea"}
    edit_source(site, words[check], "You should")
    done = run(site, "sync", "--format", "json", "-l", "es")
    assert page(site) == before
    (kept,) = json.loads(done.out)["merge"]["pages"]
    assert kept["status"] == "kept"
    assert "words of its own" in kept["reason"]


def test_the_page_of_a_source_without_changes_stays_byte_for_byte(tmp_path):
    site = build(tmp_path)
    before = snapshot(site / "content")
    imported(site)
    assert run(site, "sync", "-q", "-l", "es").code == 0
    assert snapshot(site / "content") == before


def test_no_address_of_the_source_comes_into_a_new_page(tmp_path):
    site = build(tmp_path)
    imported(site)
    assert run(site, "merge", "-q", "--publish-at", "0", "-l", "pt").code == 0
    assert "aliases" not in (site / "content/pt/ferry.md").read_text("utf-8")
    assert "weight: 3" in (site / "content/pt/ferry.md").read_text("utf-8")


def test_a_draft_of_the_source_takes_no_page_down(tmp_path):
    site = build(tmp_path)
    imported(site)
    edit_source(site, "weight: 3\n", "weight: 3\ndraft: true\n")
    assert run(site, "sync", "-q").code == 0
    assert "draft" not in page(site)


def test_a_list_of_languages_leads_to_the_languages_it_names(tmp_path):
    links = "Read it in [Spanish](/es/ferry/) or [Portuguese](/pt/ferry/).\n"
    site = build(tmp_path, (links, "Léalo en [español](/es/ferry/) o [portugués](/pt/ferry/).\n"))
    write(site, "content/pt/ferry.md", "---\ntitle: Barca\n---\nPegue a barca.\n")
    imported(site)
    assert run(site, "sync", "-q").code == 0
    assert "[portugués](/pt/ferry/)" in page(site)


def test_a_link_alone_on_its_line_keeps_the_words_of_the_page(tmp_path):
    site = build(tmp_path, ("- [Boats](/boats/)\n", "- [Las barcas](/boats/)\n"))
    write(site, "content/en/boats.md", "---\ntitle: Boats\n---\nAll boats.\n")
    before = page(site)
    imported(site)
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before


def test_two_ways_to_say_one_text_both_stay(tmp_path):
    more = "- Pay.\n- Wait.\n- Pay.\n"
    site = build(tmp_path, (more, "- Pague.\n- Espere.\n- Abone.\n"))
    before = page(site)
    assert "import-variant" in [each["check"] for each in imported(site)["findings"]]
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before
    assert "Abone." in (site / CATALOG).read_text("utf-8")


def test_a_page_that_was_left_empty_stays_empty_until_it_is_translated(tmp_path):
    site = build_site(tmp_path, {"ferry.md": SOURCE.replace("{MORE}", "")})
    write(site, PATH, "---\ntitle: El ferry a la isla\nuntranslated: true\n---\n")
    before = page(site)
    imported(site)
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before
    for msgid in ("Take the ferry at noon.", "Buy the ticket before you go."):
        translate(site, msgid, f"Es: {msgid}")
    translate(site, "Come back before dark.", "Vuelva antes de que anochezca.")
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before + (
        "Es: Take the ferry at noon.\n\nEs: Buy the ticket before you go.\n\n\n"
        "Vuelva antes de que anochezca.\n"
    )


def test_a_note_of_the_translator_holds_the_page_until_it_is_accepted(tmp_path):
    site = build(tmp_path, ("", "Nota: el ferry no sale en invierno.\n"))
    before = page(site)
    data = imported(site)
    assert [each["handed_over"] for each in data["pages"]] == [False]
    assert "no-source" in [each["check"] for each in data["findings"]]
    assert [each["handed_over"] for each in imported(site, "--accept", "no-source")["pages"]] == [
        True
    ]
    edit_source(site, "at noon", "at one")
    assert run(site, "sync", "-q").code == 0
    translate(site, "Take the ferry at one.", "Tome el ferry a la una.")
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before.replace("Tome el ferry\na mediodía", "Tome el ferry a la una")


def test_a_page_in_another_order_waits_until_that_is_accepted(tmp_path):
    site = build(tmp_path)
    text = page(site)
    one, two = "Tome el ferry\na mediodía.", "Compre el billete antes de ir."
    swapped = text.replace(one, "@").replace(two, one).replace("@", two)
    write(site, PATH, swapped)
    data = imported(site)
    if "out-of-order" in [each["check"] for each in data["findings"]]:
        assert data["pages"][0]["handed_over"] is False
    assert run(site, "sync", "-q").code == 0
    assert page(site) == swapped


def test_the_difference_is_shown(tmp_path):
    site = build(tmp_path, ("- [Boats](/boats/)\n", "- [Boats](/boats/)\n"))
    write(site, "content/en/boats.md", "---\ntitle: Boats\n---\nAll boats.\n")
    write(site, "content/es/boats.md", "---\ntitle: Barcas\n---\nTodas las barcas.\n")
    done = run(site, "import", "--diff", "--dry-run", "-l", "es", "ferry")
    assert "-- [Boats](/boats/)\n" in done.out


def test_ids_of_headings_are_proposed_where_most_pages_have_them(tmp_path):
    site = build(tmp_path, ("## Fares\n", "## Tarifas {#precios}\n"))
    assert 'heading-ids = "all"' in run(site, "import", "-l", "es").out
    write(site, "l10n.toml", (site / "l10n.toml").read_text() + '\n[links]\nheading-ids = "all"\n')
    assert "heading-ids" not in run(site, "import", "-l", "es", "--dry-run").out


def test_a_title_that_only_the_page_gives_its_block_stays(tmp_path):
    site = build(tmp_path, ("::: tip\nRest.\n:::\n", "::: tip CONSEJO\nDescanse.\n:::\n"))
    before = page(site)
    data = imported(site)
    assert [each["handed_over"] for each in data["pages"]] == [True]
    assert "own-title" in [each["check"] for each in data["findings"]]
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before
    edit_source(site, "Rest.", "Rest a little.")
    assert run(site, "sync", "-q").code == 0
    translate(site, "Rest a little.", "Descanse un poco.")
    assert run(site, "sync", "-q").code == 0
    assert page(site) == before.replace("Descanse.", "Descanse un poco.")
