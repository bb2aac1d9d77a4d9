"""Engines of machine translation: what goes out, what comes in, and what is sent where."""
