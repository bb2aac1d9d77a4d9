"""How far each language is, and what fell behind: one format a file."""
