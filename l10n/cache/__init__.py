"""What was made of what, so that only what is stale is made again."""
