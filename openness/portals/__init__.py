"""Readings of portals of open government: planned, made once a day for all bodies that need them, and found again by their runs."""
