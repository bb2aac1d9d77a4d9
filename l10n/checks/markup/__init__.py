"""Markup that a translation has lost, broken, or brought along."""
