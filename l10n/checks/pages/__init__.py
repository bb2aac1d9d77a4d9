"""What is wrong with a guide, its source, or its page."""
