"""How a visitor finds the way."""
