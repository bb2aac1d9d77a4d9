"""The makes of sites, each in one file: what its settings say of guides and languages."""

from __future__ import annotations

from pathlib import Path

from l10n.config.makes import (
    docusaurus,
    hugo,
    jekyll,
    mdbook,
    mkdocs,
    myst,
    plain,
    starlight,
    vitepress,
    zola,
)
from l10n.config.makes.site import Site

_MAKES = (zola, hugo, mkdocs, docusaurus, vitepress, starlight, mdbook, myst, jekyll)
"""In the order in which they are asked: files of two makes can have the same name."""


def find_site(root: Path) -> Site:
    """Return the site at ``root`` as its settings show it, or else its folders.

    Raises L10nError when settings cannot be read.
    """
    found = (make.read(root) for make in _MAKES)
    return next((site for site in found if site is not None), None) or plain.read(root)
