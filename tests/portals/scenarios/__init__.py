"""Whole scenarios: the bodies of ``bodies.yaml`` on the stand-ins of all portals at once, down to the points of each row of the law."""
