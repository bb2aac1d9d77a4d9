"""Pages that people wrote are as they were after import and sync."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog
from tests.sites import Run, build_site, run, snapshot, translate, write

QUIET = Run(0, "", "")
PRICE = "---\ntitle: {}\n---\n\n## Price\n\nThe pass costs three dollars.\n"
KNOWN = "---\ntitle: El billete\n---\n\n## Precio\n\nEl pase cuesta tres dólares.\n"


def take_in(root: Path, sources: dict[str, str], pages: dict[str, str]) -> dict[str, bytes]:
    """Import and sync a site, twice; return the pages that are others now."""
    build_site(root, sources)
    for path, text in pages.items():
        write(root, f"content/es/{path}", text)
    before = snapshot(root)
    assert run(root, "import", "-q") == QUIET
    assert run(root, "sync", "-q") == QUIET
    after = snapshot(root)
    assert run(root, "sync", "-q") == QUIET
    assert snapshot(root) == after
    names = [f"content/es/{path}" for path in pages]
    return {each: after[each] for each in names if after[each] != before[each]}


def entry(root: Path, key: str, msgid: str) -> Entry:
    path = f"locales/es/{key}.po"
    entries = parse_catalog((root / path).read_bytes(), path).entries
    return next(each for each in entries if each.msgid == msgid)


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: El bono\n---\n\n## Price\n\nEl pase cuesta tres dólares.\n",
        "---\ntitle: El bono\n---\n\nEl pase cuesta tres dólares.\n",
    ],
    ids=["left in the source's words", "left out"],
)
def test_what_a_page_has_not_translated_waits_for_a_person(page: str, tmp_path: Path) -> None:
    sources = {"pass.md": PRICE.format("The pass"), "ticket.md": PRICE.format("The ticket")}
    assert take_in(tmp_path, sources, {"pass.md": page, "ticket.md": KNOWN}) == {}
    offered = entry(tmp_path, "pass", "Price")
    assert (offered.msgstr, offered.fuzzy) == ("Precio", True)
    assert offered.comments == ("memory: the same text, untranslated here, in ticket",)

    translate(
        tmp_path,
        "es",
        "pass",
        {"Price": "Precio"}.__getitem__,
        only=lambda each: each.msgid == "Price",
    )
    assert run(tmp_path, "sync", "-q") == QUIET
    assert "## Precio\n" in (tmp_path / "content/es/pass.md").read_text("utf-8")


def test_a_text_that_comes_later_is_taken_from_the_memory_as_ever(tmp_path: Path) -> None:
    sources = {"pass.md": "One way.\n", "ticket.md": PRICE.format("The ticket")}
    assert take_in(tmp_path, sources, {"pass.md": "Ida.\n", "ticket.md": KNOWN}) == {}
    write(tmp_path, "content/en/pass.md", "One way.\n\n## Price\n")
    assert run(tmp_path, "sync", "-q") == QUIET
    assert (tmp_path / "content/es/pass.md").read_text("utf-8") == "Ida.\n\n## Precio\n"


def test_a_link_to_another_site_stays_until_the_source_leads_elsewhere(tmp_path: Path) -> None:
    source = "- [vuejs.org](https://vuejs.org)\n- [Guide](https://vuejs.org/guide)\n"
    page = "- [vuejs.org](https://es.vuejs.org)\n- [Guía](https://vuejs.org/guide)\n"
    assert take_in(tmp_path, {"links.md": source}, {"links.md": page}) == {}
    write(tmp_path, "content/en/links.md", source.replace("//vuejs.org)", "//vuejs.example)"))
    assert run(tmp_path, "sync", "-q") == QUIET
    new = (tmp_path / "content/es/links.md").read_text("utf-8")
    assert new == page.replace("//es.vuejs.org)", "//vuejs.example)")


def test_a_text_that_merging_refuses_is_doubted_at_once(tmp_path: Path) -> None:
    source = 'Go on to the [start]({{< ref "start" >}}) of it all.\n'
    page = "Vaya al [inicio](#inicio) de todo.\n"
    pages = {"a.md": page, "start.md": "# Inicio\n"}
    assert take_in(tmp_path, {"a.md": source, "start.md": "# Start\n"}, pages) == {}
    doubted = next(iter(parse_catalog((tmp_path / "locales/es/a.po").read_bytes(), "a").entries))
    assert doubted.fuzzy
    assert doubted.comments[0].startswith("Imported, please check: the page would not keep")


def test_a_damaged_catalog_holds_up_no_other(tmp_path: Path) -> None:
    sources = {"pass.md": PRICE.format("The pass"), "ticket.md": PRICE.format("The ticket")}
    build_site(tmp_path, {**sources, "bad.md": "## Price\n"})
    write(tmp_path, "content/es/pass.md", "---\ntitle: El bono\n---\n\nUno.\n")
    write(tmp_path, "content/es/ticket.md", KNOWN)
    write(tmp_path, "content/es/bad.md", "## Price\n")
    write(tmp_path, "locales/es/bad.po", 'msgid "Price\n')
    done = run(tmp_path, "import", "-q")
    assert done.code == 1
    assert "locales/es/bad.po:1" in done.out
    assert (tmp_path / "locales/es/bad.po").read_text() == 'msgid "Price\n'
    assert entry(tmp_path, "pass", "Price").msgstr == "Precio"
