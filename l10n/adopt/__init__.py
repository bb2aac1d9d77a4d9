"""Pages that people wrote or edited: what they say goes into catalogs."""
