"""Which pictures are taken whole: large ones that may show a text, until so many or so many bytes of one site were taken.

All others are only asked whether they are there. What stands on those that were taken is read after the harvest (``crawler.scans``).
"""

from __future__ import annotations

from crawler.hosts.answer import Answer

# Formats that the reader of words takes; a drawing (SVG) bears its text itself.
READABLE = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp", "image/tiff", "image/bmp"})
# Smaller ones are logos, icons and thumbnails; larger ones are no pages.
LEAST, MOST = 30_000, 8 * 1024 * 1024
# Bytes of pictures taken from one site.
ALL = 100 * 1024 * 1024


class Pictures:
    """Counts what was taken.

    :param most: how many pictures are taken at most.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._bytes = ALL

    def take(self, told: Answer) -> bool:
        """Whether the picture of which this answer tells (to a request for its head) is to be taken; it is then counted as taken."""
        if not self._left or told.status != 200 or told.media_type not in READABLE:
            return False
        length = told.header("content-length").strip()
        size = int(length) if length.isdecimal() and len(length) < len(str(ALL)) + 1 else 0
        if not LEAST <= size <= min(MOST, self._bytes):
            return False
        self._left -= 1
        self._bytes -= size
        return True
