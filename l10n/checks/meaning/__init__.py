"""Translations that say something else than their source."""
