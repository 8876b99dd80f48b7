"""Feedback of the population on drafts, budgets and projects of the state."""
