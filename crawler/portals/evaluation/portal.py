"""What the evaluation portal tells.

Nothing of its structure was ever seen: addresses and marks of its file are assumed, and an answer without them is no answer.

Kinds of items, each with ``page`` and ``pages`` (the page of its list it stood on, and how many pages the list has) among its facts:

============== ============================== ====================================================================
kind           key, title, day                facts
============== ============================== ====================================================================
``body``       number, name of the body       –
``report``     number, heading, day placed    ``about``: the years that the heading names
``result``     number, heading, day placed    ``about``: the years that the heading names
``conference`` number, theme, day             ``questions``
============== ============================== ====================================================================
"""

from __future__ import annotations

from crawler.portals.reading.cards import Cards


class Portal(Cards):
    """The portal; see ``crawler.portals.reading.seam.Portal``."""
