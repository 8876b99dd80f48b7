"""A stand-in for the portal of open budgets: addresses, parameters and markup as public code knows them, content of the scenarios."""
