"""How heading ids are made, and which a translation keeps: what the settings may say."""

from __future__ import annotations

from enum import StrEnum


class IdStyle(StrEnum):
    """How an id is made of a heading's text: Hugo's ``autoHeadingIDType``."""

    GITHUB = "github"
    GITHUB_ASCII = "github-ascii"
    BLACKFRIDAY = "blackfriday"


class HeadingIds(StrEnum):
    """Which headings keep the source's id."""

    LINKED = "linked"
    """Those that a link of the site leads to."""
    ALL = "all"
    NONE = "none"
