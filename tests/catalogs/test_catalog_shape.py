"""Catalogs that an editor has saved: what a command does not change keeps its bytes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.sites import SETTINGS, build_site, pseudo, run, snapshot, translate, write

PATH = "locales/es/fee.po"
PAID = "Pay the fee at the office before the end of the month, and keep the receipt you get."
GUIDE = f"---\ntitle: Fees\ntranslationKey: fee\n---\n\n{PAID}\n\nBring your passport.\n"
pytestmark = pytest.mark.skipif(shutil.which("msgcat") is None, reason="needs GNU gettext")


@pytest.fixture(params=["lf", "crlf"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Build a site whose catalog was translated, wrapped and stamped by an editor."""
    build_site(tmp_path, {"fee.md": GUIDE}, SETTINGS.replace('["es", "pt"]', '["es"]'))
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "fee", pseudo)
    command = ("msgcat", "--width=50", str(tmp_path / PATH))
    wrapped = subprocess.run(command, capture_output=True, check=True).stdout
    stamped = wrapped.replace(b"MIME-Version", b'X-Generator: Weblate "\n"5.14\\n"\n"MIME-Version')
    end = b"\r\n" if request.param == "crlf" else b"\n"
    write(tmp_path, PATH, stamped.replace(b"\n", end))
    return tmp_path


def test_extract_and_sync_leave_what_an_editor_wrote(site: Path) -> None:
    before = snapshot(site)[PATH]
    assert run(site, "extract").code == 0
    assert run(site, "sync").code == 0
    assert snapshot(site)[PATH] == before


def test_a_new_text_adds_its_entry_and_nothing_else(site: Path) -> None:
    before = snapshot(site)[PATH]
    write(site, "content/en/fee.md", f"{GUIDE}\nCome early.\n")
    assert run(site, "extract").code == 0
    after = snapshot(site)[PATH]
    assert after.startswith(before)
    assert [each.msgid for each in parse_catalog(after, PATH).entries][-1] == "Come early."
    assert run(site, "extract").code == 0
    assert snapshot(site)[PATH] == after


def test_fix_brings_it_to_canonical_form(site: Path) -> None:
    wrapped = snapshot(site)[PATH]
    assert run(site, "check").code == 0
    assert snapshot(site)[PATH] == wrapped
    done = run(site, "check", "--fix")
    assert "wrote 1 catalog as l10n extract does" in done.out
    command = ("msgcat", "--no-wrap", str(site / PATH))
    canonical = subprocess.run(command, capture_output=True, check=True).stdout
    assert snapshot(site)[PATH] == canonical != wrapped
    assert "canonical" not in run(site, "check", "--fix").out
