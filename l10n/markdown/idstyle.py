"""How heading ids are made, and which a translation keeps: what the settings may say."""

from __future__ import annotations

from enum import StrEnum


class IdStyle(StrEnum):
    """How an id is made of a heading's text: Hugo's ``autoHeadingIDType``, or MkDocs's way."""

    GITHUB = "github"
    GITHUB_ASCII = "github-ascii"
    BLACKFRIDAY = "blackfriday"
    MKDOCS = "mkdocs"
    MKDOCS_UNICODE = "mkdocs-unicode"
    """With ``pymdownx.slugs`` for the slugs of its table of contents."""

    @property
    def is_of_mkdocs(self) -> bool:
        """Return whether Python-Markdown numbers the ids that would be alike."""
        return self in (IdStyle.MKDOCS, IdStyle.MKDOCS_UNICODE)


class HeadingIds(StrEnum):
    """Which headings keep the source's id."""

    LINKED = "linked"
    """Those that a link of the site leads to."""
    ALL = "all"
    NONE = "none"
