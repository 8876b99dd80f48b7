"""Platforms whose sites only a browser or their programming interface can read."""
