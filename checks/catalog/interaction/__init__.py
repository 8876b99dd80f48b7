"""References, and where they lead."""
