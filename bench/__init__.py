"""Measures l10n against the Markdown parser and against other tools (make bench)."""
