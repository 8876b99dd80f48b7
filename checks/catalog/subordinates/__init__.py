"""Checks of a subordinate organisation, each a figure of one organisation."""
