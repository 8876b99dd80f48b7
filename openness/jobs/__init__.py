"""Audits ordered in PostgreSQL and carried out by workers on many machines (docs/decisions/13)."""
