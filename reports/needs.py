"""Names of what checks read: records of the site, and measurements of the browser."""

from __future__ import annotations

from reports.i18n import N_

NEED: dict[str, str] = {
    "pages": N_("pages"),
    "links": N_("links"),
    "images": N_("pictures"),
    "forms": N_("forms"),
    "documents": N_("documents"),
    "feeds": N_("feeds"),
    "contacts": N_("contact data"),
    "persons": N_("named persons"),
    "dates": N_("dates"),
    "texts": N_("texts of pages and documents"),
    "scans": N_("words read on scans"),
    "pairs": N_("language switches"),
    "ledger": N_("the ledger of addresses"),
    "axe": N_("measurements of axe-core"),
    "phone": N_("how pages load on a telephone"),
    "page-state": N_("pages as the browser saw them"),
    "contrast": N_("contrast measured by pixels"),
    "keyboard": N_("the walk by the Tab key"),
    "jumps": N_("links that skip and lead up, as tried"),
    "zoom": N_("pages enlarged to twice their size"),
    "motion": N_("movement on pages"),
    "search": N_("the site's search as tried"),
    "tried-forms": N_("forms as tried"),
    "emblem": N_("the emblem on pages"),
    "graphics": N_("pictures of the home page"),
    "graphic-words": N_("words read on pictures of the home page"),
    "positions": N_("answers of search systems"),
    "engine": N_("pages in other browser engines"),
}
"""By the names that the metadata of checks has for them (``checks.meta``)."""
