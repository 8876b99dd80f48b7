"""Hosts: how each is asked, how often, whether at all, and what it answered."""
