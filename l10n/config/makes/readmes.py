"""Files of a repository that have translations beside them: README.md and README_es.md."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Final

from l10n.config.makes.disk import find_guides
from l10n.config.makes.site import Site, Tree, is_language, tag_of
from l10n.globs import fits_any

OF_REPOSITORIES: Final = ("README*", "CHANGELOG*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "LICENSE*")
"""Files at the top of a repository that are no pages of a site."""
_TRANSLATED: Final = re.compile(
    r"(?P<folder>(?:[^/]+/){0,2})(?P<name>[A-Z][A-Z_]*[A-Z])(?P<sign>[._-])"
    r"(?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)(?P<suffix>\.\w+)"
)


def add_readmes(root: Path, site: Site) -> Site:
    """Return the site with a tree of the files at its top that have translations, if it has none.

    The languages of these are the site's, if it has no other. Where one of them is the source's,
    the file without a language is in another, which nothing says.
    """
    guides = find_guides(root)
    names = {each for each in guides if "/" not in each and fits_any(OF_REPOSITORIES, each)}
    translated: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sources: set[str] = set()
    for found in filter(None, map(_TRANSLATED.fullmatch, guides)):
        name = found["name"] + found["suffix"]
        if name in names and is_language(found["lang"]):
            translated[f"{found['folder']}{{path}}{found['sign']}{{lang}}"][found["lang"]] += 1
            sources.add(name)
    is_known = site.languages and any(each.source.startswith("{path}") for each in site.trees)
    if not translated or is_known:
        return site
    pattern = max(sorted(translated), key=lambda each: translated[each].total())
    tree = Tree("{path}", pattern, include=tuple(sorted(sources)))
    spelled = sorted(translated[pattern])
    if site.source in map(tag_of, spelled):
        return site
    if site.languages:
        return replace(site, trees=(*site.trees, tree))
    folders = {tag_of(each): each for each in spelled if tag_of(each) != each}
    languages = tuple(map(tag_of, spelled))
    # Where only these are translated, a site is nothing to be guessed.
    return replace(site, trees=(tree,), languages=languages, folders=folders, notes=())
