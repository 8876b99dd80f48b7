"""Objections of a body to the results of a run, and what a commission decides on them (2025 points 109–119, 2017 points 115–125).

An objection is an entry of its own; what a commission decides becomes decisions on findings through ``openness.decisions``.
"""
