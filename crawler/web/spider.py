"""The spider for websites: hands Scrapy's engine to a campaign and lets it run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from scrapy import Spider

from crawler.books.lanes import read_lanes
from crawler.books.recorder import Recorder
from crawler.web.campaign import Campaign
from crawler.web.history import earlier_run
from crawler.web.readings import earlier_reading
from crawler.web.reported import reported_links
from store import schema
from store.harvest import CrawlPlan
from store.lexicon import Lexicon

# Seconds between the first requests to a host of which nothing is known yet.
CAUTIOUS_DELAY = 0.2


class WebsiteSpider(Spider):  # type: ignore[misc]
    """One website, breadth first; all requests go through the engine's slots, middlewares and resolver."""

    name = "website"

    def __init__(
        self,
        plan: CrawlPlan,
        recorder: Recorder,
        lexicons: dict[str, Lexicon],
        report: Callable[[dict[str, Any]], None],
        later: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.recorder = recorder
        self.lexicons = lexicons
        self.report = report
        self.later = later
        self.campaign: Campaign | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Runs the campaign; nothing is left for the engine to schedule."""
        with self.recorder.engine.connect() as db:
            learnt = read_lanes(db, self.plan.run_id)
            ledger = schema.read_ledger(db, self.plan.run_id)
            reported = reported_links(db, self.plan)
            history = (earlier_reading if self.plan.portal else earlier_run)(self.recorder.engine, self.plan)
            self.campaign = Campaign(
                self.crawler, self.plan, self.recorder, self.lexicons, self.report, history, ledger, learnt, self.later, reported
            )
        await self.campaign.run()
        return
        yield


def settings_for(plan: CrawlPlan) -> dict[str, Any]:
    """Scrapy's settings for one plan: everything bounded, nothing done behind the ledger's back.

    What is switched off is also named ``None``, so that it is not even loaded.
    """
    limits = plan.limits
    return {
        "USER_AGENT": plan.user_agent,
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "RETRY_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_TIMEOUT": limits.fetch_timeout,
        "DOWNLOAD_MAXSIZE": limits.max_body,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_DELAY": limits.delay,
        "CONCURRENT_REQUESTS": limits.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": limits.concurrency_per_host,
        "AUTOTHROTTLE_ENABLED": limits.autothrottle,
        "AUTOTHROTTLE_START_DELAY": 0.0 if plan.allow_private else CAUTIOUS_DELAY,
        "AUTOTHROTTLE_MAX_DELAY": 30.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(limits.concurrency_per_host),
        "TWISTED_DNS_RESOLVER": "crawler.hosts.resolver.GuardedResolver",
        "DNS_TIMEOUT": 20,
        "OPENNESS_ALLOW_PRIVATE": plan.allow_private,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        },
        "URLLENGTH_LIMIT": limits.max_url_length,
        "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None},
        "DOWNLOADER_MIDDLEWARES": {
            "crawler.hosts.middleware.ExchangeMiddleware": 595,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
        },
        "EXTENSIONS": {
            "crawler.hosts.throttle.Throttle": 0,
            "scrapy.extensions.throttle.AutoThrottle": None,
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.memdebug.MemoryDebugger": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
            "scrapy.extensions.corestats.CoreStats": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.closespider.CloseSpider": None,
            "scrapy.extensions.spiderstate.SpiderState": None,
        },
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
    }
