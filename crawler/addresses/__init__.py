"""Addresses: their one spelling, what a page refers to, whose they are."""
