"""The addresses of Jekyll's posts, which are made of their names, dates and categories."""

from __future__ import annotations

import re
from typing import Final

from l10n.links.permalinks import POST_STYLES, Said, expand_permalink, urlize
from l10n.site.guidefile import GuideFile

_POST: Final = re.compile(
    r"(?P<above>(?:.*/)?)_posts/(?:.*/)?(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<name>[^/]+)"
)


def post_url(prefix: str, pattern: str, file: GuideFile, stem: str) -> str:
    """Return a post's address after the base, empty for what is no post.

    ``stem`` is its path without suffix and language. Folders above ``_posts`` are categories, those
    below say nothing, so that languages there have one address.
    """
    found = _POST.fullmatch(stem)
    if found is None:
        return ""
    named = "-".join(each.zfill(2) for each in found["date"].split("-"))
    said = Said(found["name"], file.slug, date=file.date or named, lowercase=False)
    terms = (term for name, term in file.terms if name == "categories")
    categories = dict.fromkeys(filter(None, (*found["above"].split("/"), *terms)))
    made = POST_STYLES.get(pattern or "date", pattern)
    made = made.replace(":categories", "/".join(map(urlize, categories)))
    made = made.replace(":output_ext", ".html")
    made = re.sub(r":(?:title|slug|name|path)\b", ":slugorfilename", made)
    return f"{prefix}{expand_permalink(made, said).lstrip('/')}"
