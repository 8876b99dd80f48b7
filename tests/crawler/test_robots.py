"""robots.txt as RFC 9309 reads it."""

import pytest

from crawler.hosts.robots import MAX_DELAY, Robots

AGENT = "openness-auditor/0.1 (+mailto:x@example.kz)"
RULES = b"User-agent: *\nCrawl-delay: 2\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: other\nDisallow: /\nSitemap: http://a.kz/map.xml"


def test_rules_are_kept() -> None:
    robots = Robots(200, RULES, AGENT)
    assert robots.allows("http://a.kz/x")
    assert not robots.allows("http://a.kz/private/x")
    assert robots.allows("http://a.kz/private/open")
    assert (robots.delay, robots.sitemaps) == (2.0, ["http://a.kz/map.xml"])


def test_we_are_addressed_by_name() -> None:
    robots = Robots(200, b"User-agent: openness-auditor\nDisallow: /\n", AGENT)
    assert not robots.allows("http://a.kz/")


@pytest.mark.parametrize("status", [404, 403, 410, 401])
def test_an_absent_file_allows_everything(status: int) -> None:
    assert Robots(status, b"Disallow: /", AGENT).allows("http://a.kz/")


@pytest.mark.parametrize("status", [500, 503, 429, None])
def test_an_unreachable_file_forbids_everything(status: int | None) -> None:
    robots = Robots(status, b"", AGENT)
    assert robots.unreachable
    assert not robots.allows("http://a.kz/")


def test_delays_are_bounded_and_rubbish_is_survived() -> None:
    assert Robots(200, b"User-agent: *\nCrawl-delay: 86400", AGENT).delay == MAX_DELAY
    assert Robots(200, b"\xff\xfe\x00 rubbish\nCrawl-delay: soon", AGENT).allows("http://a.kz/")
