"""Real sites with people's translations, laid out as ``content/{lang}``."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = "en"
FIELDS = (
    "title",
    "linkTitle",
    "meta_title",
    "description",
    "summary",
    "sidebar_label",
    "sidebar.label",
    "hero.title",
    "hero.text",
    "hero.tagline",
    "hero.actions.*.text",
    "features.*.title",
    "features.*.details",
)
_SETTINGS = """\
source-language = "en"
languages = {languages}
content = "content/{{lang}}"
catalogs = "locales/{{lang}}/{{key}}.po"
fields = {fields}
publish-at = 80
{syntax}
[links]
base = "{base}"
source-url = "{source_url}"
localized-url = "{localized_url}"
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a corpus has its languages, and what its addresses are."""

    folders: Mapping[str, tuple[str, ...]]
    """Where each language's pages lie, and what fills up what is missing there."""
    base: str
    source_url: str = "/{path}/"
    localized_url: str = "/{lang}/{path}/"
    syntax: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A corpus that was laid out."""

    root: Path
    base: str
    languages: tuple[str, ...]


def _each(languages: str, *folders: str) -> dict[str, tuple[str, ...]]:
    return {
        each: tuple(folder.format(lang=each) for folder in folders) for each in languages.split()
    }


_HELM = "i18n/{lang}/docusaurus-plugin-content-docs"
_STARLIGHT = "docs/src/content/docs"
LAYOUTS: Mapping[str, Layout] = {
    "docsy": Layout(_each("en fr", "docsy.dev/content/{lang}"), "https://www.docsy.dev"),
    "fastapi": Layout(
        _each("en es pt ru uk zh", "docs/{lang}/docs"), "https://fastapi.tiangolo.com"
    ),
    "helm": Layout(
        {"en": ("docs",)} | _each("ko pt uk", f"{_HELM}/current", f"{_HELM}/version-3"),
        "https://helm.sh",
        "/docs/{path}/",
        "/{lang}/docs/{path}/",
        syntax="mdx",
    ),
    "starlight": Layout(
        {"en": (_STARLIGHT,)}
        | _each(
            "da de es fa fr hi id it ja ko pt-br pt-pt ru tr uk zh-cn", f"{_STARLIGHT}/{{lang}}"
        ),
        "https://starlight.astro.build",
        syntax="mdx",
    ),
    "tramitit": Layout(
        _each("en bg cs de el es fr hr hu it nl pl pt ro sk", "{lang}"),
        "https://tramitit.com",
        "/guides/{path}/",
        "/{lang}/guides/{path}/",
    ),
    "vitepress": Layout(
        _each("en es fa ja ko pt ru zh", "docs/{lang}"),
        "https://vitepress.dev",
        "/{path}",
        "/{lang}/{path}",
    ),
}


def lay_out(corpus: str, folder: Path, root: Path, only: Iterable[str] = ()) -> Site:
    """Copy a corpus from ``folder`` into ``root`` as a site, of all languages or of some."""
    layout = LAYOUTS[corpus]
    wanted = set(only) or set(layout.folders)
    languages = tuple(each for each in layout.folders if each in wanted and each != SOURCE)
    everywhere = {folder / corpus / each for some in layout.folders.values() for each in some}
    for language in (SOURCE, *languages):
        for each in layout.folders[language]:
            pages = folder / corpus / each
            below = {other for other in everywhere if pages in other.parents}
            _copy(pages, root / "content" / language, below)
    settings = _SETTINGS.format(
        languages=_array(languages),
        fields=_array(FIELDS),
        base=layout.base,
        source_url=layout.source_url,
        localized_url=layout.localized_url,
        syntax=f'syntax = "{layout.syntax}"\n' if layout.syntax else "",
    )
    (root / "l10n.toml").write_text(settings, encoding="utf-8")
    return Site(root, layout.base, languages)


def _copy(folder: Path, target: Path, others: Collection[Path]) -> None:
    for path in sorted(folder.rglob("*.md*")):
        copy = target / path.relative_to(folder)
        is_page = path.suffix in (".md", ".mdx")
        if is_page and not copy.exists() and not any(map(path.is_relative_to, others)):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def _array(values: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{each}"' for each in values) + "]"
