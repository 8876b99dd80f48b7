"""Addresses of a report that lead to a portal: what the portal's own reading names there bears it out, tells whose it is, and proves nothing by
what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from openness.pointed.cards import key_in
from openness.pointed.held import findings
from openness.registers import load_bodies
from scoring import methodology as law
from store.findings import Finding, Outcome
from store.harvest import Body
from store.methodology import Methodology
from tests.checks.casekit import snapshot_of
from tests.conftest import ROOT

ROADS = "Перечень степных дорог"
NPA, DATA, TALK, MONEY = (f"http://open-{name}.example" for name in ("npa", "data", "dialogue", "budget"))
CLOSED = {"status": 403}
DRAFT = {"kind": "draft", "key": "77", "title": ROADS, "day": "2026-05-05", "language": "ru"}


@cache
def edition() -> Methodology:
    return law.choose(ROOT / "config", "kz-2025", date(2026, 11, 20))[0]


@cache
def registered() -> Mapping[str, Body]:
    return load_bodies(ROOT / "config")


def told(folder: Path, url: str, item: dict[str, Any], page: Any = CLOSED, portal: str = "open-npa", **details: str) -> Finding:
    """What comes of one address that a portal has an item for; ``page`` is what the harvest got there, None where nothing was asked."""
    facts = [{"name": "reported-link", "value": "1", "places": ["A1"], "details": {"address": url, "said": ROADS, **details}}]
    given = {
        "pages": {"/": "{{ru}}"},
        "reported": {} if page is None else {url: page},
        "portals": {portal: {"body": "own", "items": [item]}},
        "imports": {"report": facts},
    }
    with snapshot_of(given, folder) as snapshot:
        (found,) = findings(snapshot, edition(), registered())
    return found


HOLDS: dict[str, tuple[str, str, dict[str, Any], Any]] = {
    "a draft that robots may not open": ("open-npa", f"{NPA}/npa/view?id=77", DRAFT, CLOSED),
    "nothing was asked": ("open-npa", f"{NPA}/npa/view?id=77", DRAFT, None),
    "with more in its query": ("open-npa", f"{NPA}/npa/view?lang=kk&id=77", DRAFT, CLOSED),
    "a host that is down now": ("open-npa", f"{NPA}/npa/view?id=77", DRAFT, {"ledger": "failed", "reason": "connect"}),
    "not found once": ("open-npa", f"{NPA}/npa/view?id=77", DRAFT, {"status": 404, "confirmed": False}),
    "an empty shell": (
        "open-data", f"{DATA}/datasets/view?index=roads", {"kind": "dataset", "key": "roads", "facts": {"title-ru": ROADS}},
        {"title": "Портал", "body": '<div id="root"></div><script src="/a.js"></script>'},
    ),
    "a post of a blog": ("open-dialogue", f"{TALK}/blogs/posts/91", {"kind": "post", "key": "91", "title": ROADS}, CLOSED),
    "a passport of a programme": (
        "open-budget", f"{MONEY}/budgetprogram/budgetprogram?govAgencyId=5&budgetId=31&lang=ru",
        {"kind": "programme", "key": "31", "title": ROADS}, CLOSED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOLDS)
def test_what_the_portal_names_there_is_confirmed(tmp_path: Path, case: str) -> None:
    portal, url, item, page = HOLDS[case]
    found = told(tmp_path, url, item, page, portal, dated="2026-05-05", languages="ru")
    assert (found.outcome, found.facts["standing"], found.facts["portal"]) == (Outcome.MET, "confirmed", portal)
    assert "в списках самого портала" in found.message.ru
    assert "порталдың өз тізімдерінде" in found.message.kk
    assert len(found.evidence) == 2  # the portal's answer and the report


OPEN: dict[str, tuple[str, str, dict[str, Any], Any]] = {
    "another number": ("blocked", f"{NPA}/npa/view?id=78", DRAFT, CLOSED),
    "another page of the portal": ("blocked", f"{NPA}/npa/print?id=77", DRAFT, CLOSED),
    "the number in another field": ("blocked", f"{NPA}/npa/view?page=77", DRAFT, CLOSED),
    "another host": ("blocked", "http://open-npa.example.org/npa/view?id=77", DRAFT, CLOSED),
    "another port": ("blocked", "http://open-npa.example:8080/npa/view?id=77", DRAFT, CLOSED),
    "another kind of thing under the number": ("blocked", f"{NPA}/npa/view?id=77", {**DRAFT, "kind": "comment"}, CLOSED),
    "another title": ("subject-unsure", f"{NPA}/npa/view?id=77", {**DRAFT, "title": "Реестр музеев"}, CLOSED),
    "a name that no register knows": ("owner-unsure", f"{NPA}/npa/view?id=77", {**DRAFT, "body": "909", "body_name": "Комитет"}, CLOSED),
}  # fmt: skip


@pytest.mark.parametrize("case", OPEN)
def test_what_it_does_not_name_stays_open(tmp_path: Path, case: str) -> None:
    reason, url, item, page = OPEN[case]
    found = told(tmp_path, url, item, page)
    assert (found.outcome, found.facts["standing"], found.facts["reason"]) == (Outcome.UNVERIFIED, "open", reason)


MINISTRY = "Министерство обороны Республики Казахстан"
AGAINST: dict[str, tuple[str, dict[str, Any], Any]] = {
    "another body by its name": ("other-owner", {**DRAFT, "body": "303", "body_name": MINISTRY}, CLOSED),
    "another body's, and its page is read": ("other-owner", {**DRAFT, "body": "303", "body_name": MINISTRY}, {"title": ROADS, "body": "{{ru}}"}),
    "created in another year": ("outside-period", {**DRAFT, "day": "2024-05-05"}, CLOSED),
    "taken away since": ("gone", DRAFT, {"status": 404, "body": "<h1>404</h1>"}),
}  # fmt: skip


@pytest.mark.parametrize("case", AGAINST)
def test_what_the_portal_says_otherwise_is_a_candidate(tmp_path: Path, case: str) -> None:
    reason, item, page = AGAINST[case]
    found = told(tmp_path, f"{NPA}/npa/view?id=77", item, page, dated="2026-05-05")
    assert (found.facts["standing"], found.facts["reason"], found.needs_review) == ("contradicted", reason, True)


FORMS = {"open-npa": f"{NPA}/npa/view?id=", "open-data": f"{DATA}/datasets/view?index=", "open-dialogue": f"{TALK}/blogs/posts/"}
KINDS = {"open-npa": "draft", "open-data": "dataset", "open-dialogue": "post"}
DOWN = f"{MONEY}/budgetreport/view?id="
LINKS, PLANTED, SILENT = 500, 60, 50
FAULTS = ("gone", "other-owner", "outside-period")


def test_five_hundred_links_to_portals(tmp_path: Path) -> None:
    """Three portals whose pages nobody may open, and one that is down: each true link confirmed, each of sixty contradictions found, none else."""
    facts, pages, wanted = [], {}, {}
    portals: dict[str, Any] = {name: {"body": "own", "items": []} for name in FORMS}
    for number in range(LINKS):
        portal = sorted(FORMS)[number % len(FORMS)]
        down, fault = number >= LINKS - SILENT, FAULTS[number // 20] if number < PLANTED else ""
        url, title = (DOWN if down else FORMS[portal]) + str(number), f"{ROADS} {number}"
        pages[url] = (
            {"ledger": "failed", "reason": "connect"} if down else {"status": 404, "body": "x"} if fault == "gone" else CLOSED
        )
        if not down:
            other = {"body": "303", "body_name": MINISTRY} if fault == "other-owner" else {}
            day = "2024-05-05" if fault == "outside-period" else "2026-05-05"
            portals[portal]["items"].append({"kind": KINDS[portal], "key": str(number), "title": title, "day": day, **other})
        details = {"address": url, "said": title, "dated": "2026-05-05", "languages": "ru"}
        facts.append({"name": "reported-link", "value": "1", "places": [f"A{number}"], "details": details})
        wanted[url] = ("open", "failed") if down else ("contradicted", fault) if fault else ("confirmed", None)
    given = {"pages": {"/": "{{ru}}"}, "reported": pages, "portals": portals, "imports": {"report": facts}}
    with snapshot_of(given, tmp_path) as snapshot:
        found = {one.url: (one.facts["standing"], one.facts.get("reason")) for one in findings(snapshot, edition(), registered())}
    assert found == wanted


def test_another_body_by_its_number_on_the_portal(tmp_path: Path) -> None:
    defence = next(body for body in registered().values() if body.portals.get("open-data"))
    item = {"kind": "dataset", "key": "roads", "title": ROADS, "body": defence.portals["open-data"]}
    found = told(tmp_path, f"{DATA}/datasets/view?index=roads", item, portal="open-data")
    assert found.facts["reason"] == "other-owner"


def test_a_subordinate_organisations_own_set_is_nobodys_contradiction(tmp_path: Path) -> None:
    item = {"kind": "dataset", "key": "roads", "title": ROADS, "body": "303", "body_name": MINISTRY}
    found = told(tmp_path, f"{DATA}/datasets/view?index=roads", item, portal="open-data", others="yes")
    assert found.facts["standing"] == "confirmed"


def test_a_day_of_change_is_not_held_against_the_day_of_placing(tmp_path: Path) -> None:
    item = {"kind": "dataset", "key": "roads", "title": ROADS, "day": "2024-01-01", "facts": {"modified": "2024-01-01"}}
    found = told(tmp_path, f"{DATA}/datasets/view?index=roads", item, portal="open-data", dated="2026-05-05")
    assert found.facts["standing"] == "confirmed"


@pytest.mark.parametrize(
    ("form", "url", "key"),
    [
        ("/npa/view?id=$key", "https://a.kz/npa/view?id=5", "5"),
        ("/npa/view?id=$key", "https://a.kz/npa/view/?id=5&x=1", "5"),
        ("/npa/view?id=$key", "https://a.kz/npa/view", ""),
        ("/npa/view?id=$key", "https://a.kz/npa?id=5", ""),
        ("/report/view?type=a&id=$key", "https://a.kz/report/view?type=b&id=5", ""),
        ("/posts/$key", "https://a.kz/posts/5/", "5"),
        ("/posts/$key", "https://a.kz/posts/%D0%B0", "а"),
        ("/posts/$key", "https://a.kz/posts/5/6", ""),
        ("/posts/$key", "https://a.kz/posts/", ""),
        ("/posts/$key", "https://a.kz/posts/5?" + "a=1&" * 50, ""),
    ],
)
def test_the_key_of_an_address(form: str, url: str, key: str) -> None:
    assert key_in(form, url) == key


def test_every_portals_forms_are_those_of_what_it_reads() -> None:
    from crawler.portals.reading.seam import PortalRules
    from openness.registers import load_rules

    forms = {one.portal: one.shown for one in load_rules(ROOT / "config") if isinstance(one, PortalRules) and one.shown}
    assert set(forms) == {"open-npa", "open-data", "open-budget", "open-dialogue", "evaluation"}
    for kinds in forms.values():
        assert all(key_in(form, "https://a.kz" + form.replace("$key", "k7")) == "k7" for form in kinds.values())
