"""Minutes of sittings, published by a small portal that only tests know."""
