"""Claims over what the portal of open budgets holds of a body."""
