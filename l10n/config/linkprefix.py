"""What addresses begin with, as the links of a site's own guides show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from l10n.config.makes.site import Address, Site
from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.trees import LANG, PATH, Place, file_of

_DESTINATION: Final = re.compile(
    r"\]\(<?((?:https?://[^/\s)>#?]+)?/[^\s)>#?]*)|\shref=[\"']([^\"'#?]+)"
)
_INDEX: Final = re.compile(r"(?:^|/)_?index\Z")
_FEWEST: Final = 3
"""Links that have to agree; several of a guide to one page are one."""
_MOST: Final = 1_000
"""Guides of a language that are read."""


def learn_address(root: Path, site: Site, places: Mapping[str, Sequence[Place]]) -> Address:
    """Return how addresses are made: as the site's settings say, but for what all begin with.

    ``places`` are those of guides by language. A link shows a beginning when what follows is the
    path of a guide in the same language; two thirds of the links have to show the same.
    """
    if len(site.trees) > 1:
        return site.address
    votes: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for tag, there in places.items():
        is_source = tag == site.source
        spelled = site.folders.get(tag, tag)
        for before in _beginnings(root, site.base, there):
            if is_source:
                votes[True][before] += 1
            elif (marked := _with_language(before, spelled)) is not None:
                votes[False][marked] += 1
    source, localized = site.address
    ours, theirs = _winner(votes[True]), _winner(votes[False])
    if ours is not None:
        source = _begin(source, ours)
        if theirs is None and LANG not in ours:
            marked = _with_language(ours, site.folders.get(site.source, site.source))
            theirs = marked or "/".join(filter(None, (LANG, ours)))
    return Address(source, localized if theirs is None else _begin(localized, theirs))


def _beginnings(root: Path, base: str, places: Sequence[Place]) -> Iterator[str]:
    """Yield what comes before the path of a guide in links from the root."""
    names = {_name(each.path) for each in places} - {""}
    for place in places[:_MOST]:
        for address in dict.fromkeys(_addresses(root / file_of(place), base)):
            parts = address.strip("/").removesuffix(".html").split("/")
            tails = (at for at in range(len(parts)) if _name("/".join(parts[at:])) in names)
            first = next(tails, None)
            if first is not None:
                yield "/".join(parts[:first])


def _addresses(path: Path, base: str) -> Iterator[str]:
    """Yield the addresses of a guide's links to its own site, after the base and decoded."""
    try:
        text, _ = read_text(path, str(path))
    except L10nError:  # reported when the guide is needed
        return
    known = urlsplit(base)
    root = f"{known.path.rstrip('/')}/"
    for inline, html in _DESTINATION.findall(text):
        found = urlsplit(inline or html)
        is_own = not found.netloc or found.netloc.lower() == known.netloc.lower()
        is_below = f"{found.path}/".startswith(root)  # on its host, there may be other sites
        if is_own and found.path.startswith("/") and (is_below or not found.netloc):
            yield unquote(found.path).removeprefix(root.rstrip("/") if is_below else "")


def _name(path: str) -> str:
    return _INDEX.sub("", path).lower().replace(" ", "-")


def _with_language(before: str, spelled: str) -> str | None:
    """Return a beginning with ``{lang}`` in the language's place; None without one."""
    parts = before.split("/")
    tags = [at for at, each in enumerate(parts) if each.lower() == spelled.lower()]
    return "/".join((*parts[: tags[0]], LANG, *parts[tags[0] + 1 :])) if tags else None


def _winner(votes: Counter[str]) -> str | None:
    """Return the beginning that two thirds of the links agree on."""
    for before, count in votes.most_common(1):
        if count >= _FEWEST and 3 * count >= 2 * votes.total():
            return before
    return None


def _begin(pattern: str, before: str) -> str:
    return f"/{before}{'/' if before else ''}{PATH}{pattern.partition(PATH)[2]}"
