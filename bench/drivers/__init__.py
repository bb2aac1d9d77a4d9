"""Programs that run in one process, each in the environment of what it measures."""
