"""What the steps of a run have in common."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from pathlib import Path

from l10n.config.settings import read_config
from l10n.disk.output import dry_output
from l10n.run.run import open_run
from l10n.site.selection import select
from l10n.site.sitefiles import fresh_files
from l10n.site.sources import find_sources
from l10n.site.tree import GuideFile, scan_tree
from tests.sites import build_site


def test_workers_start_before_who_shows_how_far_the_run_is(tmp_path: Path) -> None:
    """A bar brings a thread, and a process that has one should not be copied."""
    root = build_site(tmp_path, {f"{number}.md": "# A guide\n" for number in range(20)})
    config = read_config(root / "l10n.toml")
    site = fresh_files(config)
    tree = scan_tree(site)
    sources = find_sources(config, tree, {})
    whole = select(config, tree, sources, (), ())
    run = open_run(site, tree, {}, sources, whole, output=dry_output(root), jobs=2)
    workers: list[int] = []

    def track(files: Iterable[GuideFile]) -> Iterator[GuideFile]:
        workers.append(len(multiprocessing.active_children()))
        yield from files

    found = run.map(lambda file: file.key, tuple(run.pairs), track)
    assert [(file.key, key) for file, key in found] == [(each.key,) * 2 for each in run.pairs]
    assert len(run.pairs) == 20
    assert workers == [2]
