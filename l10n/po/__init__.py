"""Catalogs as PO files: strict reading, writing that keeps bytes, headers."""

from l10n.po.header import form_cases, gettext_locale, header_field, new_header
from l10n.po.reader import parse_catalog
from l10n.po.splice import splice_catalog
from l10n.po.writer import render_catalog

__all__ = [
    "form_cases",
    "gettext_locale",
    "header_field",
    "new_header",
    "parse_catalog",
    "render_catalog",
    "splice_catalog",
]
