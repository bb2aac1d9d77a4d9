"""Catalogs whose header names another language, charset or number of plural forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.kinds import CatalogCheck
from l10n.checks.subject import CatalogSubject, Fault
from l10n.guide import Severity

_FIELD: Final = re.compile(r"^([A-Za-z-]+):[ \t]*(.*)$", re.MULTILINE)
_PLURALS: Final = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*[^;]++;?\s*+$")


def check(subject: CatalogSubject) -> Iterator[Fault]:
    """Read the header as gettext and editors do."""
    fields = {name.lower(): value.strip() for name, value in _FIELD.findall(subject.header)}
    if not fields:
        message = (
            "the catalog has no header: if it was emptied or cut, bring it back with git first"
        )
        yield Fault(f"{message}; then l10n extract writes what is missing")
        return
    language = fields.get("language", "")
    if _folded(language) != _folded(subject.locale):
        shown = f"the header's Language is {language or 'missing'}"
        yield Fault(f"{shown}; write Language: {subject.locale}")
    if subject.charset.upper() not in ("UTF-8", "UTF8"):
        shown = f"the header's charset is {subject.charset or 'missing'}"
        yield Fault(f"{shown}; save as UTF-8 and write charset=UTF-8")
    plurals = _PLURALS.match(fields.get("plural-forms", ""))
    if plurals is None:
        yield Fault("the header's Plural-Forms are missing or damaged; write nplurals and plural")
    elif subject.plural_counts and int(plurals[1]) not in subject.plural_counts:
        shown = f"the header has {plurals[1]} plural forms, {subject.locale} has"
        counts = " or ".join(map(str, subject.plural_counts))
        yield Fault(f"{shown} {counts}; correct Plural-Forms")


def _folded(locale: str) -> str:
    return locale.replace("-", "_").lower()


CHECK: Final = CatalogCheck(
    "catalog-header",
    Severity.WARNING,
    "the header's language, charset or plural forms are wrong",
    check,
)
