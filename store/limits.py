"""Bounds of one harvest and of the browser's measurements in it."""

from __future__ import annotations

from pydantic import Field

from store.base import Frozen


class ProbeLimits(Frozen):
    """Bounds of the browser's measurements. Times in seconds.

    ``off`` names probes that are not run; ``parallel`` is the number of pages looked at side by side; ``recycle`` the pages that one browser
    serves; ``memory`` the bytes that one page's process may take; ``hydrate`` the wait for a page that draws itself late; ``visit`` the cap of one
    whole visit; ``tab_stops`` and ``focus_pictures`` bound the walk by keyboard; ``watch`` is how long movement is watched; ``search_words`` are
    asked of a search form; ``send_forms`` are hosts whose operators allow a form to be sent empty; ``engines`` is how many pages are compared in
    the other browsers at hand; ``fragment_pages`` bounds the light looks at pages in which only scripts could make what links point at;
    ``phone_pages`` the pages beside the home pages that are tried on the narrowest telephone; ``phones`` is false where no telephone is asked at
    all.
    """

    off: tuple[str, ...] = ()
    parallel: int = 2
    recycle: int = 60
    memory: int = 1_000_000_000
    hydrate: float = 25.0
    visit: float = 180.0
    tab_stops: int = 250
    focus_pictures: int = 10
    watch: float = 6.0
    search_words: int = 3
    send_forms: tuple[str, ...] = ()
    engines: int = 3
    fragment_pages: int = 200
    phone_pages: int = 6
    phones: bool = True


class Limits(Frozen):
    """Bounds of one harvest. Sizes in bytes, times in seconds.

    ``confirm_times`` further requests, ``confirm_spacing`` apart, must fail alike before a failure counts. A host with ``outage_percent`` of at
    least ``outage_least`` addresses failed, or a share of all hosts as large, is held as our own outage and asked again after ``outage_wait``. After
    many requests that hung for ``fetch_timeout`` between good answers it is waited for ``hanging_patience``. A browser looks at ``second_looks`` of
    the addresses that fail. After ``breaker_after`` failures in a row a host is left in peace for ``breaker_pause``, then twice as long,
    ``breaker_trips`` times; an overloaded one is asked ``overload_delay`` apart, then half as often. ``trap_after`` pages of like addresses whose
    texts repeat make a trap. ``extract_time`` seconds of processor time and ``extract_memory`` bytes bound the reading of one capture. ``scans``
    files are read as pictures, ``scan_pages`` of each, and ``pictures`` large ones. ``recheck``: hours after which a failure of each kind is looked
    at again. ``max_reported`` addresses of the body's report are opened, ``reported_bytes`` of each read. ``apart``: seconds between two requests to
    a host, whatever asks; ``shared_apart``: to one that many bodies share, on PostgreSQL. ``visit_days``: after half of them to all of them a page is
    looked at anew, though nothing that the look rests on changed; ``search_days``: the same of a search that answered every word well.
    """

    max_pages: int = 2500
    max_time: float = 14400.0
    max_depth: int = 30
    max_redirects: int = 8
    max_body: int = 50 * 1024 * 1024
    fetch_timeout: float = 60.0
    hanging_patience: float = 10.0
    max_url_length: int = 2048
    max_links_per_page: int = 20000
    confirm_spacing: float = 2.0
    confirm_times: int = 2
    outage_percent: int = 50
    outage_least: int = 10
    outage_wait: float = 60.0
    second_looks: int = 200
    breaker_after: int = 20
    breaker_pause: float = 30.0
    breaker_trips: int = 2
    overload_delay: float = Field(default=0.5, gt=0)
    idle_limit: float = 900.0
    trap_after: int = 100
    max_probes: int = 12
    max_sitemaps: int = 50
    max_seeds: int = 20000
    lastmod_sample: int = 10
    lastmod_days: float = 7.0
    max_external: int = 2000
    max_external_time: float = 1800.0
    external_delay: float = 1.0
    external_bytes: int = 65536
    external_from_private: bool = False
    max_reported: int = 1000
    reported_bytes: int = 5_000_000
    recheck: dict[str, tuple[float, ...]] = {}
    concurrency: int = 16
    concurrency_per_host: int = 8
    delay: float = 0.0
    apart: float = 0.0
    shared_apart: float = 0.1
    autothrottle: bool = True
    max_rendered: int = 60
    render_timeout: float = 30.0
    sample_share_percent: int = 33
    visit_days: float = 7.0
    search_days: float = 3.0
    evidence_pages: int = 10
    extract_time: float = 60.0
    extract_memory: int = 2_000_000_000
    scans: int = 40
    scan_pages: int = 3
    pictures: int = 40
    probes: ProbeLimits = ProbeLimits()
