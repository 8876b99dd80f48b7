"""The portal under the rules of this tree, and pages of it as the stand-in draws them."""

from __future__ import annotations

from datetime import date

from crawler.portals.opennpa.place import Rules
from crawler.portals.opennpa.portal import Portal
from crawler.portals.reading.seam import Question, Reading
from store.strictyaml import validate
from tests.conftest import ROOT
from tests.portals.opennpa.content import ARCHIVE, Comment, Draft
from tests.portals.opennpa.pages import card_page, list_page, report_page

HOST = "https://legalacts.example"
RULES = validate(ROOT / "config" / "portals" / "opennpa.yaml", Rules)
PORTAL = Portal(RULES, HOST)


def draft(number: int = 1, **changed: object) -> Draft:
    """A draft of the first body of the menu."""
    fields: dict[str, object] = {
        "id": 15_000_000 + number,
        "body": "9000811",
        "type": "747",
        "title": {"ru": f"О переправе № {number}", "kk": f"№ {number} өткел туралы"},
        "created": date(2026, 9, 9),
        "until": date(2026, 9, 14),
        "status": ARCHIVE,
        "files": {"ru": ("Пояснительная записка.docx",), "kk": ("Түсіндірме жазба.docx",)},
    }
    return Draft(**{**fields, **changed})  # type: ignore[arg-type]


COMMENTS = (
    Comment(101, "Почему не указаны сроки?", "09/09 - 15:52", "refused", (("10/09 - 11:03", "Сроки указаны."),)),
    Comment(102, "Поддерживаю.", "31/12 - 10:00"),
)


def asked(path: str, lane: str = "ru") -> Question:
    """The question that a path is."""
    found = PORTAL.at(f"{HOST}{path}", lane)
    assert found is not None, path
    return found


def listed(found: list[Draft], path: str, lane: str = "ru", page: int = 1) -> Reading:
    """What the portal reads out of a page of a list of these drafts."""
    return PORTAL.read(asked(path, lane), 200, list_page(lane, found, page, "").encode())


def card(one: Draft, lane: str = "ru", tab: str = "") -> Reading:
    """What the portal reads out of a card."""
    path = f"/npa/view?id={one.id}" + (f"&typeComment={tab}" if tab else "")
    return PORTAL.read(asked(path, lane), 200, card_page(lane, one, tab).encode())


def report(one: Draft, lane: str = "ru") -> Reading:
    """What the portal reads out of the report on a discussion."""
    return PORTAL.read(asked(f"/report?id={one.id}", lane), 200, report_page(lane, one).encode())


def paths(reading: Reading) -> list[str]:
    """Where an answer leads to."""
    return [question.url.removeprefix(HOST) for question in reading.more]


def lists(reading: Reading) -> list[str]:
    """Pages of lists that an answer leads to."""
    return [path for path in paths(reading) if not path.startswith("/npa/")]
