"""Checks of translations: one fault, one file; the registry lists them all."""
