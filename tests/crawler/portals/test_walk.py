"""A real browser walks the stand-in's entity: what the interface refused is seen there, files that only it meets are fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from openness import runs
from store import schema
from store.harvest import ArtifactKind, Ledger
from store.records import DocumentRecord, PageRecord, PersonRecord
from tests.crawler.portals.kit import Audit
from tests.portals.govkz.content import NEWS
from tests.portals.govkz.running import platform
from tests.settings import UNMEASURED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("govkz"), pytest.mark.costs(70)]


class Walked(Audit):
    """A harvest that was cut off between the browser lane and the second pass over HTTP, then taken up again."""

    def looks(self) -> list[str]:
        with self.engine.connect() as db:
            return [item.url for item in schema.read_artifacts(db, self.plan.run_id) if item.kind is ArtifactKind.PAGE]

    def run(self) -> None:
        self.pipeline._lane("http", self.plan)
        self.pipeline._lane("browser", self.plan)
        self.before = self.ledger()
        self.seen = self.looks()
        self.harvest()
        self.extract()


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with platform(tired=9) as server:
        found = Walked(tmp_path_factory.mktemp("walk"), server, max_rendered=6, probes=UNMEASURED)
        found.run()
        yield found


def news(walked: Walked, language: str) -> list[PageRecord]:
    return [page for page in walked.records(PageRecord) if "/press/news/details/" in page.url and page.language == language]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_refused_news_are_seen_with_date_and_time(walked: Walked, language: str) -> None:
    pages = news(walked, language)
    assert len(pages) == NEWS
    assert all(page.rendered and page.text_language == language for page in pages)
    dates = sorted(page.published for page in pages)
    assert dates[:2] == ["2026-10-01T09:05", "2026-10-02T09:42"]
    assert {page.published_method for page in pages} <= {"near-title", "plain", "label"}


def test_what_the_browser_showed_is_not_unseen(walked: Walked) -> None:
    coverage = walked.pipeline.coverage(walked.plan)
    assert not [part for part in coverage.unseen if part.startswith("news/")]
    assert {part for part in coverage.unseen if part.startswith("questions/")} == {
        f"questions/{language}: browserTicketMissing" for language in ("kk", "ru", "en")
    }
    assert (coverage.truncated, coverage.home_read, coverage.render_available) == (False, True, True)


def test_the_refusal_stays_on_record(walked: Walked) -> None:
    entries = [entry for url, entry in walked.ledger().items() if "content-manager/news?" in url and "size=100" in url]
    assert {(entry.ledger, entry.said) for entry in entries} == {(Ledger.BLOCKED, "notAllowed")}
    assert {item.status for item in walked.captures() if item.id in {entry.capture_id for entry in entries}} == {400}


def test_only_the_page_of_a_browser_fetched_tickets(walked: Walked) -> None:
    fetched = [headers for path, headers in walked.server.headers_seen if "/_/c/" in path]
    assert fetched
    assert all(headers.get("Referer", "").startswith(walked.server.entity) for headers in fetched)
    assert all("Mozilla" in headers["User-Agent"] for headers in fetched)


def test_files_that_only_the_browser_met_are_fetched_afterwards(walked: Walked) -> None:
    path = "/uploads/2026/10/plan.docx"
    assert (walked.before[path].ledger, walked.before[path].said) == (Ledger.QUEUED, "file")
    entry = walked.ledger()[path]
    assert (entry.ledger, entry.said, entry.status) == (Ledger.FETCHED, "document", 200)
    assert "/press/news/details/" in (entry.parent or "")
    record = next(item for item in walked.records(DocumentRecord) if item.url.endswith(path))
    assert record.kind == "docx"
    assert record.language in ("kk", "ru")


def test_a_second_start_looks_at_nothing_twice(walked: Walked) -> None:
    assert runs.state_of(walked.engine, walked.plan.run_id) == "extracted"
    assert Counter(walked.looks()) - Counter(walked.seen) == Counter()
    assert all(entry.ledger is not Ledger.QUEUED for entry in walked.ledger().values())


def test_lists_that_the_interface_gave_whole_are_passed_over(walked: Walked) -> None:
    entry = walked.ledger()["/memleket/entities/steppe/documents/2?lang=kk"]
    assert (entry.ledger, entry.said) == (Ledger.BEYOND_BUDGET, "listed-by-interface")


def test_pages_of_known_matter_are_looked_at_by_sample(walked: Walked) -> None:
    drawn = [page for page in walked.records(PageRecord) if "/documents/details/" in page.url]
    assert Counter((page.language, page.rendered) for page in drawn) == {
        ("kk", True): 3,
        ("ru", True): 3,
        ("kk", False): 9,
        ("ru", False): 9,
    }


def test_pages_that_only_say_they_do_not_exist(walked: Walked) -> None:
    """Switches of news lead to English versions that nobody wrote: the shell answers 200, its words tell."""
    absent = [entry for entry in walked.ledger().values() if entry.said == "soft-404"]
    assert {entry.url.partition("?")[2] for entry in absent} == {"lang=en"}
    assert len(absent) == NEWS - len(news(walked, "en"))
    assert {(entry.ledger, entry.confirmed) for entry in absent} == {(Ledger.HTTP_ERROR, False)}


def test_a_page_that_lies_elsewhere_than_assumed_keeps_its_matter(walked: Walked) -> None:
    """The script knows no page for events; what the interface told of them stays, as read there."""
    events = [page for page in walked.records(PageRecord) if "/press/events/details/" in page.url]
    assert {(page.language, page.rendered, page.note.startswith("not read")) for page in events} == {
        ("kk", False, True),
        ("ru", False, True),
        ("en", False, True),
    }


def test_leaders_of_the_drawn_page(walked: Walked) -> None:
    page = next(page for page in walked.records(PageRecord) if page.url.endswith("/about?lang=ru"))
    assert page.rendered
    persons = [item for item in walked.records(PersonRecord) if item.url == page.url]
    assert len(persons) in (0, 3)
    told = {item.name for item in walked.records(PersonRecord) if "curators" in item.url and item.language == "ru"}
    assert told == {"Сәбитов Ерлан Маратұлы", "Ахметова Гүлнар Серікқызы", "Ким Олег Викторович"}


def test_repeated_extraction_gives_the_same_records(walked: Walked) -> None:
    before = [record.model_dump_json() for record in walked.all_records()]
    walked.extract()
    assert [record.model_dump_json() for record in walked.all_records()] == before
