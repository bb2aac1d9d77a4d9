"""Which section a guide without text belongs to: it is published where its section is."""

from __future__ import annotations

from collections.abc import Callable, Collection


def has_company(
    path: str,
    guides: Collection[str],
    has_text: Callable[[str], bool],
    is_published: Callable[[str], bool],
) -> bool:
    """Return whether a guide with text is published in the section of the guide at ``path``.

    Its section is the nearest folder around it in which another of the ``guides``, which are
    paths, has text. No more guides are asked whether they have text than it takes.
    """
    folder = path
    while folder := folder.rpartition("/")[0]:
        near = [each for each in guides if each.startswith(f"{folder}/") and each != path]
        if any(is_published(each) and has_text(each) for each in near):
            return True
        if any(has_text(each) for each in near):
            return False
    return False
