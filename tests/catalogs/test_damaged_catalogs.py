"""Damaged catalogs through the command line: each refused in a line, and left as it is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.po import parse_catalog
from tests.po.po_tools import msgfmt_rejects, needs_gettext
from tests.po.test_mutations import damage
from tests.sites import FORMS, VISA, build_site, build_translated_site, run, translate, write

COUNT = 60
REFUSED = re.compile(r"(locales/es/g\d+\.po)(?::\d+)?: error: (.*) \[refused\]")


@needs_gettext
@pytest.mark.parametrize("form", ["own", "sections"])
@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 170))]
)
def test_what_is_damaged_is_refused_and_the_rest_is_done(tmp_path, seed, form):
    guides = {f"g{number}/a.md": VISA.replace("peru-visa", f"g{number}") for number in range(COUNT)}
    site = build_site(tmp_path / "site", guides, FORMS[form])
    run(site, "extract", "-q", "-l", "es")
    chance = random.Random(seed)
    damaged = {}
    for number in range(COUNT):
        translate(site, "es", f"g{number}")
        path = f"locales/es/g{number}.po"
        damaged[path] = damage((site / path).read_bytes(), chance)
        write(site, path, damaged[path])
    done = run(site, "extract", "-q")
    assert done.err == ""
    lines = done.out.splitlines()
    refused = {found[1] for line in lines if (found := REFUSED.fullmatch(line))}
    assert len(refused) == len(lines), "one line each"
    assert not set(done.out) & {chr(code) for code in range(32) if code != 10}
    assert done.code == int(bool(refused))
    assert 0 < len(refused) < COUNT
    for path, data in damaged.items():
        if path in refused:
            assert (site / path).read_bytes() == data
        else:
            assert not msgfmt_rejects(data) or parse_catalog(data, path).slips, path
            assert not msgfmt_rejects((site / path).read_bytes()), path
        assert (site / path.replace("/es/", "/pt/")).exists()
    assert run(site, "sync", "-q").code == done.code
    assert all((site / path).read_bytes() == damaged[path] for path in refused)


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_a_catalog_is_made_where_none_could_be(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    root = build_translated_site(tmp_path)
    path = root / "locales/es/bus.po"
    path.unlink()
    make(path)
    for _ in range(2):
        assert "locales/es/bus.po: error: " in run(root, "sync", "-q").out
    path.rmdir() if path.is_dir() else path.unlink()
    assert run(root, "extract", "-q").code == 0
    assert path.is_file()
