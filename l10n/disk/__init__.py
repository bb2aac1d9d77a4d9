"""Files that are read, written, moved, walked and locked; git, and processes."""
