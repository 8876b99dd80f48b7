"""Judging a package again: what it holds is put into an empty database, read, checked and scored once more, and compared."""
