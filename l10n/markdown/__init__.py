"""Where text is in Markdown, and what of it has to come back."""
