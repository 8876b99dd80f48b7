"""Openness through the media: events of information policy."""
