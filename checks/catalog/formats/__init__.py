"""Encodings, files and feeds."""
