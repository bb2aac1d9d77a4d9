"""Links to a localized page that is there and cannot be read, as while git merges it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sites import build_translated_site, run, snapshot, write

VISA = "content/es/peru/visa.md"
LINKING = "content/es/bus.md"
LINKS = "# Bus\n\nThe [visa](/peru/visa/) and [taxes](/peru/tax/).\n"


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A site whose page about buses links to two others, published in Spanish."""
    guides = {"bus.md": LINKS, "peru/visa.md": KEYED, "peru/tax.md": "# Taxes\n\nPay them.\n"}
    root = build_translated_site(tmp_path_factory.mktemp("linked") / "site", guides=guides)
    assert run(root, "sync", "-q").code == 0
    return root


KEYED = "---\ntitle: Visas\ntranslationKey: peru-visa\n---\n\nFill in the form.\n"
MARKERS = "<<<<<<< HEAD\nUno\n=======\nDos\n>>>>>>> other\n"
UNREAD = {
    "a conflict": lambda data: data + MARKERS.encode(),
    "no UTF-8": lambda data: data + b"\xff\xfe\n",
    "front matter without an end": lambda data: b"---\ntitle: x\ntranslationKey: peru-visa\n",
}


@pytest.fixture
def site(linked, tmp_path):
    return Path(shutil.copytree(linked, tmp_path / "site"))


@pytest.mark.parametrize("kind", UNREAD)
def test_links_stay(site, kind):
    page = site / VISA
    page.write_bytes(UNREAD[kind](page.read_bytes()))
    before = snapshot(site)
    assert b"(/es/peru/visa/)" in before[LINKING]
    assert run(site, "sync", "-q").code in (0, 1)
    assert snapshot(site) == before
    shutil.rmtree(site / ".l10n")
    assert run(site, "merge", "-q").code in (0, 1)
    assert snapshot(site) == before


def test_links_to_a_page_that_goes_for_good_lead_to_its_source(site):
    page = site / VISA
    page.write_bytes(page.read_bytes() + MARKERS.encode())
    run(site, "sync", "-q")
    page.unlink()
    write(site, "locales/es/peru-visa.po", "")
    run(site, "sync", "-q")
    assert not page.exists()
    assert b"(/es/peru/visa/)" not in snapshot(site)[LINKING]
    assert b"(/es/peru/tax/)" in snapshot(site)[LINKING]


def test_an_empty_page_is_none(site):
    write(site, VISA, "")
    run(site, "sync", "-q")
    assert b"(/es/peru/visa/)" not in snapshot(site)[LINKING]


@pytest.mark.parametrize("kind", [*UNREAD, "a bad key"])
def test_links_to_a_source_that_cannot_be_used_stay(site, kind):
    bad = {**UNREAD, "a bad key": lambda data: data.replace(b": peru-visa", b": 7")}
    source = site / "content/en/peru/visa.md"
    good = source.read_bytes()
    source.write_bytes(bad[kind](good))
    write(site, "content/en/bus.md", f"{LINKS}\nMore.\n")
    assert run(site, "sync", "-q").code == 1
    assert b"(/es/peru/visa/)" in snapshot(site)[LINKING]
    # Its page is all that there is of it: without it, the source is.
    (site / VISA).unlink()
    assert run(site, "merge", "-q").code in (0, 1)
    assert b"(/es/peru/visa/)" not in snapshot(site)[LINKING]
    source.write_bytes(good)
    assert run(site, "sync", "-q").code == 0
    assert b"(/es/peru/visa/)" in snapshot(site)[LINKING]
