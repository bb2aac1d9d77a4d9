"""MyST: myst.yml, or Sphinx with MyST-Parser."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_script, read_settings, table, text_of
from l10n.config.makes.site import Address, Site, Tree, tag_of
from l10n.disk.files import read_text

_NEVER: Final = ("_build/**", "README*", "CHANGELOG*")


def read(root: Path) -> Site | None:
    """Return what a site of MyST's says of itself; None where there is none."""
    if name := first_there(root, ["myst.yml", "_config.yml"]):
        settings = read_settings(root, name)
        if name == "myst.yml" or "sphinx" in settings or "execute" in settings:
            title = text_of(table(settings.get("project")).get("title"))
            return _site(root, title or text_of(settings.get("title")), "")
    name = first_there(root, ["conf.py"])
    if name and "myst" in read_text(root / name, name)[0]:
        said = read_script(root, name, "project", "language")
        return _site(root, text_of(said["project"]), text_of(said["language"]))
    return None


def _site(root: Path, title: str, language: str) -> Site:
    source = tag_of(language) or "en"
    layout = find_layout(root, "", source)
    tree = layout.tree if layout else Tree("{path}", "{lang}/{path}")
    return Site(
        make="MyST",
        source=source,
        languages=layout.languages if layout else (),
        trees=(tree._replace(exclude=_NEVER),),
        title=title,
        syntax="myst",
        has_math=True,
        folders=layout.folders if layout else {},
        address=Address("/{path}.html", "/{lang}/{path}.html"),
    )
