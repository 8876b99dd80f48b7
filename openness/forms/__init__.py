"""Official forms of a scored run: filled from its result, written as documents, issued under a number."""
