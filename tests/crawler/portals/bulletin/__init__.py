"""A small portal, laid into a copy of the tree by test_new_portal."""
