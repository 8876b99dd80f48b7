"""``python -m openness`` is the command ``openness``."""

from openness.cli import main

main()
