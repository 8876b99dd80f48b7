"""Every address of LinkChecker's own cases, crawled on loopback: its verdict is ours, or the table says why not."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from sqlalchemy import create_engine

from store import schema
from store.harvest import Ledger, LedgerEntry
from tests.conftest import CORPUS
from tests.corpus.linkchecker import DATA, Expected, expectations
from tests.corpus.serving import served
from tests.e2e.conftest import UNREPORTED, Audit, audit
from tests.tools import require_corpus

FOLDER = CORPUS / "links-linkchecker"
START = "/start.html"
STRANGER = "an address of another site: a run over loopback leaves strangers in peace"
NO_WEB = "a scheme that no crawler of websites asks; LinkChecker passes it over as valid"
DIFFERENCES = {
    "archive.html | http://www.example.com": "the attribute «archive» of <object> is obsolete: no browser fetches it",
    "html5.html | file.php": "the attribute «manifest» of <html> was removed from the standard: no browser fetches it",
    "redir.html | redirect_newhost.html": "LinkChecker's own server answers it with a redirect; there is no such file",
    "http_lowercase.html | HtTP://WwW.ExaMple.cOm/": STRANGER,
    "http_quotes.html | http://example.com/": STRANGER,
    "http_slash.html | http://www.example.com/": STRANGER,
    "misc.html | http://www.example.com/": STRANGER,
    "file.html | javascript:loadthis()": NO_WEB,
    "http.html | clsid:12345-67890": NO_WEB,
    "http.html | dns://www.example.org": NO_WEB,
    "http.html | dns://www.example.com": NO_WEB,
    "file_url_quote.html | mailto:ölvin@users.sourceforge.net": NO_WEB,
    "file_url_quote.html | mailto:%E4lvin@users.sourceforge.net": NO_WEB,
    "http_url_quote.html | mailto:ölvin@users.sourceforge.net": NO_WEB,
    "http_url_quote.html | mailto:%E4lvin@users.sourceforge.net": NO_WEB,
}
pytestmark = [pytest.mark.e2e, pytest.mark.corpus, pytest.mark.xdist_group("linkchecker"), pytest.mark.costs(15)]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, str, dict[str, LedgerEntry]]:
    require_corpus()
    folder = tmp_path_factory.mktemp("linkchecker")
    links = "".join(f'<p><a href="{DATA}{page}">{page}</a></p>' for page in sorted({case.page for case in expectations(FOLDER)}))
    start = f'<!doctype html><meta charset="utf-8"><title>Cases</title>{links}'
    with served(FOLDER, {START: start}, listed=True) as address:
        site = address.rstrip("/")
        found = audit(folder, site + START, "--no-render", *UNREPORTED)
    assert found.status in (0, 1), found.stderr
    return found, site, ledger_of(found, site)


def ledger_of(found: Audit, site: str) -> dict[str, LedgerEntry]:
    """The ledger by decoded path."""
    engine = create_engine(found.db)
    with engine.connect() as db:
        run = db.execute(schema.runs.select()).one().id
        entries = {unquote(entry.url.removeprefix(site)): entry for entry in schema.read_ledger(db, run)}
    engine.dispose()
    return entries


def alive(ledger: dict[str, LedgerEntry], site: str, case: Expected) -> bool:
    """Whether the crawl read what stands at the end of the address."""
    entry = ledger.get(case.key.partition("#")[0])
    for _ in range(10):
        if entry is None or entry.redirect_to is None:
            break
        entry = ledger.get(unquote(entry.redirect_to.removeprefix(site)))
    return entry is not None and entry.ledger in (Ledger.FETCHED, Ledger.UNCHANGED)


def test_every_address_is_judged_as_linkchecker_does_or_the_table_says_why(
    crawled: tuple[Audit, str, dict[str, LedgerEntry]],
) -> None:
    _, site, ledger = crawled
    cases = expectations(FOLDER)
    assert len(cases) > 100
    differing = {case.name for case in cases if alive(ledger, site, case) != case.valid}
    assert differing == set(DIFFERENCES)


def test_places_that_linkchecker_misses_are_missing_and_none_other(crawled: tuple[Audit, str, dict[str, LedgerEntry]]) -> None:
    found, site, _ = crawled
    cases = expectations(FOLDER)
    wanted = {case.key for case in cases if any("not found. Available anchors" in warning for warning in case.warnings)}
    named = {case.key for case in cases if "#" in case.key}
    got = {
        unquote(item["facts"]["target"].removeprefix(site))
        for item in found.of("internal-links-and-fragments-live")
        if item["outcome"] == "deficiency" and item["facts"]["kind"] == "fragment"
    }
    assert wanted
    assert got & named == wanted
