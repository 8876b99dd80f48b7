"""Knows websites and portals: fetches, stores, extracts. Judges nothing."""
