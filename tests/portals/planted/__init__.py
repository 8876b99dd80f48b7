"""A whole state body's site made from a seed and a list of planted shortcomings, with the findings expected beside it.

What it says is not what the lexicons say: its phrases are a list of its own, and it sets the traps that real sites set.
"""
