"""The kinds of files among a site's guides, by their suffix: which are read, and as what."""

from __future__ import annotations

import re
from typing import Final

READ: Final = {".md": "", ".markdown": "", ".mdx": "mdx"}
"""The suffixes of guides, and the syntax that each is read with; empty: that of its tree."""

_NOT_READ: Final = (
    *(".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", ".ipynb", ".html", ".htm", ".xhtml", ".mdoc"),
    *(".rst", ".adoc", ".asciidoc", ".asc", ".org", ".pandoc", ".pdc", ".textile"),
)
"""What generators of sites make pages of, besides."""

DATA: Final = (".toml", ".yaml", ".yml", ".json")
"""The suffixes of data files, which are read where the settings name them."""

HTML: Final = (".html", ".htm")
"""The suffixes of guides in HTML, which are read where a content tree names them."""

SUFFIX: Final = re.compile(rf"\.(?:{'|'.join(each[1:] for each in READ)})$", re.IGNORECASE)
"""Found at the end of a guide's path."""

IMAGE: Final = r"\.(?:png|jpe?g|gif|svg|webp|avif)"
"""The suffixes of images, as a regular expression."""

_IMAGE: Final = re.compile(rf"{IMAGE}\Z", re.IGNORECASE)


def is_guide_name(name: str) -> bool:
    """Return whether a file of this name, or at this path, is a guide."""
    return name.lower().endswith(_READ)


def is_data_name(name: str) -> bool:
    """Return whether a file of this name, or at this path, may be a data file."""
    return name.lower().endswith(DATA)


def is_html_name(name: str) -> bool:
    """Return whether a file of this name, or at this path, may be a guide in HTML."""
    return name.lower().endswith(HTML)


def as_markdown(path: str) -> str:
    """Return what the path of a guide in HTML would be in Markdown; any other as it is."""
    return f"{without_suffix(path)}.md" if is_html_name(path) else path


def is_hidden(path: str) -> bool:
    """Return whether a file's name begins with a dot."""
    return path.rpartition("/")[2].startswith(".")


def is_image(name: str) -> bool:
    """Return whether a file of this name, or at this path, is an image."""
    return _IMAGE.search(name) is not None


def is_unread_page(name: str) -> bool:
    """Return whether a file of this name, or at this path, is a page of a kind that is not read."""
    return name.lower().endswith(_NOT_READ)


def own_syntax(path: str) -> str:
    """Return the name of the syntax that the kind of a guide has; empty: that of its tree."""
    return "html" if is_html_name(path) else READ.get(suffix_of(path).lower(), "")


def suffix_of(path: str) -> str:
    """Return the suffix of a guide's path, with its dot."""
    return path[len(without_suffix(path)) :]


def without_suffix(path: str) -> str:
    """Return a guide's path without ``.md``."""
    return path.rpartition(".")[0]


_READ: Final = tuple(READ)
