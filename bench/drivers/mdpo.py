"""mdpo in one process: a catalog a guide, or a localized guide from each catalog."""

from __future__ import annotations

import sys
from pathlib import Path

from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown

from bench.drivers.clock import drive

UNWRAPPED = 0


def _extract(source: Path, catalogs: Path, _: Path, guide: Path) -> None:
    catalog = (catalogs / guide.relative_to(source)).with_suffix(".po")
    catalog.parent.mkdir(parents=True, exist_ok=True)
    markdown_to_pofile(str(guide), po_filepath=str(catalog), save=True, wrapwidth=UNWRAPPED)


def _merge(source: Path, catalogs: Path, pages: Path, guide: Path) -> None:
    name = guide.relative_to(source)
    catalog, page = (catalogs / name).with_suffix(".po"), pages / name
    page.parent.mkdir(parents=True, exist_ok=True)
    pofile_to_markdown(str(guide), [str(catalog)], save=str(page), wrapwidth=UNWRAPPED)


if __name__ == "__main__":
    drive(_extract, _merge, *sys.argv[1:])
