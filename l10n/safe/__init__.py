"""What a translation may hold, and how it is written."""
