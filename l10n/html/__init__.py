"""Where text is in fragments of HTML."""
