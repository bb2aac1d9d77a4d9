"""MyST: myst.yml, or Sphinx with MyST-Parser."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_script, read_settings, table, text_of
from l10n.config.makes.site import Address, Site, Tree, tag_of
from l10n.disk.files import read_text

_ROOTS: Final = ("", "docs/", "doc/", "docs/source/")
_NEVER: Final = ("_build/**", "README*", "CHANGELOG*")


def read(root: Path) -> Site | None:
    """Return what a site of MyST's says of itself; None where there is none."""
    for prefix in _ROOTS:
        if name := first_there(root, [f"{prefix}myst.yml", f"{prefix}_config.yml"]):
            settings = read_settings(root, name)
            if name.endswith("myst.yml") or "sphinx" in settings or "execute" in settings:
                title = text_of(table(settings.get("project")).get("title"))
                return _site(root, prefix, title or text_of(settings.get("title")), "")
        name = first_there(root, [f"{prefix}conf.py"])
        if name and "myst" in read_text(root / name, name)[0]:
            said = read_script(root, name, "project", "language")
            return _site(root, prefix, text_of(said["project"]), text_of(said["language"]))
    return None


def _site(root: Path, prefix: str, title: str, language: str) -> Site:
    source = tag_of(language) or "en"
    layout = find_layout(root, prefix.rstrip("/"), source)
    tree = layout.tree if layout else Tree(f"{prefix}{{path}}", f"{prefix}{{lang}}/{{path}}")
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
