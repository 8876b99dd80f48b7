"""The portal of open data: its catalogue, passports of its sets, the first rows of each, and its own count of what each body placed."""
