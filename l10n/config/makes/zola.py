"""Zola: config.toml; pages of each language are named after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of
from l10n.config.makes.site import Site, Tree, tag_of


def read(root: Path) -> Site | None:
    """Return what a Zola site says of itself; None where there is none.

    Hugo has a config.toml as well, and writes ``baseURL`` in it.
    """
    name = first_there(root, ["config.toml", "zola.toml"])
    settings = read_settings(root, name) if name else {}
    return _site(root, settings) if "base_url" in settings else None


def _site(root: Path, settings: Mapping[str, Any]) -> Site:
    source = text_of(settings.get("default_language")) or "en"
    languages = tuple(each for each in table(settings.get("languages")) if each != source)
    layout = find_layout(root, "content", source)
    plain = Tree("content/{path}", "content/{path}.{lang}")
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
