"""Texts inside blocks that are no text themselves."""
