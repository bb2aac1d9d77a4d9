"""One verb over a site in each file: extract, merge, measure, check and more."""
