"""Which pages of a site the browser looks at, and what it searches for there."""
