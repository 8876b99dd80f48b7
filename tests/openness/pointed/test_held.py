"""What a report says of an address against what stands there: confirmed, a candidate, or open; and no points without a person."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from openness.pointed.held import findings
from scoring import methodology as law
from scoring.measure import Subject, measure
from scoring.plan import plan_of
from scoring.totals import total
from store.base import Text
from store.findings import Finding, Outcome, Ruling, RulingReason
from store.methodology import Methodology
from tests.checks.casekit import ROOT, snapshot_of

ROADS = "Перечень степных дорог"
HOST = "https://portal.example"


@cache
def edition(name: str = "kz-2025") -> Methodology:
    return law.choose(ROOT / "config", name, datetime(2026, 11, 20, tzinfo=UTC).date())[0]


def pointer(address: str, cell: str = "A1", **details: str) -> dict[str, Any]:
    return {"name": "reported-link", "value": "1", "places": [cell], "details": {"address": address, **details}}


def judged(folder: Path, facts: list[dict[str, Any]], **site: Any) -> list[Finding]:
    given = {"pages": {"/": "{{ru}}"}, **site, "imports": {"report": facts}}
    with snapshot_of(given, folder) as snapshot:
        return list(findings(snapshot, edition()))


def one(folder: Path, details: dict[str, str], address: str = f"{HOST}/1", **site: Any) -> Finding:
    (found,) = judged(folder, [pointer(address, **details)], **site)
    return found


HOLDS: dict[str, tuple[Any, dict[str, str]]] = {
    "its title": ({"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "languages": "ru"}),
    "other endings": ({"title": "О степной дороге: перечни", "body": "{{ru}}"}, {"said": ROADS, "languages": "ru"}),
    "words in its text": ({"title": "Набор", "body": "{{ru}}<p>Здесь лежит перечень степных дорог.</p>"}, {"said": ROADS}),
    "in Kazakh": ({"lang": "kk", "title": "Дала жолдарының тізбесі", "body": "{{kk}}"}, {"said": "Дала жолдары", "languages": "kk"}),
    "one of two languages": ({"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "languages": "kk,ru"}),
    "its day": ({"title": ROADS, "body": "{{ru}}<p>Дата публикации: 05.05.2026</p>"}, {"said": ROADS, "dated": "2026-05-05"}),
    "the day after": ({"title": ROADS, "body": "{{ru}}<p>Дата публикации: 06.05.2026</p>"}, {"said": ROADS, "dated": "2026-05-05"}),
    "a day that the page does not tell": ({"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "dated": "2026-05-05"}),
    "its own site": ({"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "owner": "mekeme"}),
    "a subordinate organisation's site": ({"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "owner": "mam", "others": "yes"}),
    "nothing said of it": ({"title": "Что угодно", "body": "{{ru}}"}, {}),
}  # fmt: skip
AGAINST: dict[str, tuple[str, Any, dict[str, str]]] = {
    "nothing there": ("gone", {"status": 404, "body": "<h1>404</h1>"}, {"said": ROADS}),
    "taken away": ("gone", {"status": 410, "body": "<h1>410</h1>"}, {}),
    "another matter": ("other-subject", {"title": "Реестр музеев", "body": "{{ru}}"}, {"said": "Каталог библиотек", "languages": "ru"}),
    "another matter, in Kazakh": ("other-subject", {"lang": "kk", "title": "Мұражайлар", "body": "{{kk}}"}, {"said": "Дала жолдарының тізбесі"}),
    "another language": ("other-language", {"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "languages": "kk"}),
    "another year": (
        "outside-period", {"title": ROADS, "body": "{{ru}}<p>Дата публикации: 05.05.2024</p>"}, {"said": ROADS, "dated": "2026-05-05"},
    ),
    "another body": ("other-body", {"title": ROADS, "body": "{{ru}}"}, {"said": ROADS, "owner": "mam"}),
}  # fmt: skip
OPEN: dict[str, tuple[str, Any, dict[str, str]]] = {
    "host is down": ("failed", {"ledger": "failed", "reason": "connect"}, {"said": ROADS}),
    "name is not known": ("failed", {"ledger": "failed", "reason": "dns"}, {}),
    "access refused": ("blocked", {"status": 403}, {"said": ROADS}),
    "not found once": ("failed-once", {"status": 404, "confirmed": False}, {"said": ROADS}),
    "fault of the server": ("http-error", {"status": 503}, {"said": ROADS}),
    "another body's, and down": ("failed", {"ledger": "failed", "reason": "connect"}, {"owner": "mam"}),
    "empty shell": ("not-readable", {"title": "Портал", "body": '<div id="root"></div><script src="/a.js"></script>'}, {"said": ROADS}),
    "picture of a page": ("not-asked", None, {"said": ROADS}),
    "half of the words": ("subject-unsure", {"title": "Перечень городских улиц", "body": "{{ru}}"}, {"said": ROADS}),
    "Russian title of a Kazakh page": ("subject-unsure", {"lang": "kk", "title": "Тізбе", "body": "{{kk}}"}, {"said": ROADS, "languages": "kk"}),
    "one word": ("subject-unsure", {"title": "Музеи", "body": "{{ru}}"}, {"said": "Архив"}),
    "another day of the period": (
        "other-day", {"title": ROADS, "body": "{{ru}}<p>Дата публикации: 05.03.2026</p>"}, {"said": ROADS, "dated": "2026-05-05"},
    ),
    "both days outside": (
        "other-day", {"title": ROADS, "body": "{{ru}}<p>Дата публикации: 05.03.2024</p>"}, {"said": ROADS, "dated": "2025-05-05"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOLDS)
def test_what_holds_is_confirmed(tmp_path: Path, case: str) -> None:
    page, details = HOLDS[case]
    found = one(tmp_path, details, reported={f"{HOST}/1": page})
    assert (found.outcome, found.facts["standing"], found.needs_review) == (Outcome.MET, "confirmed", False)
    assert found.parameter == "kz-2025:p12-15"


@pytest.mark.parametrize("case", AGAINST)
def test_what_speaks_against_a_report_is_a_candidate(tmp_path: Path, case: str) -> None:
    reason, page, details = AGAINST[case]
    found = one(tmp_path, details, reported={f"{HOST}/1": page})
    assert (found.facts["standing"], found.facts["reason"]) == ("contradicted", reason)
    assert (found.outcome, found.needs_review) == (Outcome.UNVERIFIED, True)
    assert len(found.evidence) == 2
    assert "кандидат в акт сверки" in found.message.ru
    assert "үміткер" in found.message.kk


@pytest.mark.parametrize("case", OPEN)
def test_what_proves_nothing_stays_open(tmp_path: Path, case: str) -> None:
    reason, page, details = OPEN[case]
    found = one(tmp_path, details, reported={f"{HOST}/1": page} if page else {})
    assert (found.facts["standing"], found.facts["reason"], found.needs_review) == ("open", reason, False)
    assert found.outcome is Outcome.UNVERIFIED


def test_pages_that_the_crawl_read_are_not_asked_twice_and_no_page_of_a_report_is_a_page_of_the_site(tmp_path: Path) -> None:
    facts = [
        pointer("http://mekeme.example/news", "A1", said=ROADS, languages="ru"),
        pointer("http://mekeme.example/moved", "A2", said=ROADS),
        pointer(f"{HOST}/1", "A3", said=ROADS),
        {"name": "reported-document", "value": "1", "subject": "Письмо № 5", "places": ["A4"]},
        {"name": "entries", "value": "4", "parameter": "kz-2025:a10.t6.2"},
    ]
    pages = {
        "/": '{{ru}}<a href="/news">Новости</a><a href="/moved">Прежнее</a>',
        "/news": {"title": ROADS, "body": "{{ru}}"},
        "/moved": {"status": 301, "to": "/news"},
    }
    given = {"pages": pages, "reported": {f"{HOST}/1": {"title": ROADS, "body": "{{ru}}"}}, "imports": {"report": facts}}
    with snapshot_of(given, tmp_path) as snapshot:
        found = list(findings(snapshot, edition()))
        assert [item.outcome for item in found] == [Outcome.MET] * 3 + [Outcome.NOT_APPLICABLE]
        assert not [page for page in snapshot.pages() if page.url.startswith(HOST)]
    assert found[3].facts == {"file": "report.csv", "documents": 1, "standing": "reported"}


def test_no_report_no_findings(tmp_path: Path) -> None:
    with snapshot_of({"pages": {"/": "{{ru}}"}}, tmp_path) as snapshot:
        assert list(findings(snapshot, edition())) == []


def decided(finding: Finding, number: int, outcome: Outcome = Outcome.DEFICIENCY) -> Ruling:
    return Ruling(
        id=f"R-{number}", finding=finding.id, outcome=outcome, reason=RulingReason.CONFIRMED, author="А",
        note=Text(kk="Акт", ru="Акт"), made_at=datetime(2026, 11, 20, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["kz-2025", "kz-2017"])
def test_only_what_a_person_confirms_takes_points(tmp_path: Path, name: str) -> None:
    """Thirty candidates. None decided: 0. Three confirmed: 3 × 0.2 = 0.6. All thirty: 30 × 0.2 = 6, but at most 5."""
    facts = [pointer(f"{HOST}/{number}", f"A{number}") for number in range(1, 31)]
    facts.append(pointer(f"{HOST}/good", "B1", said=ROADS))
    pages = {f"{HOST}/{number}": {"status": 404, "body": "x"} for number in range(1, 31)}
    given = {"pages": {"/": "{{ru}}"}, "reported": pages, "imports": {"report": facts}}
    with snapshot_of(given, tmp_path) as snapshot:
        found = list(findings(snapshot, edition(name)))
    whole = plan_of(edition(name), "central")
    candidates = [item for item in found if item.needs_review]
    assert len(candidates) == 30

    def taken(rulings: list[Ruling]) -> str:
        body = measure(whole, Subject("mekeme"), found, rulings)
        part = next(one for one in whole.parts if one.direction is None)
        assert part.penalty is not None
        row = body.rows[part.penalty.parameter.id, None]
        return str(total(whole, None, (row.plan.weight * 20, row.plan.weight * 20), 0, row)[0].penalty.normalize())

    assert taken([]) == "0"
    assert taken([decided(item, number) for number, item in enumerate(candidates[:3])]) == "0.6"
    assert taken([decided(item, number, Outcome.MET) for number, item in enumerate(candidates[:3])]) == "0"
    assert taken([decided(item, number) for number, item in enumerate(candidates)]) == "5"
