"""Whole-process measurements against the bare engine and peers."""
