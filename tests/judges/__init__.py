"""Other makes' own parsers, asked what they read in source and merged pages."""
