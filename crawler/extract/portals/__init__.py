"""Records from answers of a platform's programming interface."""
