"""Reasons in the ledger that only a platform knows."""

# An answer of the programming interface that was read.
INTERFACE = "interface"
# A page whose matter such an answer gave; the page itself was not opened.
ITEM = "interface-item"
# A page that only a browser can read.
RENDER = "render"
# A page of a list, or of an item, of which the interface, read whole, says nothing new.
LISTED = "listed-by-interface"
# A file that a page drawn by the browser links to, for the HTTP lane to fetch afterwards.
FILE = "file"
