"""The files of a site: its guides, catalogs, record and addresses."""
