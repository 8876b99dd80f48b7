"""Where search systems show a body's site: asked through their interfaces with the operator's key, kept as evidence."""
