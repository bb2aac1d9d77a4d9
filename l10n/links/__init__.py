"""Links between guides: what they mean, and what they are in another language."""
