"""Keep a Markdown site in many languages: extract, merge and coverage, byte-exact."""
