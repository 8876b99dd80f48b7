"""What only the whole harvest tells: addresses, pairs of languages, translations that no switch names."""
