"""Align a localized guide with its source guide: which segment says the same as which."""
