"""Front matter and data files: where their values are, and how they are written."""
