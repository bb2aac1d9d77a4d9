"""Say on a page that a machine wrote it, at least in part, and no longer when none did."""

from __future__ import annotations

from l10n.config.machine import MachineField
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.frontmatter.put import drop_value, has_value, put_value
from l10n.guide import Guide
from l10n.links.site import Page
from l10n.markdown.syntaxes import DATA
from l10n.site.record import Memory


def mark_keys(config: Config, language: str) -> frozenset[str]:
    """Return the key, in lower case, by which pages of a language say who wrote them, or none."""
    field = _field(config, language)
    return frozenset({field.names[0].lower()}) if field else frozenset()


def mark_page(  # the page of a guide, and how many percent of it a machine wrote
    config: Config, source: Guide, text: str, page: Page, share: int, memory: Memory
) -> str:
    """Return a page's text that says whether a machine wrote of it what readers see.

    Where none did, what the source or the page says of its own accord stays. Raises L10nError
    where it has to be said and cannot.
    """
    field = _field(config, page.language)
    if field is None or source.syntax == DATA:
        return text
    if share:
        marked = put_value(text, field.names, share if field.is_share else True, page.path)
        if marked is None:
            message = f"{field.shown} cannot be added: write the front matter in a simpler way"
            raise L10nError(message, path=source.path)
        return marked
    own = {each.lower() for each in (*memory.keys, *config.keep)}
    if own.isdisjoint((field.names[0].lower(), field.shown.lower())) and not has_value(
        source.text, field.names, source.path
    ):
        return drop_value(text, field.names, page.path) or text
    return text


def _field(config: Config, language: str) -> MachineField | None:
    return config.machine_fields.get(language) or config.machine_fields.get("")
