"""One page in a tab: its own world of scripts, what it shows and holds, when it is at rest, how it fails."""
