"""What is measured of other tools, each with the options that are best for it.

They all get the same guides, keep their lines unwrapped, and read what they can of front matter.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.contender import Contender
from bench.environments import find_po4a, make_environment
from bench.fill import fill_folder
from bench.measure import Command, Sample, count_files, run_commands, run_driver
from bench.site import Site

Run = Callable[[], Sample]

LANGUAGE: Final = "es"
_TOOLKIT: Final = ("--progress=none", "--no-frontmatter", "--no-code-blocks", "--maxlinelength=0")
_KEYS: Final = "yfm_keys=title,description,meta_title"
_FORMAT: Final = ("-o", "markdown", "-o", "neverwrap", "-o", _KEYS, "-o", "yfm_lenient")
_PO4A: Final = ("-f", "text", *_FORMAT, "-M", "UTF-8")


def peers_of(site: Site, environments: Path) -> tuple[list[Contender], list[Contender]]:
    """Return the peers that extract and those that merge; make their environments."""
    mdpo, toolkit = (make_environment(peer, environments) for peer in ("mdpo", "translate-toolkit"))
    mdpo_root, toolkit_root = environments / "mdpo", environments / "translate-toolkit"
    pairs = (
        _driven("mdpo", "mdpo, in one process", site, mdpo_root, mdpo),
        _driven("toolkit", "translate-toolkit, in one process", site, toolkit_root, toolkit),
        _toolkit(site, toolkit_root, toolkit),
        _po4a_whole(site),
        _mdpo_each(site, mdpo_root, mdpo),
        _po4a_each(site),
    )
    extracting, merging = ([pair[part] for pair in pairs] for part in (0, 1))
    return [*extracting, _mdpo_folders(site, mdpo_root, mdpo)], merging


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a peer's catalogs and pages go."""

    site: Site
    name: str

    @property
    def catalogs(self) -> Path:
        return self.site.root.parent / "peers" / self.name / "catalogs"

    @property
    def pages(self) -> Path:
        return self.site.root.parent / "peers" / self.name / "pages"

    def each(self) -> Iterator[tuple[str, str, str]]:
        """Yield the paths of each guide, its catalog and its page."""
        for guide in self.site.guides:
            name = guide.relative_to(self.site.source)
            catalog, page = self.catalogs / name.with_suffix(".po"), self.pages / name
            yield str(guide.relative_to(self.site.root)), str(catalog), str(page)

    def clear_catalogs(self) -> None:
        _make_empty(self.catalogs, self.site)

    def clear_pages(self) -> None:
        _make_empty(self.pages, self.site)


def _make_empty(folder: Path, site: Site) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for guide in site.guides:
        (folder / guide.relative_to(site.source)).parent.mkdir(parents=True, exist_ok=True)


def _pair(
    place: _Place,
    names: tuple[str, str],
    runs: tuple[Run, Run],
    *,
    missing: str,
    slow: bool = False,
    one_catalog: bool = False,
) -> tuple[Contender, Contender]:
    """Return a peer that extracts, and the same one merging what it extracted, translated."""
    guides = len(place.site.guides)

    def extract() -> Sample:
        made = 1 if one_catalog else guides
        return count_files(runs[0](), place.catalogs, ".po", made)

    def merge() -> Sample:
        return count_files(runs[1](), place.pages, ".md", guides)

    def setup() -> None:
        if not any(place.catalogs.rglob("*.po")):
            place.clear_catalogs()
            extract()
        fill_folder(place.catalogs)

    return (
        Contender(names[0], extract, prepare=place.clear_catalogs, slow=slow, missing=missing),
        Contender(names[1], merge, setup, place.clear_pages, slow, missing),
    )


def _driven(
    driver: str, name: str, site: Site, root: Path, missing: str
) -> tuple[Contender, Contender]:
    place = _Place(site, f"{driver}-driven")
    paths = (str(site.source), str(place.catalogs), str(place.pages))
    python = str(root / "bin/python")
    extract = partial(run_driver, driver, "extract", *paths, python=python)
    merge = partial(run_driver, driver, "merge", *paths, python=python)
    return _pair(place, (name, name), (extract, merge), missing=missing)


def _toolkit(site: Site, root: Path, missing: str) -> tuple[Contender, Contender]:
    place = _Place(site, "toolkit")
    catalogs, pages = str(place.catalogs), str(place.pages)
    extract = (str(root / "bin/md2po"), *_TOOLKIT, "en", catalogs)
    merge = (str(root / "bin/po2md"), *_TOOLKIT, "-t", "en", catalogs, pages)
    names = ("translate-toolkit md2po", "translate-toolkit po2md")
    runs = (_commands(site, [extract]), _commands(site, [merge]))
    return _pair(place, names, runs, missing=missing)


def _mdpo_each(site: Site, root: Path, missing: str) -> tuple[Contender, Contender]:
    place = _Place(site, "mdpo")
    md2po, po2md = (str(root / "bin" / name) for name in ("md2po", "po2md"))
    paths = list(place.each())
    extract = [(md2po, "-q", "-s", "-w", "inf", "-p", po, guide) for guide, po, _ in paths]
    merge = [(po2md, "-q", "-w", "inf", "-p", po, "-s", page, guide) for guide, po, page in paths]
    runs = (_commands(site, extract), _commands(site, merge))
    names = ("mdpo md2po, a process a guide", "mdpo po2md, a process a guide")
    return _pair(place, names, runs, missing=missing, slow=True)


def _mdpo_folders(site: Site, root: Path, missing: str) -> Contender:
    place = _Place(site, "mdpo-folders")
    command = (str(root / "bin/md2po2md"), "-q", "-l", LANGUAGE, "--po-wrapwidth", "inf")
    folders = sorted({guide.parent for guide in site.guides})
    commands = [
        (*command, "-o", f"{place.catalogs}/{{lang}}/{folder.name}", f"{folder}/*.md")
        for folder in folders
    ]
    run = _commands(site, commands)

    def extract() -> Sample:
        return count_files(run(), place.catalogs, ".po", len(site.guides))

    name = "mdpo md2po2md, extracting and merging"
    return Contender(name, extract, prepare=place.clear_catalogs, missing=missing)


def _po4a_whole(site: Site) -> tuple[Contender, Contender]:
    place = _Place(site, "po4a-whole")
    masters = [word for guide, _, _ in place.each() for word in ("-m", guide)]
    catalog, settings = place.catalogs / f"{LANGUAGE}.po", place.catalogs / "po4a.cfg"
    update = ("po4a-updatepo", *_PO4A, "--wrap-po", "no", *masters, "-p", str(catalog))
    translate = _commands(site, [("po4a", "-q", "--no-update", "-k", "0", str(settings))])

    def merge() -> Sample:
        if not settings.exists():
            settings.write_text(_settings(place, catalog), encoding="utf-8")
        return translate()

    names = ("po4a-updatepo, one catalog for all", "po4a, one catalog for all")
    runs = (_commands(site, [update]), merge)
    return _pair(place, names, runs, missing=find_po4a(), one_catalog=True)


def _settings(place: _Place, catalog: Path) -> str:
    options = " ".join(_FORMAT)
    lines = [
        f"[po4a_langs] {LANGUAGE}",
        f"[po4a_paths] {catalog.with_suffix('.pot')} $lang:{catalog}",
        f'[po4a_alias:md] text opt:"{options}"',
        "[options] --master-charset UTF-8 --localized-charset UTF-8 --wrap-po no",
        *(f"[type:md] {guide} $lang:{page}" for guide, _, page in place.each()),
    ]
    return "\n".join(lines) + "\n"


def _po4a_each(site: Site) -> tuple[Contender, Contender]:
    place = _Place(site, "po4a")
    update = ("po4a-updatepo", *_PO4A, "--wrap-po", "no")
    translate = ("po4a-translate", *_PO4A, "-L", "UTF-8", "-k", "0")
    paths = list(place.each())
    extract = [(*update, "-m", guide, "-p", po) for guide, po, _ in paths]
    merge = [(*translate, "-m", guide, "-p", po, "-l", page) for guide, po, page in paths]
    names = ("po4a-updatepo, a process a guide", "po4a-translate, a process a guide")
    runs = (_commands(site, extract), _commands(site, merge))
    return _pair(place, names, runs, missing=find_po4a(), slow=True)


def _commands(site: Site, commands: Iterable[Command]) -> Run:
    return partial(run_commands, tuple(commands), site.root)
