"""Pages come out right in the browsers that the law names.

What it checks
    For Chrome and Opera (Blink), for Android and iPhone the pages that Chromium opened, on telephones with their profiles; for
    Firefox (Gecko) and Safari (WebKit) a few pages in that engine, compared with what Chromium shows.

Applicability
    Browsers that can still be had. Internet Explorer and Windows Phone are made no more: they are listed as not testable.

Met when
    the crawl is complete, and no page looked at in that browser is blank or lacks text, no script of it failed, no file of its own was
    refused. For iPhone also WebKit must have been at hand.

Deficiency when
    a page that holds text is blank in that browser, or ``missing_percent`` or more of the words that Chromium shows are not there.

Left to a person when
    the browser's engine is not installed; a script failed, a style sheet, script or picture of the site was refused, some words
    are lacking, pieces of a program stand in the text, the page is wider than its window; a page could not be opened or came
    without its style sheets; or the sample is too small.

Assumptions
    Browsers of one engine draw alike.
    A page stands for the pages of its template and language. No fault in a whole sample that stands for ``sample_percent`` of
    the pages decides.

Law and standard
    Methodology of 2017, appendix 14, row 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import browsers
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.sampled import verdict
from checks.support import guarded, on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="shown-in-every-browser",
    version="1",
    title=Message(
        kk="Беттер браузерлерде дұрыс көрсетіледі",
        ru="Страницы правильно отображаются в браузерах",
        en="Pages come out right in browsers",
    ),
    scope="page",
    needs=("pages", "page-state", "engine", "phone", "zoom"),
    options=browsers.Wanted,
    messages=messages_of("shown-in-every-browser"),
    standards=(),
    inspect=(*({"browser": name, "sample_percent": "50", "missing_percent": "50"} for name in ("chrome", "firefox", "safari")),),
)


@guarded
def run(snapshot: Snapshot, options: browsers.Wanted) -> Iterator[Observation]:
    """Yields observations on one browser."""
    facts, basis = {"browser": options.browser}, {"browser": options.browser}
    if options.browser in browsers.GONE:
        yield on_site(snapshot, Outcome.NOT_APPLICABLE, "gone", subject=options.browser, facts=facts, basis=basis)
        return
    seen = browsers.seen_in(snapshot, options.browser)
    faults = [fault for report in seen.sample.measured for fault in browsers.certain(report, options)]
    if seen.lacking and not faults:
        told = {**facts, "reason": f"no-{seen.lacking}"}
        yield on_site(snapshot, Outcome.UNVERIFIED, "no-engine", subject=options.browser, facts=told, basis=basis)
        return
    doubts = browsers.doubtful(snapshot, seen, options)
    yield from verdict(snapshot, seen.sample, options, faults, doubts, facts=facts, subject=options.browser)
