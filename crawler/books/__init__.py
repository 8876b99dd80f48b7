"""What is written down while a harvest goes on: addresses, captures, failures. Knows addresses and the store, nobody else."""
