"""What Python's own HTML parser sees in a page, besides its texts."""

from __future__ import annotations

from html.parser import HTMLParser

READ = frozenset(
    {"alt", "aria-description", "aria-label", "caption", "content", "description", "label"}
    | {"placeholder", "summary", "text", "title", "value"}
)
"""Attributes that may hold text."""


class _Tags(HTMLParser):
    """Notes all tags with their attributes, comments and the like, and code."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, "…" if name in READ else _on_one_line(value or "")) for name, value in attrs]
        self.rows.append(f"<{tag} {kept}>")

    def handle_endtag(self, tag: str) -> None:
        self.rows.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.rows.append(data)

    def handle_comment(self, data: str) -> None:
        self.rows.append(f"comment {_on_one_line(data)}")

    def handle_decl(self, decl: str) -> None:
        self.rows.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.rows.append(f"instruction {data}")

    def unknown_decl(self, data: str) -> None:
        self.rows.append(f"declaration {data}")


def _on_one_line(value: str) -> str:
    return " ".join(value.split())


def read_tags(html: str) -> list[str]:
    """Return all that a browser would not show as text, with an ellipsis for what it would."""
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.rows
