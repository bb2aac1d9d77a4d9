"""Find what to do next on a site, with the place of each entry in its catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from l10n.disk.output import Track
from l10n.guide import Finding
from l10n.priorities import Step, rank_guides, rank_steps
from l10n.run.gaps import find_site_gaps
from l10n.run.measure import measure_site, published_pages
from l10n.run.run import Run
from l10n.site.paths import catalog_path


class Next(NamedTuple):
    """What to do next, by language and worth, and what is wrong with files."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]


def find_next(run: Run, limit: int, *, track: Track) -> Next:
    """Return at most ``limit`` steps for each selected language."""
    published = published_pages(run.tree)
    measured = measure_site(run, published, track=track)
    gaps = find_site_gaps(run, track=track)
    near = rank_guides(measured.guides, published, run.config.publish_at)
    steps = (
        step
        for language in run.selection.languages
        for step in rank_steps(language, gaps, near, published, limit)
    )
    return Next(tuple(_located(run, steps)), measured.findings)


def _located(run: Run, steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        path = catalog_path(run.config, step.language, step.key)
        catalog = run.linker.catalogs(step.language, step.key)
        lines = {each.identity: each.line for each in catalog.entries} if catalog else {}
        line = lines.get((step.msgctxt, step.msgid), 0) if step.msgid else 0
        yield step._replace(path=path, line=line)
