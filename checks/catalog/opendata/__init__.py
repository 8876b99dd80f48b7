"""Checks of the portal of open data."""
