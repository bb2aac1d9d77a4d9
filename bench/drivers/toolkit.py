"""translate-toolkit's converters in one process: a catalog a guide, or a page from each."""

from __future__ import annotations

import sys
from pathlib import Path

from translate.convert.md2po import MD2POOptionParser
from translate.convert.po2md import PO2MDOptionParser

from bench.drivers.clock import drive

UNWRAPPED = 0
_CONVERTER = MD2POOptionParser()


def _extract(source: Path, catalogs: Path, _: Path, guide: Path) -> None:
    catalog = (catalogs / guide.relative_to(source)).with_suffix(".po")
    catalog.parent.mkdir(parents=True, exist_ok=True)
    with guide.open("rb") as read, catalog.open("wb") as written:
        _CONVERTER._extract_translation_units(
            read,
            written,
            None,
            "msgctxt",
            "single",
            maxlength=UNWRAPPED,
            extract_code_blocks=False,
            extract_frontmatter=False,
        )


def _merge(source: Path, catalogs: Path, pages: Path, guide: Path) -> None:
    name = guide.relative_to(source)
    page = pages / name
    page.parent.mkdir(parents=True, exist_ok=True)
    with (
        (catalogs / name).with_suffix(".po").open("rb") as read,
        guide.open("rb") as template,
        page.open("wb") as written,
    ):
        PO2MDOptionParser._translate_md_file(
            read,
            written,
            template,
            includefuzzy=False,
            outputthreshold=None,
            maxlength=UNWRAPPED,
            extract_code_blocks=False,
            extract_frontmatter=False,
        )


if __name__ == "__main__":
    drive(_extract, _merge, *sys.argv[1:])
