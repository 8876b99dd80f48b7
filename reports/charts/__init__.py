"""Charts that have axes, drawn by matplotlib: one drawing for the page, for Word and for PDF."""
