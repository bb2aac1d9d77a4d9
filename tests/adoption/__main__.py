"""Print what adoption loses: ``python -m tests.adoption CORPUS [LANG ...] [--json] [--keep DIR]``.

The corpora are in the folder that ``L10N_CORPORA`` names.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.adoption.adopt import Page, Row, adopt, sum_up
from tests.adoption.edit import Verdict, edit_one_word
from tests.adoption.layouts import LAYOUTS, Site, lay_out
from tests.adoption.traces import Kind

_SAMPLES = 3
_HEAD = "corpus     lang   pages  handed over  identical  touched  lines changed      other"


def main() -> None:
    """Lay a corpus out, take it in, and print what became of it."""
    parser = argparse.ArgumentParser(prog="tests.adoption", description=__doc__)
    parser.add_argument("corpus", choices=[*LAYOUTS, "all"])
    parser.add_argument("languages", nargs="*", metavar="LANG", help="default: all")
    parser.add_argument("--json", action="store_true", help="print all pages, changes and losses")
    parser.add_argument("--keep", type=Path, help="leave the site in this new folder")
    parser.add_argument("--edits", type=int, default=0, help="then change a word in so many guides")
    given = parser.parse_args()
    if "L10N_CORPORA" not in os.environ:
        parser.error("L10N_CORPORA has to name the folder of the corpora")
    corpora = Path(os.environ["L10N_CORPORA"])
    for corpus in LAYOUTS if given.corpus == "all" else (given.corpus,):
        with tempfile.TemporaryDirectory(prefix="adoption-") as folder:
            root = given.keep / corpus if given.keep else Path(folder)
            root.mkdir(parents=True, exist_ok=True)
            begun = time.monotonic()
            site = lay_out(corpus, corpora, root, given.languages)
            pages = adopt(site)
            verdicts = edit_one_word(site, pages, given.edits) if given.edits else []
            if given.json:
                json.dump(as_data(corpus, site, pages, verdicts), sys.stdout, ensure_ascii=False)
                print()
            else:
                print("\n".join(as_lines(corpus, site, pages, verdicts)))
                print(f"{time.monotonic() - begun:.0f} s", flush=True)


def as_data(
    corpus: str, site: Site, pages: Sequence[Page], verdicts: Sequence[Verdict]
) -> dict[str, object]:
    """Return everything that was found, for JSON."""
    return {
        "corpus": corpus,
        "total": asdict(sum_up(pages)),
        "languages": {
            language: asdict(sum_up(each for each in pages if each.language == language))
            for language in site.languages
        },
        "pages": [asdict(each) for each in pages],
        "edits": [asdict(each) for each in verdicts],
    }


def as_lines(
    corpus: str, site: Site, pages: Sequence[Page], verdicts: Sequence[Verdict]
) -> Iterator[str]:
    """Yield the table, and of each kind of loss some samples."""
    yield _HEAD
    for language in site.languages:
        yield _line(corpus, language, sum_up(each for each in pages if each.language == language))
    total = sum_up(pages)
    yield _line(corpus, "all", total)
    for kind, count in total.losses.items():
        where = [each for each in pages if any(loss.kind is kind for loss in each.losses)]
        yield f"lost: {kind}: {count} on {len(where)} pages"
        yield from _samples(kind, where)
    others = [(each, change) for each in pages for change in each.changes if change.sort == "other"]
    yield f"changed, and no link, title or value: {len(others)}"
    for page, change in others[:: max(1, len(others) // _SAMPLES)][:_SAMPLES]:
        yield f"    {page.path}:{change.line}"
        yield f"      - {change.old.rstrip()[:110]}"
        yield f"      + {change.new.rstrip()[:110]}"
    if verdicts:
        right = sum(each.right for each in verdicts)
        yield f"one word changed: right in {right} of {len(verdicts)}"
    yield from (f"    {each}" for each in verdicts if not each.right)


def _line(corpus: str, language: str, row: Row) -> str:
    return (
        f"{corpus:10} {language:6} {row.pages:5}"
        f" {row.handed_over:6} {_share(row.handed_over, row.pages)}"
        f" {row.identical:10} {row.touched:8} {row.changed:7} {_share(row.changed, row.lines, 2)}"
        f" {row.other:8}"
    )


def _share(part: int, whole: int, digits: int = 0) -> str:
    return f"{100 * part / max(whole, 1):5.{digits}f}%"


def _samples(kind: Kind, pages: Sequence[Page]) -> Iterator[str]:
    for page in pages[:: max(1, len(pages) // _SAMPLES)][:_SAMPLES]:
        lost = [each for each in page.losses if each.kind is kind]
        texts = ", ".join(repr(each.text[:60]) for each in lost[:4])
        yield f"    {page.path}:{lost[0].line}: {texts}{' ...' if len(lost) > 4 else ''}"


main()
