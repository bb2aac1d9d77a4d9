"""What users can look up: every setting and every check, as data."""
