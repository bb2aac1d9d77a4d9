"""mdBook: book.toml."""

from __future__ import annotations

import posixpath
from pathlib import Path

from l10n.config.makes.disk import find_layout
from l10n.config.makes.files import first_there, read_settings, table, text_of
from l10n.config.makes.site import Address, Site, Tree, is_language, tag_of


def read(root: Path) -> Site | None:
    """Return what a book says of itself; None where there is none.

    A book has one language: those of others have a folder each, with a book.toml of their own.
    """
    name = first_there(root, ["book.toml"])
    has_summary = first_there(root, ["src/SUMMARY.md"])
    if not name and not has_summary:
        return None
    settings = read_settings(root, name) if name else {}
    book = table(settings.get("book"))
    said = text_of(book.get("src"))
    folder = posixpath.normpath(said.strip("/")) if said else "src"
    folder = "" if folder == "." else folder
    source = tag_of(text_of(book.get("language"))) or "en"
    above, _, last = folder.rpartition("/")
    is_own = is_language(last) and tag_of(last).lower() == source.lower()
    layout = (
        (find_layout(root, above, source) if is_own else None)
        or find_layout(root, folder, source)
        or find_layout(root, "", source, folder)
    )
    below = f"{folder}/" if folder else ""
    tree = layout.tree if layout else Tree(f"{below}{{path}}", f"{{lang}}/{below}{{path}}")
    html = table(table(settings.get("output")).get("html"))
    return Site(
        make="mdBook",
        source=source,
        languages=layout.languages if layout else (),
        trees=(tree,),
        title=text_of(book.get("title")),
        base=text_of(html.get("site-url")).rstrip("/"),
        syntax="mdbook",
        folders=layout.folders if layout else {},
        address=Address("/{path}.html", "/{lang}/{path}.html"),
    )
