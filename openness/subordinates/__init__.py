"""A body's subordinate organisations: their register, their audits in one job, and what these say of the body."""
