"""Knows pages and records: judges single facts. No network, no clock, no points, no law."""
