"""What the project's own files are made with; none of it is shipped."""
