"""Catalogs of many guides: private ones of each guide, brought up to them and gathered again."""
