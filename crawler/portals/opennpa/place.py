"""The rules of the portal of open legal acts."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from crawler.portals.reading.seam import PortalRules
from store.base import Frozen, Language


class Selectors(Frozen):
    """Where things stand in the portal's pages: lists (``entry…``), cards, comments (``remark…``)."""

    entry: str
    entry_link: str
    entry_info: str
    entry_label: str
    entry_tags: str
    entry_comments: str
    entry_body: str
    entry_likes: str
    entry_dislikes: str
    entry_views: str
    pager: str
    menu: str
    spoken: str
    card: str
    card_title: str
    card_line: str
    card_label: str
    trail: str
    trail_body: str
    trail_category: str
    history: str
    file: str
    file_link: str
    file_name: str
    content: str
    content_row: str
    counts: str
    counts_mark: str
    counts_body: str
    report: str
    report_table: str = "table"
    report_row: str = "tr"
    report_cell: str = "th,td"
    thread: str
    remark: str
    remark_body: str
    remark_head: str
    remark_text: str
    remark_mark: str
    remark_of_body: str


class Rules(PortalRules):
    """``config/portals/opennpa.yaml``.

    ``cards_from`` is the first day of creation whose cards are asked for. ``windowed`` names the lists that a reading of the whole portal asks
    for by days of creation, from the year ``since`` on, and ``still`` those in which drafts change no more. ``most_pages`` bounds the pages of
    one list, ``nothing`` are the words of an empty one, ``pages`` the pattern that finds how many pages it has. ``labels`` are the names of
    fields by language; ``counts``, ``verdicts``, ``statuses`` and ``types`` give the portal's words for our codes in all languages. ``tabs`` are
    the numbers of the groups of comments, that of users first. ``report_columns`` are the names of the columns ``text`` and ``answer`` of a
    report on a discussion.
    """

    source: str
    cards_from: date
    since: int = Field(ge=2000, le=2100)
    windowed: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    most_pages: int = Field(gt=0)
    nothing: tuple[str, ...]
    pages: str
    selectors: Selectors
    labels: dict[str, dict[Language, tuple[str, ...]]]
    counts: dict[str, tuple[str, ...]]
    verdicts: dict[str, tuple[str, ...]]
    statuses: dict[str, tuple[str, ...]]
    types: dict[str, tuple[str, ...]]
    tabs: tuple[str, ...] = Field(min_length=1)
    report_columns: dict[str, tuple[str, ...]] = {}
