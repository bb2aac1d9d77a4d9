"""Keep a Markdown site in many languages: extract, merge and coverage, byte-exact."""

from typing import Final

DISTRIBUTION: Final = "l10n-markdown"
"""What is installed: ``l10n`` on PyPI is another project."""
