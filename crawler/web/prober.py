"""One look at an address in a language: where it ends, what the page says, which cookies were set on the way."""

from __future__ import annotations

from typing import NamedTuple

from crawler.addresses.links import Scope, resolve
from crawler.books.frontier import Target
from crawler.books.lanes import Lane
from crawler.books.recorder import Recorder
from crawler.hosts.ask import Ask, Silence
from store.harvest import Capture, CrawlPlan, Ledger, LedgerEntry
from store.lexicon import Lexicon
from store.records import LinkRecord, PageRecord, Record

PURPOSE = "language-probe"
HOPS = 5


class Seen(NamedTuple):
    """What a probe brought: where it ended, what the page says, which cookies were set on the way."""

    url: str
    page: PageRecord | None
    links: tuple[LinkRecord, ...]
    cookie: str


class Prober:
    """Asks addresses outside the ledger; every answer is stored as a capture of its own purpose."""

    def __init__(self, plan: CrawlPlan, lexicons: dict[str, Lexicon], sites: Scope, ask: Ask, recorder: Recorder) -> None:
        self._plan = plan
        self._lexicons = lexicons
        self._sites = sites
        self._ask = ask
        self._recorder = recorder

    async def see(self, url: str, lane: Lane) -> Seen:
        """Asks an address and follows it within the site.

        :param url: the address.
        :param lane: how the language is asked for.
        :returns: what came; without a page where the answer was none of the site's.
        """
        cookies: dict[str, str] = {}
        for part in filter(None, lane.cookie.split("; ")):
            name, _, value = part.partition("=")
            cookies[name] = value
        given = dict(cookies)
        for _ in range(HOPS):
            target = Target(url, lane.name, 0, None)
            sent = lane._replace(cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))
            answer = await self._ask(target, "GET", PURPOSE, sent)
            if isinstance(answer, Silence):
                break
            capture = self._recorder.exchange(target, answer.exchange, answer.body, PURPOSE)
            for key, value in answer.exchange.response_headers:
                if key.lower() == "set-cookie":
                    name, _, rest = value.partition("=")
                    cookies[name.strip()] = rest.partition(";")[0].strip()
            location = answer.header("location")
            if 300 <= answer.exchange.status < 400 and location:
                url = resolve(url, location)[0]
                if url not in self._sites:
                    break
                continue
            page, links = self._read(capture, answer.body) if answer.html and answer.exchange.status == 200 else (None, ())
            changed = {name: value for name, value in cookies.items() if given.get(name) != value}
            return Seen(url, page, links, "; ".join(f"{name}={value}" for name, value in cookies.items()) if changed else "")
        return Seen(url, None, (), "")

    def _read(self, capture: Capture, body: bytes) -> tuple[PageRecord | None, tuple[LinkRecord, ...]]:
        # Few sites need this, and it takes its time to load.
        from crawler.extract.capture import extract_page

        entry = LedgerEntry(url=capture.url, lane="*", ledger=Ledger.FETCHED, status=200, capture_id=capture.id)
        plain = capture.model_copy(update={"lane": "*"})
        found: list[Record] = extract_page(plain, body, self._plan, self._lexicons, entry)
        page = next((record for record in found if isinstance(record, PageRecord)), None)
        return page, tuple(record for record in found if isinstance(record, LinkRecord))
