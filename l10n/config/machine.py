"""The settings of what machines wrote: who publishes it, and how pages say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from l10n.config import toml
from l10n.frontmatter.fields import compile_fields, match_field
from l10n.markdown.syntaxes import base_name, mdbook

KEYS: Final = ("machine-field", "machine-value")
_NAMES: Final = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)?", re.ASCII)
_TAKEN: Final = ("translationkey", "aliases", "slug", "url", "title", "draft")
_TRUE, _SHARE = "true", "share"


class MachineField(NamedTuple):
    """Where the pages of a language say that a machine wrote them, at least in part."""

    names: tuple[str, ...]
    """Of its front matter: one, or a table's and one in it."""
    is_share: bool = False
    """Whether it says how many percent of the words, instead of true."""

    @property
    def shown(self) -> str:
        """Return it as the settings spell it."""
        return ".".join(self.names)


def read_machine(tables: Mapping[str, toml.Table]) -> frozenset[str]:
    """Return the languages that publish what a machine wrote before a person has confirmed it."""
    choices = ("fuzzy", "publish")
    return frozenset(
        tag for tag, each in tables.items() if toml.choice(each, "machine", choices) == "publish"
    )


def read_machine_fields(
    table: toml.Table,
    tables: Mapping[str, toml.Table],
    texts: tuple[str, ...],
    syntaxes: Iterable[str],
) -> dict[str, MachineField]:
    """Return the fields of languages, that of the site for one without its own under an empty tag.

    ``texts`` are the fields that hold text.
    """
    places = {"": table, **tables}
    fields = {tag: _read(each, table, texts) for tag, each in places.items()}
    found = {tag: each for tag, each in fields.items() if each.names}
    if found and mdbook.SYNTAX.name in map(base_name, syntaxes):
        message = "mdBook shows front matter to readers: leave machine-field out"
        raise toml.fault(places[next(iter(found))], "machine-field", message)
    return found


def _read(table: toml.Table, site: toml.Table, texts: tuple[str, ...]) -> MachineField:
    field = toml.string(table, "machine-field", "")
    if field and not _NAMES.fullmatch(field):
        message = 'machine-field is a name, or one in a table, like "extra.machine_translated"'
        raise toml.fault(table, "machine-field", message)
    names = tuple(field.split(".")) if field else ()
    is_text = bool(names) and match_field(names, compile_fields(texts)) is not None
    if is_text or field.lower() in _TAKEN:
        message = f"{field} says something else already: name a field that nothing else uses"
        raise toml.fault(table, "machine-field", message)
    where = table if "machine-value" in table.values else site
    is_share = toml.choice(where, "machine-value", (_TRUE, _SHARE)) == _SHARE
    return MachineField(names, is_share)
