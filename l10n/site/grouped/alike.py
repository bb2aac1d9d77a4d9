"""Languages that begin alike: all of their first catalogs but the headers is the same.

What becomes of them is found out for one, and written for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from l10n.config.settings import Config
from l10n.site.grouped.join import Joined, Own
from l10n.site.grouped.opened import with_head
from l10n.site.paths import group_path

_HEADER: Final = b'msgid ""\nmsgstr ""\n'
_END: Final = b"\n\n"
"""What stands behind each entry."""


class Begun(NamedTuple):
    """What became of a language that had no file before."""

    language: str
    head: bytes
    """The header of all its catalogs."""
    own: Own
    joined: Joined


def common_head(own: Own) -> bytes:
    """Return the header that all these catalogs have, with what parts it from the entries.

    It is empty where they differ in it, or have none.
    """
    heads = {data[: data.find(_END) + len(_END)] for data in own.values()}
    head = heads.pop() if len(heads) == 1 else b""
    return head if _HEADER in head and head.endswith(_END) else b""


def find_alike(
    config: Config, begun: Iterable[Begun], own: Own, head: bytes, language: str
) -> Joined | None:
    """Return what becomes of a language without files, if another one has begun with the same."""
    for each in begun:
        if own.keys() == each.own.keys() and _bodies(own, head) == _bodies(each.own, each.head):
            return _made_alike(config, each, head, language)
    return None


def _bodies(own: Own, head: bytes) -> dict[str, bytes]:
    return {key: data[len(head) :] for key, data in own.items()}


def _made_alike(config: Config, other: Begun, head: bytes, language: str) -> Joined | None:
    made = other.joined
    groups = {path: with_head(each, other.head, head) for path, each in made.groups.items()}
    if not all(each.startswith(other.head) for each in made.own.values()):
        return None
    paths = {
        group_path(config, other.language, each): group_path(config, language, each)
        for each in made.sources
    }
    renamed = {
        paths[path]: replace(each, path=paths[path]) for path, each in groups.items() if each
    }
    if len(renamed) < len(groups):
        return None
    own = {key: head + data[len(other.head) :] for key, data in made.own.items()}
    return made._replace(groups=renamed, own=own)
