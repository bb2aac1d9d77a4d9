"""Checking one guide: a function of its files, whose result is plain values."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from l10n.config.settings import read_config
from l10n.disk.output import dry_output
from l10n.run.checks.guide import GuideChecked, check_guide
from l10n.run.checks.plan import start_checks
from l10n.run.run import open_run
from l10n.site.selection import select
from l10n.site.sitefiles import fresh_files
from l10n.site.sources import find_sources
from l10n.site.tree import scan_tree
from tests.sites import build_site, run, snapshot, translate

GUIDES = {
    "fee.md": "---\ntitle: Fees\n---\n\nPay the fee of $120 now.\n\nWho has to pay?\n",
    "visa.md": "---\ntitle: Visas\n---\n\nPay the fee of $120 now.\n",
}
SPANISH = {
    "Fees": "Tasas",
    "Visas": "Visados",
    "Pay the fee of $120 now.": "Pague ya  la tasa de $210.",
    "Who has to pay?": "Quién tiene que pagar?",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    build_site(tmp_path, GUIDES)
    assert run(tmp_path, "extract", "-q").code == 0
    for key in ("fee", "visa"):
        translate(tmp_path, "es", key, SPANISH.__getitem__)
    return tmp_path


def check(root: Path, *names: str, fixes: bool = False) -> list[GuideChecked]:
    """Check guides one after the other in one run."""
    config = read_config(root / "l10n.toml")
    files = fresh_files(config)
    tree = scan_tree(files)
    sources = find_sources(config, tree, {})
    selection = select(config, tree, sources, (), ())
    opened = open_run(files, tree, {}, sources, selection, output=dry_output(root))
    started = start_checks(opened, ((), ()), {} if fixes else None)
    pairs = {file.key: (file, tags, tags) for file, tags in selection.pairs(config)}
    return [check_guide(started, *pairs[name]) for name in names]


@pytest.mark.parametrize("fixes", [False, True])
def test_what_was_seen_in_another_guide_changes_nothing(site: Path, fixes: bool) -> None:
    before = snapshot(site)
    alone = [*check(site, "fee", fixes=fixes), *check(site, "visa", fixes=fixes)]
    assert check(site, "fee", "visa", fixes=fixes) == alone
    assert check(site, "visa", "fee", fixes=fixes) == alone[::-1]
    assert {each.check for each in alone[1].catalogs["es"].findings} >= {"numbers"}
    assert [bool(each.catalogs["es"].mended) for each in alone] == [fixes, fixes]
    assert snapshot(site) == before


def test_the_result_can_be_sent_to_another_process(site: Path) -> None:
    (checked,) = check(site, "fee", fixes=True)
    assert pickle.loads(pickle.dumps(checked)) == checked
