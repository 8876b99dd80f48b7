"""The summary of a night over many bodies: what moved and why, what could not be read, what needs a person; written and sent."""
