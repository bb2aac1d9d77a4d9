"""Signs of a translation that are not as its language, or its source, has them."""
