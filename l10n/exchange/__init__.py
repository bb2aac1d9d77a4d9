"""Files that go to translators outside and come back: one format a file."""
