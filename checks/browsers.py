"""How pages came out in each browser that the law names: by what engine it is looked at, what failed there, what looks as if it had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import Field

from checks.measured import Report, State, opened, reports, states, unstyled
from checks.sampled import Fault, Sample, Sampled, sample, sample_of
from store.harvest import ArtifactKind, Device
from store.snapshot import Snapshot

Browser = Literal["chrome", "opera", "firefox", "safari", "android", "ios", "internet-explorer", "windows-phone"]
# Made no more; nobody can look at a site with them.
GONE = frozenset({"internet-explorer", "windows-phone"})
# Engines of their own, compared with Chromium's page; the rest is judged by the pages that Chromium opened.
APART = {"firefox": "firefox", "safari": "webkit"}
PHONES = {"android": Device.PHONE_ANDROID, "ios": Device.PHONE_IPHONE}
PARTS = ("stylesheet", "script")
BLANK = 20
MUCH = 200
# By how much of its window, in per cent, a page may be wider.
BEYOND = 5
# Pieces of a template or of a program that stand where text should.
_TORN = re.compile(
    r"->\w+\(|<\?(?:php|=)|\{\{[^{}\n]{1,60}\}\}|\{%[^%\n]{1,80}%\}|<%=?\s*\w|\[object Object\]|SQLSTATE\[|Traceback \(most recent"
    r"|(?:Notice|Warning|Fatal error|Parse error): [^\n]{1,200} on line \d+|Undefined (?:variable|index|array key|property)"
)
_THROWN = re.compile(r"^(?:Uncaught |[A-Z]\w*Error: )")


class Wanted(Sampled):
    """``browser``: which of the browsers is judged. ``missing_percent``: the share of words, in per cent, whose lack in one browser is an
    incorrect display; fewer are for a person."""

    browser: Browser
    missing_percent: int = Field(gt=0, le=100)


class Seen(NamedTuple):
    """Pages as a browser showed them; ``lacking`` says what is not installed where the browser's engine did not look at all."""

    sample: Sample
    lacking: str


def seen_in(snapshot: Snapshot, browser: Browser) -> Seen:
    """What was seen in a browser, or in the engine that it has in common with another one."""
    if browser in APART:
        found = [report for report in reports(snapshot, ArtifactKind.ENGINE) if report.data.get("engine") == APART[browser]]
        tested = [report for report in found if report.data.get("status") != "not-tested"]
        taken = sample_of(snapshot, tested, lambda report: report.artifact.ok)
        return Seen(_few(taken, taken.of), "" if tested else APART[browser])
    bare = unstyled(snapshot)
    if browser in PHONES:
        found = [report for report in reports(snapshot, ArtifactKind.PHONE) if report.artifact.device is PHONES[browser]]
        taken = sample_of(
            snapshot, found, lambda report: report.artifact.ok and bool(report.data.get("ok")) and report.artifact.url not in bare
        )
        lacking = "webkit" if browser == "ios" and seen_in(snapshot, "safari").lacking else ""
        return Seen(_few(taken, sample(snapshot, ArtifactKind.ZOOM).stood), lacking)
    found = [report for report in opened(snapshot) if report.data.get("status") == 200]
    return Seen(sample_of(snapshot, found, lambda report: report.artifact.ok and report.artifact.url not in bare), "")


def _few(taken: Sample, others: int) -> Sample:
    """A second look at a few pages stands for those that the first engine showed: desktop pages, and for telephones those that it showed
    in a window as narrow as half of a screen."""
    return taken._replace(stood=max(taken.stood, others) if taken.measured else 0)


def certain(report: Report, options: Wanted) -> Iterator[Fault]:
    """A blank page that holds text elsewhere; text that another browser shows and this one does not."""
    compared = report.data.get("compared") or {}
    if compared.get("blank") or _blank(report):
        yield Fault(report, "blank")
    elif compared and compared["missing_share"] * 100 >= options.missing_percent:
        yield Fault(report, "differs", words=", ".join(compared["missing_words"][:8]))


def doubtful(snapshot: Snapshot, seen: Seen, options: Wanted) -> Iterator[Fault]:
    """What a person should look at in the pictures of a browser."""
    for report in seen.sample.measured:
        yield from _beside_chromium(report, options) if report.data.get("compared") else _by_itself(report)
        torn = _TORN.search(states(snapshot).get(report.artifact.url, State("", None)).names)
        if torn is not None:
            yield Fault(report, "unsure", words=torn.group(), facts={"fault": "code-in-text"})
    yield from _shared_pictures(seen.sample.measured)
    if options.browser in PHONES:
        for report in sample(snapshot, ArtifactKind.ZOOM).measured:
            if _wide(report.data.get("viewport") or {}):
                yield Fault(report, "unsure", facts={"fault": "wider-than-window"})


def _shared_pictures(found: Sequence[Report]) -> Iterator[Fault]:
    """Pictures that most pages share and the server refuses, each once; one of a single page is a dead address and told as that."""
    shown: dict[str, list[Report]] = {}
    for report in found:
        for one in report.data.get("failed_resources") or ():
            if _refused(one, report.artifact.url, ("image",)):
                shown.setdefault(str(one["url"]), []).append(report)
    for url, pages in sorted(shown.items()):
        if len(pages) > 1 and len(pages) * 2 >= len(found):
            yield Fault(pages[0], "unsure", words=url, facts={"fault": "pictures-not-shown"})


def _beside_chromium(report: Report, options: Wanted) -> Iterator[Fault]:
    """Less text than Chromium shows, a page wider than its window, pictures that are not shown."""
    compared = report.data["compared"]
    if compared["missing"] > 0 and compared["missing_share"] * 100 < options.missing_percent:
        yield Fault(report, "unsure", words=", ".join(compared["missing_words"][:8]), facts={"fault": "less-text"})
    if compared["overflows"] and not compared["overflows_in_chromium"]:
        yield Fault(report, "unsure", facts={"fault": "wider-than-window"})
    if compared["broken_pictures"]:
        yield Fault(report, "unsure", words=", ".join(compared["broken_pictures"][:3]), facts={"fault": "pictures-not-shown"})


def _by_itself(report: Report) -> Iterator[Fault]:
    """Scripts that failed, own style sheets and scripts that the server refused, a page that a telephone must push sideways."""
    thrown = [said for said in report.data.get("console_errors") or () if _THROWN.match(str(said))]
    if thrown:
        yield Fault(report, "unsure", words=str(thrown[0]), facts={"fault": "script-error"})
    refused = [str(one["url"]) for one in report.data.get("failed_resources") or () if _refused(one, report.artifact.url, PARTS)]
    if refused:
        yield Fault(report, "unsure", words=refused[0], facts={"fault": "file-refused"})
    fit = report.data.get("fit") or {}
    if fit.get("status") == "done" and fit["reach"] * 100 > fit["layout"] * (100 + BEYOND):
        yield Fault(report, "unsure", facts={"fault": "wider-than-window"})


def _wide(found: dict[str, Any]) -> bool:
    return bool(found.get("sideways") and found["scroll_width"] * 100 > found["width"] * (100 + BEYOND))


def _blank(report: Report) -> bool:
    """Whether nothing is to be read on a page whose file holds text for readers."""
    shown = report.data.get("text_length")
    return isinstance(shown, int) and shown < BLANK and report.page is not None and report.page.text_length > MUCH


def _refused(resource: dict[str, Any], url: str, kinds: tuple[str, ...]) -> bool:
    """A file of the page's own host that its server does not give."""
    own = urlsplit(str(resource.get("url", ""))).netloc == urlsplit(url).netloc
    return bool(own and resource.get("type") in kinds and re.fullmatch(r"[45]\d\d", str(resource.get("reason", ""))))
