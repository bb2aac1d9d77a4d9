"""Values as text, JSON, Markdown, HTML and more: one format a file."""
