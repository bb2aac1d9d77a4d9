"""What holds each page that is kept or waits, from the command line."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.sites import (
    GUIDES,
    VISA,
    Run,
    build_site,
    build_translated_site,
    pseudo,
    run,
    run_process,
    snapshot,
    translate,
    write,
)

PAGE = "content/es/peru/tax.md"
CATALOG = "locales/es/peru/tax.po"
LONG = """\
# Long

The old bridge was closed in winter.

Bring two photos and a pen.

Nobody answers the telephone at noon.

Our garden has red apples.

Trains leave from platform nine.

Children under six travel free.

Ask your doctor about vaccines.
"""
FERRY = "---\ntitle: Ferry\n---\n\nTake the ferry at noon.\n\n<pre>Bring a coat.</pre>\n"
TRANSBORDADOR = (
    "---\ntitle: Transbordador\n---\n\n"
    "Tome el transbordador a mediodía.\n\n<pre>Lleve abrigo.</pre>\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site")


def status(site: Path, *arguments: str) -> dict[str, dict]:
    """Return what JSON says of each page, by its path; the text says it all, too."""
    done = run(site, "status", "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    pages = json.loads(done.out)["pages"]
    words = " ".join(run(site, "status", "-v", *arguments).out.split())
    for page in pages:
        assert f"{page['path']}: {page['status']}" in words
        assert page["reason"] in words
        assert f"{page['advice']}: {page['command']}" in words or not page["advice"]
        for hold in page["holds"]:
            place = f"{hold['path']}:{hold['line']}" if hold["line"] else hold["path"]
            assert f"{place} {hold['kind']}" in words
    return {page["path"]: page for page in pages}


def holds(page: dict) -> list[tuple[str, str]]:
    """Return the kind of each hold, and what is in the line that it names."""
    return [(each["kind"], each["line"]) for each in page["holds"]]


def line_of(site: Path, path: str, text: str) -> int:
    """Return the only line of a file that begins so."""
    lines = (site / path).read_text("utf-8").split("\n")
    (found,) = [number for number, line in enumerate(lines, 1) if line.startswith(text)]
    return found


def entry_of(site: Path, path: str, msgid: str) -> int:
    """Return the line of an entry's msgid, which begins so."""
    return line_of(site, path, f'msgid "{msgid}')


def follow(site: Path, page: dict) -> None:
    """Run the command that a page needs."""
    name, *words = shlex.split(page["command"])
    assert name == "l10n"
    assert run(site, *words).code == 0


# What must not change.


def test_nothing_is_written(site: Path) -> None:
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b"\nA mano.\n")
    write(site, "content/es/bus.md", "# Autobuses\n\nOtra cosa.\n")
    write(site, "content/en/peru/visa.md", VISA.replace("receipt", "bill"))
    before = snapshot(site)
    for arguments in ([], ["-v"], ["peru/tax"], ["--format", "json"], ["-l", "es"]):
        assert run(site, "status", *arguments).code == 0
        assert snapshot(site) == before


def test_pages_that_are_fine_are_only_counted(site: Path) -> None:
    assert run(site, "status") == Run(0, "6 pages published.\n", "")
    assert run(site, "status", "-q") == Run(0, "", "")
    assert status(site) == {}


# Pages that wait.


def test_a_page_that_waits_says_what_is_needed_and_what_is_nearest(site: Path) -> None:
    write(site, "content/en/long.md", LONG)
    run(site, "extract")
    translate(site, "es", "long", only=lambda entry: entry.msgid[:3] in ("Our", "Ask"))
    write(site, "content/en/long.md", LONG.replace("red apples", "very red apples"))
    run(site, "extract")
    done = run(site, "status", "-l", "es")
    catalog = "locales/es/long.po"
    garden, title = (entry_of(site, catalog, each) for each in ("Our garden has very", "Long"))
    assert done.out.startswith(
        "content/es/long.md: waiting\n"
        "  12.1 % of its words are translated, 80 % are needed\n"
        f'  locales/es/long.po:{garden}  fuzzy, 6 words: its source has changed: "Our garden has\n'
        '      very red apples."\n'
        f'  locales/es/long.po:{title}  untranslated, 1 word: "Long"\n'
    )
    assert done.out.endswith("  ... and 2 more; -v lists them\n\n3 pages published, 1 waits.\n")
    page = status(site, "-l", "es")["content/es/long.md"]
    assert [each["kind"] for each in page["holds"]] == ["fuzzy", *6 * ["untranslated"]]
    assert page["words"] == {
        "total": 41,
        "translated": 5,
        "fuzzy": 6,
        "changed": 6,
        "imported": 0,
        "proposed": 0,
        "quarantined": 0,
        "machine": 0,
        "untranslated": 30,
    }


def test_texts_that_were_not_extracted_yet_are_counted(site: Path) -> None:
    write(site, "content/en/long.md", LONG)
    page = status(site, "-l", "es")["content/es/long.md"]
    (hold,) = page["holds"]
    assert hold["message"] == "there is no such catalog yet: run l10n extract"
    run(site, "extract")
    write(site, "content/en/long.md", LONG + "\nOne more.\n")
    last = status(site, "-l", "es")["content/es/long.md"]["holds"][-1]
    assert last["message"] == "1 text is not in this catalog yet: run l10n extract"
    assert last["words"] == 2


def test_of_many_pages_that_wait_the_nearest_are_shown(site: Path) -> None:
    for number in range(12):
        write(site, f"content/en/more{number:02}.md", f"# More\n\nPage {number} of many.\n")
    run(site, "extract")
    translate(site, "es", "more11", only=lambda entry: entry.msgid == "More")
    done = run(site, "status", "-l", "es")
    assert done.out.startswith("content/es/more11.md: waiting\n  20 % of")
    assert done.out.count(": waiting\n") == 10
    assert "\n... and 2 pages more wait; -v lists all\n" in done.out
    assert len(status(site, "-l", "es")) == 12


# Pages that are kept.


def test_what_a_page_has_besides_is_named_with_what_keeps_it_there(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"ferry.md": FERRY})
    write(site, "content/es/ferry.md", f"{TRANSBORDADOR}\nNota de la traductora, que no está.\n")
    run(site, "extract")
    expected = (
        "content/es/ferry.md: kept\n"
        "  {}\n"
        '  content/es/ferry.md:9  no-source: "Nota de la traductora, que no está."\n'
        "      translates nothing in content/en/ferry.md\n"
        "  add that to its source, or hand the page over with all that it has:\n"
        "      l10n import -l es --accept no-source ferry\n"
        "\n"
        "1 page is kept.\n"
    )
    reason = "this page was not written by merge; take it in with l10n import"
    assert run(site, "status", "-l", "es").out == expected.format(reason)
    run(site, "import")
    reason = "this page was imported, but not handed over to merge"
    assert run(site, "status", "-l", "es").out == expected.format(reason)
    before = (site / "content/es/ferry.md").read_bytes()
    follow(site, status(site, "-l", "es")["content/es/ferry.md"])
    assert run(site, "status", "-l", "es").out == "1 page published.\n"
    assert run(site, "merge").code == 0
    assert (site / "content/es/ferry.md").read_bytes() == before


def test_a_page_that_may_change_is_to_be_looked_at_first(site: Path) -> None:
    text = (site / PAGE).read_text("utf-8")
    assert "> [!note]" in text
    write(site, PAGE, text.replace("> [!note]", "Lleve zapatos cómodos.\n\n> [!note]"))
    before = snapshot(site)
    page = status(site, "-l", "es")[PAGE]
    assert {each["kind"] for each in page["holds"]} == {"no-source", "reshaped-page"}
    assert page["advice"] == "look at what would change, then leave out --dry-run --diff"
    follow(site, page)
    assert snapshot(site) == before
    follow(site, {"command": page["command"].replace(" --dry-run --diff", "")})
    assert run(site, "merge").code == 0
    assert (site / PAGE).read_bytes() == before[PAGE]


def test_an_edit_that_is_handed_over_by_advice_stays_on_its_page(site: Path) -> None:
    text = (site / PAGE).read_text("utf-8")
    note = "Thé óffíçé ís çlóséd óñ Frídáys."
    assert note in text
    write(site, PAGE, text.replace(note, "Lleve zapatos cómodos."))
    edited = (site / PAGE).read_bytes()
    follow(site, status(site, "-l", "es")[PAGE])
    assert run(site, "merge").code == 0
    assert (site / PAGE).read_bytes() == edited
    assert run(site, "status", "-l", "es").out == "3 pages published.\n"


def test_a_page_that_nothing_holds_is_only_counted(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"ferry.md": FERRY})
    write(site, "content/es/ferry.md", TRANSBORDADOR)
    run(site, "extract")
    assert run(site, "status", "-l", "es").out == (
        "1 page is kept.\n1 kept page is held by nothing: l10n import hands it over.\n"
    )
    page = status(site, "-l", "es", "ferry")["content/es/ferry.md"]
    assert page["advice"] == "nothing holds it: hand it over to merge"
    assert page["command"] == "l10n import -l es ferry"
    follow(site, page)
    assert run(site, "status", "-l", "es").out == "1 page published.\n"


def test_an_edit_that_a_translator_has_to_decide_on_is_named_in_its_catalog(site: Path) -> None:
    text = (site / PAGE).read_text("utf-8")
    assert "béfóré Márçh" in text
    write(site, PAGE, text.replace("béfóré Márçh", "béfóré Ápríl"))
    translate(site, "es", "peru/tax", lambda msgid: pseudo(msgid).replace("Kéép", "Guárd"))
    kept = status(site, "-l", "es", "peru/tax")[PAGE]
    assert kept["reason"] == "this page was edited by hand; take it in with l10n import"
    assert holds(kept) == [("import-conflict", line_of(site, PAGE, "Páy"))]
    run(site, "import", "peru/tax")
    kept = status(site, "-l", "es", "peru/tax")[PAGE]
    (hold,) = kept["holds"]
    assert hold["path"] == CATALOG
    assert hold["line"] == entry_of(site, CATALOG, "Pay your taxes")
    assert hold["message"].startswith("the page says something else, see the comment there: ")
    assert kept["advice"] == kept["command"] == ""
    catalog = (site / CATALOG).read_text("utf-8")
    write(site, CATALOG, catalog.replace("#, fuzzy\n", ""))
    assert status(site, "-l", "es", "peru/tax")[PAGE]["holds"] == []


def test_lines_that_merging_would_lose_are_named(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"ferry.md": FERRY})
    write(site, "content/es/ferry.md", TRANSBORDADOR)
    for arguments in (["extract"], ["import"], ["merge"]):
        assert run(site, *arguments, "-q", "-l", "es").code == 0
    write(site, "content/en/ferry.md", FERRY.replace("a coat", "a warm coat"))
    run(site, "extract")
    kept = status(site, "-l", "es")["content/es/ferry.md"]
    assert "the source has changed where this page has words of its own" in kept["reason"]
    line = line_of(site, "content/es/ferry.md", "<pre>")
    assert kept["holds"] == [
        {
            "path": "content/es/ferry.md",
            "line": line,
            "kind": "own-words",
            "message": '"<pre>Lleve abrigo.</pre>"',
            "words": 0,
        }
    ]
    run(site, "merge")
    assert status(site, "-l", "es")["content/es/ferry.md"] == kept


def test_a_page_whose_place_is_taken_says_by_whom(tmp_path: Path) -> None:
    site = build_site(tmp_path)
    write(site, PAGE, "---\ntranslationKey: other\n---\n\nA mano.\n")
    run(site, "extract")
    translate(site, "es", "peru/tax")
    kept = status(site, "-l", "es", "peru/tax")[PAGE]
    assert kept["reason"] == f"{PAGE}, the page of other, is in its way; move it away"


def test_what_holds_pages_is_summed_up(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"ferry.md": FERRY})
    for language in ("es", "pt"):
        write(site, f"content/{language}/ferry.md", f"{TRANSBORDADOR}\nUna nota más.\n")
    assert run(site, "status").out.endswith(
        "\n2 pages are kept.\nWhat holds the kept ones: no-source on 2.\n"
    )


# Other pages.


def test_a_published_page_that_is_named_shows_what_is_left_to_do(site: Path) -> None:
    source = GUIDES["peru/tax.md"]
    write(site, "content/en/peru/tax.md", source.replace("on Fridays", "on all Fridays"))
    run(site, "sync")
    hostile = (site / CATALOG).read_text("utf-8")
    before = line_of(site, CATALOG, 'msgstr "Páy')
    lines = hostile.split("\n")
    lines[before - 1] = 'msgstr "<script>x</script>"'
    write(site, CATALOG, "\n".join(lines))
    assert run(site, "status", "-l", "es").out == (
        "2 pages published, 1 comes with the next merge.\n"
    )
    page = status(site, "-l", "es", "peru/tax")[PAGE]
    assert page["reason"] == "l10n merge writes it anew"
    assert holds(page) == [
        ("quarantined", entry_of(site, CATALOG, "Pay your")),
        ("fuzzy", entry_of(site, CATALOG, "The office is closed on all")),
    ]
    run(site, "merge")
    page = status(site, "-l", "es", "peru/tax")[PAGE]
    assert page["status"] == "published"
    assert page["reason"] == f"{page['percent']:g} % of its words are translated"


def test_a_catalog_that_cannot_be_read_is_named(site: Path) -> None:
    write(site, CATALOG, 'msgid "')
    done = run(site, "status", "-l", "es")
    assert done.code == 0
    assert done.out.startswith(f"{PAGE}: refused\n  {CATALOG}:1  refused: ")
    assert done.out.endswith("\n2 pages published, 1 is refused.\n")


def test_what_was_said_is_not_repeated_when_a_file_has_changed(site: Path) -> None:
    assert run(site, "status").out == run(site, "status").out == "6 pages published.\n"
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b"\nA mano.\n")
    assert "5 pages published, 1 is kept.\n" in run(site, "status").out


def test_a_guide_that_cannot_be_read_is_told(site: Path) -> None:
    (site / "content/en/bus.md").write_bytes(b"\xff")
    done = run(site, "status")
    assert done.code == 0
    assert "content/en/bus.md:1: error: byte 0xff is not UTF-8" in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("peru/taxes",), "no guide has this key or path; did you mean peru/tax?"),
        (("-l", "xx"), "xx is not one of the site's languages (es, pt)"),
        (("--formt", "json"), "Did you mean '--format'?"),
        (("--format", "html"), "'html' is not one of 'text', 'json'"),
    ],
)
def test_wrong_usage(site: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run_process(site, "status", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_page_in_wide_characters_fits_a_terminal(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"ferry.md": FERRY})
    note = "这是译者添加的一个很长的说明，" * 6
    write(site, "content/es/ferry.md", f"{TRANSBORDADOR}\n{note}\n")
    out = run(site, "status", "-l", "es").out
    assert "no-source" in out
    wide = sum(each >= "\u3000" for each in out)
    assert wide > 40
    for line in out.split("\n"):
        assert len(line) + sum(each >= "\u3000" for each in line) <= 80
