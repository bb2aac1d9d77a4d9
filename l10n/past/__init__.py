"""What git has of a site: since when pages are behind, and what happened since a revision."""
