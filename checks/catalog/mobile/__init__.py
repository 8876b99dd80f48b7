"""The site on a telephone."""
