"""Text of files that are pictures of pages, read by Tesseract: kept as what was seen, with its confidence, and never as the text of a file."""
