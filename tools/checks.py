"""Write docs/checks.md: what each check finds, in a section that a link can lead to."""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.registry import CHECKS

_HEAD = """\
# The checks of l10n

What `l10n check` finds, and what keeps a translation from being published: errors do, warnings and
infos do not. A translator's comment `# l10n: ignore NAME` at an entry says that it is right there,
`skip = ["NAME"]` in `[checks]` of l10n.toml switches a check off.

This page is made by `make docs`.
"""


def render_checks() -> str:
    """Return the page as Markdown."""
    return "\n".join((_HEAD, *_sections()))


def _sections() -> Iterator[str]:
    for each in CHECKS:
        summary = each.summary[0].upper() + each.summary[1:]
        yield f"## {each.name}\n\n{summary} ({each.severity}).\n"


if __name__ == "__main__":
    print(render_checks(), end="")
