"""Files that hold many guides, or languages: private ones of each, brought up to them, and back."""
