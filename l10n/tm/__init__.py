"""The translation memory on disk."""
