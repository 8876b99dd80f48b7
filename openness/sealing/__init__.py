"""Sealing a package: signature and time stamp made by commands that the machine's owner configured."""
