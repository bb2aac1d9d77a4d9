"""The links of a source guide to other guides, found without parsing its Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from l10n.later import later
from l10n.links.hrefs import fragment_of, is_open_link, resolve
from l10n.links.liquid import read_liquid
from l10n.links.scheme import Make
from l10n.links.site import Page, SiteMap

_CODE: Final = re.compile(r"^(```+|~~~+)[^\n]*\n.*?(?:^\1|\Z)|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_NOT_LINE_END: Final = re.compile(r"[^\n]")
_DESTINATION: Final = later(
    r"(?<!\\)\]\((?:<([^<>\n]*+)>"
    # Tags of a template have blanks in them.
    r"|((?:[^\s()<>{]|\{(?![{%]))*+(?:\{%[^%\n]*+%\}|\{\{(?![<%])[^{}\n]*+\}\})[^\s()<>]*+)"
    r"|([^\s()<>]++(?:\([^\s()]*+\))?))"
)


@dataclass(frozen=True, slots=True)
class GuideLink:
    """A link between guides."""

    written: str
    line: int
    page: Page | None
    """None when there is no such guide in any language."""
    fragment: str
    """Decoded; empty when it has none."""
    is_open: bool = False
    """Whether it may mean something else once there is another page."""


def read_guide_links(text: str, site: SiteMap, page: Page) -> tuple[GuideLink, ...]:
    """Return the inline links of ``text``, LF line ends, that mean guides; code holds none."""
    if "`" in text or "~~~" in text:
        text = _CODE.sub(lambda found: _NOT_LINE_END.sub(" ", found.group()), text)
    links: list[GuideLink] = []
    line, position = 1, 0
    for found in _DESTINATION.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        written = found[found.lastindex or 0]
        is_made = "{{" in written or "{%" in written
        if is_made and not (site.scheme.make is Make.JEKYLL and read_liquid(written)):
            continue  # a shortcode's own affair
        if written.startswith("#"):
            if len(written) > 1:
                links.append(GuideLink(written, line, page, fragment_of(written)))
        elif link := resolve(site, page, written):
            fragment = fragment_of(written)
            links.append(GuideLink(written, line, link.page, fragment, is_open_link(link)))
    return tuple(links)
