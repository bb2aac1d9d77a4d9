"""What a data file has of one language: read as a page of its own, and put back."""
