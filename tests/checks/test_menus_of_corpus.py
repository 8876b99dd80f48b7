"""Whether a page has a main menu, as 75 pages of real sites were labelled by hand (their headers read by a person)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from checks.menus import Menu, menu_of
from checks.wayfinding import visited
from tests.checks.casekit import HOME, snapshot_of
from tests.checks.test_corpus import CORPUS, site_of

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there"),
]
# Pages without one: nothing but the logo, languages, a chain or a way back leads away. «scripted»: entries are spans, no links.
NONE = "none"
SCRIPTED = "scripted"
LABELS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "site-kz-gylymordasy/site": (
        "/",
        (
            "/", "/pages/archive/about.html", "/pages/archive/funds.html", "/pages/infrastructure/library.html",
            "/pages/institute/history.html", "/pages/institute/leadership.html", "/pages/institute/mission.html",
            "/pages/institute/partnership.html", "/pages/institute/structure.html", "/pages/kazakhstan/about.html",
            "/pages/kazakhstan/president.html", "/pages/museums/archaeology.html", "/pages/news/main.html",
            "/pages/npa/supervisory.html", "/pages/npa/vacancies.html", "/pages/science/council.html",
        ),
        {"/pages/news/events.html": SCRIPTED, "/pages/science/supervisory.html": SCRIPTED},
    ),
    "site-kz-astana-energy/site": (
        "/",
        ("/kz/about.html", "/kz/compliance.html", "/ru/plan-zakupok.html", "/ru/rules.html", "/ru/tarify.html", "/ru/vakansii.html"),
        {},
    ),
    "site-kz-maslikhat-shayan/site": (
        "/",
        (
            "/kz/comission/work-plan.html", "/kz/employments.html", "/kz/news.html", "/kz/session.html", "/ru/deputats/maslihat.html",
            "/ru/index.html",
        ),
        {},
    ),
    "site-kz-polyclinic33/site": (
        "/",
        (
            "/kz/about/certificates.html", "/kz/patients/admin-reception.html", "/ru/patients/info.html", "/ru/patients/prices.html",
            "/ru/services/regulations.html",
        ),
        {},
    ),
    "site-kz-os2-karaganda/site": ("/", ("/", "/en/index.html", "/ru/index.html"), {}),
    "site-kz-small/altynsaryn": ("/kz/index.html", ("/eng/index.html", "/kz/index.html", "/ru/index.html"), {}),
    "site-kz-small/kaznpu-admission": ("/index.html", ("/index.html", "/kaz/index.html"), {}),
    "site-kz-small/kep-college": (
        "/index.html",
        (
            "/kz/about.html", "/kz/admissions.html", "/kz/applicants.html", "/kz/index.html", "/kz/news.html", "/kz/projects.html",
            "/kz/specialties.html", "/kz/students.html", "/kz/teachers.html", "/ru/about.html", "/ru/admissions.html",
            "/ru/applicants.html", "/ru/index.html", "/ru/news.html", "/ru/projects.html", "/ru/specialties.html",
            "/ru/students.html", "/ru/teachers.html",
        ),
        {"/specialties/accountant.html": NONE, "/specialties/software.html": NONE},
    ),
    "site-kz-small/kcecs-trilingual": (
        "/index.html",
        (),
        {
            "/index.html": NONE, "/kz/index.html": NONE, "/ru/index.html": NONE, "/en/business/communication.html": NONE,
            "/en/business/infrastructure.html": NONE, "/kz/business/communication.html": NONE, "/kz/business/infrastructure.html": NONE,
            "/ru/business/communication.html": NONE, "/ru/business/infrastructure.html": NONE,
            "/zh/business/communication.html": NONE, "/zh/business/infrastructure.html": NONE,
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LABELS))
def test_menus_are_told_as_a_person_tells_them(name: str, tmp_path: Path) -> None:
    start, having, lacking = LABELS[name]
    with snapshot_of(site_of(name, start), tmp_path) as snapshot:
        found = {"/" + page.url.removeprefix(HOME): menu_of(snapshot, page) for page in visited(snapshot).pages}
    assert {page: found[page] for page in having} == dict.fromkeys(having, Menu.YES)
    allowed = {NONE: {Menu.NO, Menu.UNSURE}, SCRIPTED: {Menu.UNSURE}}
    assert not {page: found[page] for page, label in lacking.items() if found[page] not in allowed[label]}
    plain = [page for page, label in lacking.items() if label == NONE]
    assert not plain or Counter(found[page] for page in plain)[Menu.NO] * 2 > len(plain)


def test_enough_pages_are_labelled() -> None:
    assert sum(len(having) + len(lacking) for _, having, lacking in LABELS.values()) >= 70
