"""Text as such: decoded, cleaned, its language, its dates, words of the lexicons."""
