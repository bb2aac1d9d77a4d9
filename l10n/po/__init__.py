"""Catalogs as PO files: strict reading, canonical writing, headers."""

from l10n.po.header import form_cases, gettext_locale, header_field, new_header
from l10n.po.reader import parse_catalog
from l10n.po.writer import render_catalog

__all__ = [
    "form_cases",
    "gettext_locale",
    "header_field",
    "new_header",
    "parse_catalog",
    "render_catalog",
]
