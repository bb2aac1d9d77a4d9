"""The run of all checks over a site."""
