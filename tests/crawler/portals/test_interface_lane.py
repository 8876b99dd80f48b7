"""The programming interface in the HTTP lane, against a real server that behaves as the platform is told to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from store.harvest import Ledger
from store.records import ContactRecord, DocumentRecord, LinkRecord, PageRecord, PersonRecord, TextRecord
from tests.crawler.kit import begun_lane
from tests.crawler.portals.kit import Audit, config_of
from tests.portals.govkz.content import DOCUMENTS
from tests.portals.govkz.running import platform

pytestmark = pytest.mark.costs(15)

API = "/api/v1/public/content-manager"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """One harvest over HTTP alone, extracted."""
    with platform() as server:
        found = Audit(tmp_path_factory.mktemp("govkz"), server)
        found.harvest()
        found.extract()
        yield found


def test_plan_moves_with_the_platform(audit: Audit) -> None:
    (tenancy,) = audit.plan.tenancies
    assert tenancy.portal == "gov-kz"
    assert tenancy.rules["hosts"][0] == audit.server.root.removeprefix("http://")
    assert {site.scope for site in audit.plan.body.sites} == {"/memleket/entities/steppe"}
    assert [site.language for site in audit.plan.body.sites] == ["ru", "kk"]
    assert audit.plan.authorised is None


def test_every_question_has_one_class(audit: Audit) -> None:
    """Refusals are blocked with the platform's own word, in no round dead; what answers is read to its end."""
    ledger = audit.ledger()
    news = [entry for url, entry in ledger.items() if url.startswith(f"{API}/news?")]
    assert [(entry.ledger, entry.said, entry.status, entry.confirmed) for entry in news] == [
        (Ledger.BLOCKED, "notAllowed", 400, False)
    ] * 3
    asked = [entry for url, entry in ledger.items() if url.startswith("/api/v2/public-data#")]
    assert [(entry.ledger, entry.said) for entry in asked] == [(Ledger.BLOCKED, "browserTicketMissing")] * 3
    documents = {url: entry for url, entry in ledger.items() if url.startswith(f"{API}/documents?")}
    # In each language one page of items and the empty one after it; English has none at all.
    assert Counter((entry.ledger, entry.said) for entry in documents.values()) == {(Ledger.FETCHED, "interface"): 5}
    assert all(entry.ledger is not Ledger.QUEUED for entry in ledger.values())


def test_no_ticket_is_asked_for(audit: Audit) -> None:
    assert not [request for request in list(audit.server.asked) if "/_/c/" in request]
    assert not [headers for _, headers in audit.server.headers_seen if "Cookie" in headers]


def test_a_refusal_is_kept_as_evidence(audit: Audit) -> None:
    entry = next(entry for url, entry in audit.ledger().items() if url.startswith(f"{API}/news?"))
    capture = next(item for item in audit.captures() if item.id == entry.capture_id)
    assert json.loads(audit.body(capture)) == {"error": "notAllowed"}
    assert capture.status == 400
    assert capture.warc_file


def test_languages_are_asked_for(audit: Audit) -> None:
    spoken = {headers["Accept-Language"] for path, headers in audit.server.headers_seen if path.startswith(f"{API}/documents?")}
    assert spoken == {"kk", "ru", "en"}


def test_documents_become_pages_in_both_languages(audit: Audit) -> None:
    pages = [page for page in audit.records(PageRecord) if "/documents/details/" in page.url]
    assert Counter(page.language for page in pages) == {"kk": DOCUMENTS, "ru": DOCUMENTS}
    page = next(page for page in pages if page.url.endswith("/documents/details/411?lang=kk"))
    assert page.title == "Дала жолдарын ұстау туралы №12 бұйрық"
    assert page.text_language == "kk"
    assert page.published.startswith("2026-06-30T10:00")
    assert page.published_method == "meta"
    assert page.note.startswith("not read")
    assert (page.template, page.landmarks, page.scripts, page.nav_links) == ("", (), 0, 0)
    text = next(item for item in audit.records(TextRecord) if item.url == page.url)
    assert "Бұйрық жолдарды ұстау тәртібін белгілейді" in text.text


def test_attached_files_are_fetched_and_linked(audit: Audit) -> None:
    files = [item for item in audit.records(DocumentRecord) if "/uploads/orders/" in item.url]
    assert len(files) == 2 * DOCUMENTS
    assert {item.kind for item in files} == {"docx"}
    link = next(item for item in audit.records(LinkRecord) if item.target.endswith("/order-1-ru.docx"))
    assert (link.scope, link.url.endswith("/documents/details/400?lang=ru")) == ("internal", True)


def test_leaders_are_persons_with_posts_and_numbers(audit: Audit) -> None:
    persons = [item for item in audit.records(PersonRecord) if f"{API}/curators" in item.url and item.language == "kk"]
    assert [(item.name, item.post, item.phones, item.emails) for item in persons] == [
        ("Сәбитов Ерлан Маратұлы", "Министр", ("+77172740101",), ("minister@steppe.example.kz",)),
        ("Ахметова Гүлнар Серікқызы", "Бірінші вице-министр", ("+77172740102",), ("first@steppe.example.kz",)),
        ("Ким Олег Викторович", "Вице-министр", ("+77172740103",), ("vice@steppe.example.kz",)),
    ]


def test_contact_data_of_the_entity(audit: Audit) -> None:
    for language in ("kk", "ru"):
        found = {
            (item.kind, item.value)
            for item in audit.records(ContactRecord)
            if "/graphql#" in item.url and item.language == language
        }
        assert {("phone", "+77172740000"), ("email", "kense@steppe.example.kz")} <= found
        assert [kind for kind, _ in found].count("postal") == 1
    chief = [item for item in audit.records(PersonRecord) if "/graphql#projectdetails-ru" in item.url]
    assert [(item.name, item.phones) for item in chief] == [("Сәбитов Ерлан Маратұлы", ("+77172740101",))]


def test_menu_comes_from_the_page_structure(audit: Audit) -> None:
    menu = [item for item in audit.records(LinkRecord) if f"{API}/pages" in item.url and item.language == "ru"]
    assert [(item.text, item.target.removeprefix(audit.server.entity)) for item in menu][:2] == [
        ("Руководство", "/about?lang=ru"),
        ("Структура", "/about/structure?lang=ru"),
    ]
    assert {item.place for item in menu} == {"nav"}


def test_repeated_extraction_gives_the_same_records(audit: Audit) -> None:
    before = [record.model_dump_json() for record in audit.all_records()]
    audit.extract()
    assert [record.model_dump_json() for record in audit.all_records()] == before


def test_an_exhausted_platform_is_asked_again(tmp_path: Path) -> None:
    """Every fourth question fails with 504 or words; all that is open is read in the end, and the failures are stored."""
    with platform(tired=4) as server:
        audit = Audit(tmp_path, server)
        ledger = audit.harvest()
        audit.extract()
    assert len([url for url in ledger if "/documents/details/" in url]) == 2 * DOCUMENTS
    retried = audit.captures("retry")
    assert {item.status for item in retried} == {200, 504}
    assert not [entry for entry in ledger.values() if entry.ledger in (Ledger.FAILED, Ledger.HTTP_ERROR) and "/api/" in entry.url]


@pytest.mark.parametrize(
    ("mood", "fate"), [("504", (Ledger.HTTP_ERROR, "own-outage", False)), ("words", (Ledger.FAILED, "decode", True))]
)
def test_a_platform_without_breath_is_no_absence(tmp_path: Path, mood: str, fate: tuple[Ledger, str, bool]) -> None:
    """Where nothing but 504 comes, the fault may be our own and is held; where words come instead of JSON, nothing was read."""
    with platform(tired=1, moods=(mood,)) as server:
        audit = Audit(tmp_path, server, config=config_of(tmp_path, **{'retries: "3"': 'retries: "1"'}))
        ledger = audit.harvest()
        audit.extract()
    fates = {(entry.ledger, entry.said, entry.confirmed) for url, entry in ledger.items() if url.startswith("/api/")}
    assert fates == {fate}
    assert audit.pipeline.coverage(audit.plan).truncated


AILING = {
    "empty": ("pages/kk: empty", "pages/ru: empty"),
    "language": ("pages/kk: language", "pages/ru: language"),
    "types": ("pages/kk: decode", "pages/ru: decode"),
    "error-page": ("pages/kk: decode", "pages/ru: decode"),
}


@pytest.mark.parametrize("fault", AILING)
def test_an_answer_that_ails_was_not_seen_whatever_its_status(tmp_path: Path, fault: str) -> None:
    with platform(fault=fault) as server:
        audit = Audit(tmp_path, server, config=config_of(tmp_path, **{'retries: "3"': 'retries: "1"'}))
        ledger = audit.harvest()
        audit.extract()
    coverage = audit.pipeline.coverage(audit.plan)
    assert coverage.truncated
    assert set(AILING[fault]) <= set(coverage.unseen)
    homes = {(entry.ledger, entry.said) for entry in ledger.values() if entry.depth == 0 and "/memleket/" in entry.url}
    # An apology in the place of the platform's page is no page of the entity.
    assert homes == ({(Ledger.BLOCKED, "mark: #root")} if fault == "error-page" else {(Ledger.FETCHED, "page")})
    assert not [page for page in audit.records(PageRecord) if fault == "error-page"]


def test_robots_keep_files_unread_unless_agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with platform(uploads=False) as server:
        (tmp_path / "a").mkdir()
        kept = Audit(tmp_path / "a", server).harvest()
        files = [entry for url, entry in kept.items() if url.startswith("/uploads/")]
        assert files
        assert {(entry.ledger, entry.said) for entry in files} == {(Ledger.ROBOTS, "robots")}
        assert not [request for request in list(server.asked) if "/uploads/" in request]
        (tmp_path / "b").mkdir()
        agreement = 'authorisation: {reference: "letter 1", header: X-Api-Key, variable: TEST_GOVKZ_KEY}\nlistings:'
        monkeypatch.setenv("TEST_GOVKZ_KEY", "secret-of-the-operator")
        audit = Audit(tmp_path / "b", server, config=config_of(tmp_path / "b", **{"listings:": agreement}))
        agreed = audit.harvest()
        files = [entry for url, entry in agreed.items() if url.endswith(".docx")]
        assert {entry.ledger for entry in files} == {Ledger.FETCHED}
        sent = [headers.get("X-Api-Key") for path, headers in server.headers_seen if path.startswith("/api/")]
        assert "secret-of-the-operator" in sent
        assert not [path for path, headers in server.headers_seen if path.startswith("/uploads/") and "X-Api-Key" in headers]
    assert audit.plan.authorised == "letter 1"
    stored = b"".join(path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file())
    assert b"letter 1" in stored
    assert b"secret-of-the-operator" not in stored


def test_a_second_run_finds_the_same_answers(tmp_path: Path) -> None:
    with platform() as server:
        first = Audit(tmp_path, server).harvest()
        again = Audit(tmp_path, server)
        second = again.harvest()
    assert again.plan.out.endswith("run-1")
    assert {url: (entry.ledger, entry.said) for url, entry in second.items()} == {
        url: (entry.ledger, entry.said) for url, entry in first.items()
    }
    page = "/memleket/entities/steppe/documents/details/400?lang=ru"
    assert second[page].first_seen == first[page].first_seen
    assert second[page].content_since == first[page].content_since
    assert [item.revisit_of is not None for item in again.captures("crawl") if f"{API}/documents?" in item.url] == [True] * 5


def test_a_killed_harvest_goes_on_where_it_was(tmp_path: Path) -> None:
    """Killed in the middle of its lists, the lane asks again at most what was under way, and ends as if nothing had happened."""
    small = {'size: "100"': 'size: "3"'}
    with platform() as server:
        (tmp_path / "whole").mkdir()
        whole = Audit(tmp_path / "whole", server, config=config_of(tmp_path / "whole", **small)).harvest()
        (tmp_path / "cut").mkdir()
        audit = Audit(tmp_path / "cut", server, config=config_of(tmp_path / "cut", **small), concurrency_per_host=1, delay=0.15)
        server.asked.clear()
        lane = begun_lane(audit.db, audit.plan.run_id, audit.config)
        end = monotonic() + 600
        while sum(1 for request in list(server.asked) if f"{API}/documents?" in request) < 4 and monotonic() < end:
            sleep(0.02)
        lane.kill()
        lane.wait()
        before = {url for url, entry in audit.ledger().items() if entry.ledger is Ledger.FETCHED}
        ledger = audit.harvest()
    assert before
    assert before < {url for url, entry in ledger.items() if entry.ledger is Ledger.FETCHED}
    assert {url: (entry.ledger, entry.said) for url, entry in ledger.items()} == {
        url: (entry.ledger, entry.said) for url, entry in whole.items()
    }
    captures = [(item.url, item.lane) for item in audit.captures("crawl")]
    assert len(captures) == len(set(captures))


def test_budget_ends_the_list_honestly(tmp_path: Path) -> None:
    with platform() as server:
        audit = Audit(tmp_path, server, config=config_of(tmp_path, **{'size: "100"': 'size: "5"'}), max_pages=12)
        ledger = audit.harvest()
        audit.extract()
    assert [entry for entry in ledger.values() if entry.ledger is Ledger.BEYOND_BUDGET and entry.said == "pages"]
    assert audit.pipeline.coverage(audit.plan).truncated
