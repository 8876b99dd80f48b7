"""What the site says: interface words, the body, pages and documents, read from ``content/``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml
from tests.portals.statebody import rest

HERE = Path(__file__).parent
LANGUAGES = ("kk", "ru", "en")
ASTANA = timezone(timedelta(hours=5))
NAV = ("", "about/", "activity/", "documents/", "news/", "services/", "opendata/", "procurement/", "citizens/", "contacts/")

_UNSAID = {"toc": False, "extra": "", "next": "", "documents": (), "image": None}

MONTHS = {
    "kk": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


@dataclass(frozen=True)
class Page:
    """One page in all its languages; ``path`` has no language prefix and ends in a slash (empty for the home page)."""

    path: str
    data: dict[str, Any]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang in LANGUAGES if lang in self.data["title"])

    @property
    def posted(self) -> datetime:
        return moment(self.data["posted"])

    @property
    def updated(self) -> datetime:
        return moment(self.data["updated"])

    @property
    def section(self) -> str:
        """Path of the first-level page this page lies under."""
        return self.path.split("/")[0] + "/" if self.path else ""


@dataclass(frozen=True)
class Content:
    """Everything read from ``content/``."""

    ui: dict[str, dict[str, str]]
    body: dict[str, Any]
    pages: dict[str, Page]
    documents: dict[str, Any]

    def parents(self, page: Page) -> list[Page]:
        """Pages above this one that exist, the home page first."""
        parts = page.path.strip("/").split("/")
        above = ["", *("/".join(parts[:count]) + "/" for count in range(1, len(parts)))] if page.path else []
        return [self.pages[path] for path in above if path in self.pages]

    def children(self, page: Page) -> list[Page]:
        """Pages directly below this one, in the order of the content files, without those kept out of the site map."""
        return [p for p in self.pages.values() if p.path and p.data.get("map", True) and self.parents(p)[-1] is page]


def moment(text: str) -> datetime:
    """A time of the content files, which are written in Astana time."""
    return datetime.fromisoformat(text).replace(tzinfo=ASTANA)


def long_date(value: datetime, lang: str, clock: bool = True) -> str:
    """A date (and time) in the wording that state bodies use in kk, ru and en."""
    month = MONTHS[lang][value.month - 1]
    words = {
        "kk": f"{value.year} жылғы {value.day} {month}",
        "ru": f"{value.day} {month} {value.year} года",
        "en": f"{value.day} {month} {value.year}",
    }[lang]
    return f"{words}, {value:%H:%M}" if clock else words


def load(news: Path | None = None) -> Content:
    """Reads ``content/``; a page whose parent is unknown is a fault of the content and raises IndexError on use.

    :param news: a file of further news, as the files of ``content/pages`` hold them; the list of news leads to them.
    """
    folder = HERE / "content"
    pages: dict[str, Page] = {}
    for name in ("about", "activity", "documents", "news", "public", "staff"):
        for entry in read_yaml(folder / "pages" / f"{name}.yaml"):
            pages[entry["path"]] = Page(entry["path"], {**_UNSAID, **entry})
    pages |= {entry["path"]: Page(entry["path"], {**_UNSAID, **entry}) for entry in rest.pages()}
    for entry in read_yaml(news) if news is not None else ():
        pages[entry["path"]] = Page(entry["path"], {**_UNSAID, **entry})
        pages["news/"].data["items"].append(entry["path"].removeprefix("news/").rstrip("/"))
    offered = {**read_yaml(folder / "documents.yaml"), **rest.documents()}
    return Content(read_yaml(folder / "ui.yaml"), read_yaml(folder / "body.yaml"), pages, offered)
