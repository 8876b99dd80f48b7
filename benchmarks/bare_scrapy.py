"""The bare engine: Scrapy fetches, lxml finds links, known addresses are dropped in a set first, nothing is stored.

``python -m benchmarks.bare_scrapy URL`` prints what it did as one JSON object. This is the yardstick of the harvest.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import scrapy
from lxml import html
from scrapy.crawler import CrawlerProcess

SETTINGS: dict[str, Any] = {
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_ENABLED": False,
}


class BareSpider(scrapy.Spider):
    """Follows every link of one host once."""

    name = "bare"

    def __init__(self, start: str) -> None:
        super().__init__()
        self.start_urls = [start]
        self.host = urlsplit(start).netloc
        self.known = {start}
        self.pages = 0
        self.links = 0

    def parse(self, response: Any) -> Iterator[scrapy.Request]:
        """Counts the page and asks for what is new on it."""
        if not response.headers.get("Content-Type", b"").startswith(b"text/html"):
            return
        self.pages += 1
        for written in html.fromstring(response.body).xpath("//a/@href"):
            self.links += 1
            target = urldefrag(urljoin(response.url, written)).url
            if target not in self.known and urlsplit(target).netloc == self.host:
                self.known.add(target)
                yield scrapy.Request(target, dont_filter=True)


def main(start: str) -> None:
    """Crawls and prints the counts."""
    process = CrawlerProcess(SETTINGS)
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler, start=start)
    process.start()
    spider: Any = crawler.spider
    print(json.dumps({"pages": spider.pages, "links": spider.links}))


if __name__ == "__main__":
    main(sys.argv[1])
