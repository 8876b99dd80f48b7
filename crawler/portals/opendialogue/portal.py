"""What the portal of open dialogue tells.

Kinds of items, each with ``page`` and ``pages`` (the page of its list it stood on, and how many pages the list has) among its facts:

============== ============================ ======================================================================
kind           key, title, day              facts
============== ============================ ======================================================================
``body``       blog, name of the body       ``head``: whose blog it is
``blog``       blog, name of its head       –
``post``       entry, heading, day          ``views``
``question``   number, –, day asked         ``text``, ``category``, ``views``; ``answers``: how many stand beside it;
                                            ``answered``: their days, in order, as far as they bear one
``conference`` number, theme, day           ``questions``, ``views``
``poll``       number, theme, first day     ``days``: first and last day; ``participants``, ``views``
``overdue``    number, –, day asked         – (asked with the operator's agreement only)
============== ============================ ======================================================================

The portal's own name of a body is the number of the blog. Names of applicants are not kept.
"""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.portals.opendialogue.place import Rules
from crawler.portals.reading.cards import Cards, days
from crawler.portals.reading.seam import Question


class Portal(Cards):
    """The portal; see ``crawler.portals.reading.seam.Portal``."""

    def __init__(self, rules: Rules, root: str) -> None:
        super().__init__(rules, root)
        self._answers = rules.answers

    def told(self, card: LexborNode, tree: LexborHTMLParser, question: Question, key: str) -> dict[str, Any]:  # noqa: ARG002
        """Answers stand in a row of their own beside the question, which bears its number."""
        if question.source != "questions":
            return {}
        given = [
            node for row in tree.css("div.answers") if row.attributes.get("id") == key for node in row.css(self._answers.css)
        ]
        found = sorted(day for node in given for day in days(node.text(deep=True, separator=" "), self.rules.day_form))
        return {"answers": len(given), "answered": found}
