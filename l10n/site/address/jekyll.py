"""The addresses of Jekyll's posts, which are made of their names, dates and categories."""

from __future__ import annotations

import re
from typing import Final

from l10n.links.permalinks import POST_STYLES, Said, expand_permalink, urlize
from l10n.links.scheme import Root
from l10n.site.guidefile import GuideFile

_POST: Final = re.compile(r"(?:.*/)?_posts/(?:.*/)?(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<name>[^/]+)")


def post_url(root: Root, pattern: str, file: GuideFile, stem: str) -> str:
    """Return a post's address after the base, empty for what is no post.

    ``stem`` is its path without suffix and language.
    """
    found = _POST.fullmatch(stem)
    if found is None:
        return ""
    named = "-".join(each.zfill(2) for each in found["date"].split("-"))
    said = Said(found["name"], file.slug, date=file.date or named, lowercase=False)
    categories = "/".join(urlize(term) for name, term in file.terms if name == "categories")
    made = POST_STYLES.get(pattern or "date", pattern)
    made = made.replace(":categories", categories).replace(":output_ext", ".html")
    made = re.sub(r":(?:title|slug|name|path)\b", ":slugorfilename", made)
    return f"{root.prefix}{expand_permalink(made, said).lstrip('/')}"
