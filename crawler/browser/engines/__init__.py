"""The other browser engines at hand: what they show of a page beside Chromium, and axe-core run in them as a second opinion.

Each engine is driven by a process of its own (``worker``), so that one that hangs is ended with all it started. All of them
reach the network through one gate (``gate``) that lets reading requests to vetted addresses pass and nothing else.
"""
