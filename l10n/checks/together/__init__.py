"""What only shows in many guides together."""
