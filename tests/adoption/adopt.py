"""Take a site in as people do it: extract, import, merge; and judge each page that was there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.adoption.judge import Catalog, Change, Loss, Sort, find_changes, find_losses
from tests.adoption.layouts import Site
from tests.adoption.traces import Kind, Reader

_MINUTES = 60 * 30


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was there, and what became of it."""

    language: str
    path: str
    key: str
    handed_over: bool
    identical: bool
    lines: int
    changes: tuple[Change, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the pages of one language, or of several."""

    pages: int
    handed_over: int
    identical: int
    lines: int
    changed: int
    other: int
    losses: Mapping[Kind, int]
    touched: int
    """Pages that were not handed over, and are not as they were."""


class FailedError(Exception):
    """A command ended as it must not."""


def l10n(root: Path, *arguments: str) -> str:
    """Run the installed command line in a site's folder; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "l10n", *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=_MINUTES,
        check=False,
    )
    if done.returncode not in (0, 1):
        message = f"l10n {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-3000:]}"
        raise FailedError(message)
    return done.stdout


def adopt(site: Site) -> list[Page]:
    """Take a site's pages in, and return what became of each that has a source."""
    before = read_pages(site)
    l10n(site.root, "extract", "-q")
    imported = json.loads(l10n(site.root, "import", "--format", "json"))["pages"]
    l10n(site.root, "merge", "-q")
    after = read_pages(site)
    return [
        _judge(site, page, before[page["path"]], after.get(page["path"]))
        for page in imported
        if page["path"] in before
    ]


def read_pages(site: Site) -> dict[str, str]:
    """Return the text of each localized page by its path in the site."""
    return {
        path.relative_to(site.root).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for language in site.languages
        for path in (site.root / "content" / language).rglob("*.md*")
    }


def catalog_of(site: Site, language: str, key: str) -> Path:
    """Return the path of a page's catalog."""
    return site.root / "locales" / language / f"{key}.po"


def reader_of(site: Site, language: str) -> Reader:
    """Return whose pages a language's are."""
    others = frozenset(each.lower() for each in site.languages if each != language)
    return Reader(language, site.base, others)


def _judge(site: Site, page: Mapping[str, Any], old: str, new: str | None) -> Page:
    language, key = page["language"], page["key"]
    changes: Sequence[Change] = ()
    losses: Sequence[Loss] = ()
    if new is None:
        losses = [Loss(Kind.PAGE, page["path"], 1)]
    elif new != old and page["handed_over"]:
        reader = reader_of(site, language)
        changes = find_changes(old, new, reader)
        catalog = Catalog(catalog_of(site, language, key))
        losses = find_losses(old, new, catalog, reader, changes)
    return Page(
        language,
        page["path"],
        key,
        page["handed_over"],
        new == old,
        len(old.splitlines()),
        tuple(changes),
        tuple(losses),
    )


def sum_up(pages: Iterable[Page]) -> Row:
    """Return the totals of some pages."""
    pages = list(pages)
    taken = [each for each in pages if each.handed_over]
    changes = [change for each in taken for change in each.changes]
    losses = [loss.kind for each in pages for loss in each.losses]
    return Row(
        pages=len(pages),
        handed_over=len(taken),
        identical=sum(each.identical for each in taken),
        lines=sum(each.lines for each in taken),
        changed=len(changes),
        other=sum(each.sort is Sort.OTHER for each in changes),
        losses={kind: losses.count(kind) for kind in Kind if kind in losses},
        touched=sum(not each.identical for each in pages if not each.handed_over),
    )
