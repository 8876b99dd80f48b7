"""What crosses the borders between the stages, and where it is kept.

Models, database, objects by digest, WARC files and the ledger of addresses.
Every other package may import this one; it imports none of them.
"""
