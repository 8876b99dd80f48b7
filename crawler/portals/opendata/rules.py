"""How the portal of open data is asked and read: what its file in ``config/portals`` says beside what every portal's says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from crawler.portals.reading.seam import PortalRules
from store.base import Language

Period = Literal["daily", "weekly", "monthly", "quarterly", "half-year", "yearly", "as-needed"]


class Rules(PortalRules):
    """``page_size``: sets on a page of the catalogue; ``rows``: first rows of a set that are asked for. ``labels`` name the rows of a
    passport by language, ``periods`` how often a set is brought up to date, both in lower case (codes of the portal in capitals)."""

    form: Literal["openness/platform/1"] = Field(default="openness/platform/1", alias="schema")
    page_size: int = Field(ge=1, le=1000)
    rows: int = Field(ge=1, le=1000)
    labels: dict[Language, dict[str, str]]
    periods: dict[str, Period]
