"""What is wrong with a catalog, or with an entry of it besides its text."""
