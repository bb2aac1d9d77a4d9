"""Catalogs as PO files: strict reading, canonical writing, headers."""

from l10n.project.po.header import gettext_locale, header_field, new_header
from l10n.project.po.reader import parse_catalog
from l10n.project.po.writer import render_catalog

__all__ = ["gettext_locale", "header_field", "new_header", "parse_catalog", "render_catalog"]
