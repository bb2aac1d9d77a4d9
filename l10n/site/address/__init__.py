"""The addresses that guides of a site have."""
