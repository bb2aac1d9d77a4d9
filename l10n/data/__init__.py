"""What is known of the world's languages."""
