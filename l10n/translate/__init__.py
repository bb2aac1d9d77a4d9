"""Fill catalogs by engines of machine translation."""
