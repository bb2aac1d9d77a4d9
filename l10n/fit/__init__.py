"""Fit a merged guide to the page that is there: what does not change keeps the page's bytes."""
