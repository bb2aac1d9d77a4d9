"""Zola: config.toml; pages of each language are named after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of
from l10n.config.makes.site import Site, Tree, tag_of

_ROOTS: Final = ("", "docs/", "site/", "website/")


def read(root: Path) -> Site | None:
    """Return what a Zola site says of itself; None where there is none.

    Hugo has a config.toml as well, and writes ``baseURL`` in it.
    """
    for prefix in _ROOTS:
        name = first_there(root, [f"{prefix}config.toml", f"{prefix}zola.toml"])
        if name and "base_url" in read_settings(root, name):
            return _site(root, prefix, name)
    return None


def _site(root: Path, prefix: str, name: str) -> Site:
    settings = read_settings(root, name)
    source = text_of(settings.get("default_language")) or "en"
    languages = tuple(each for each in table(settings.get("languages")) if each != source)
    content = f"{prefix}content"
    layout = find_layout(root, content, source)
    plain = Tree(f"{content}/{{path}}", f"{content}/{{path}}.{{lang}}")
    return Site(
        make="Zola",
        source=tag_of(source),
        languages=tuple(map(tag_of, languages)) or (layout.languages if layout else ()),
        trees=(layout.tree if layout else plain,),
        title=text_of(settings.get("title")),
        base=text_of(settings.get("base_url")).rstrip("/"),
        syntax="zola",
        folders=layout.folders if layout else {},
        links=(f"taxonomies = {json.dumps(_taxonomies(settings), ensure_ascii=False)}",),
    )


def _taxonomies(settings: Mapping[str, Any]) -> list[str]:
    named = settings.get("taxonomies")
    found = [table(each) for each in named] if isinstance(named, list) else []
    return [text_of(each.get("name")) for each in found if text_of(each.get("name"))]
