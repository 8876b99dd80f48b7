"""``python -m benchmarks.act_rules FOLDER``: our axe wrapper and our own probes on W3C ACT test cases, beside bare axe-core.

FOLDER holds ``truth_testcases.csv`` and ``site``. Bare axe-core is the script put into the page and run with the same tags
(WCAG 2.0 to 2.2 A and AA, best practices); the wrapper is what a visit does. A case is flagged when a violation of an axe rule
is found that names its ACT rule; own probes flag by what they measured. A false alarm is a flag on a case that should pass or
does not apply.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.report import RESULTS, machine
from benchmarks.serve import served
from crawler.browser.look.visit import DESKTOP, Order, Visit, visit
from crawler.browser.page.axe import EVERY as EVERY_RULE
from crawler.browser.page.axe import TAGS, script
from crawler.browser.probes import EVERY
from crawler.browser.program.launch import Browser, resolver_rules
from store.harvest import ProbeLimits
from store.lexicon import load_lexicons

ROOT = Path(__file__).parents[1]
ASKED = re.compile(
    r"""<(?:script|link|img|iframe|video|audio|source|object|input)\b[^>]*?\b(?:src|href|data)\s*=\s*["']?(/[^"'\s>]+)""",
    re.IGNORECASE,
)
RULES = """() => axe.getRules().filter((rule) => rule.actIds).map((rule) => [rule.ruleId, rule.actIds])"""
BARE = """(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then((found) => found.violations.map((rule) => rule.id))"""
TEN_CLEAR = 10
# Seconds after which a page that does not come is given up.
PATIENCE = 60.0


class Case(NamedTuple):
    """One W3C case: the rule, what is expected (``passed``, ``failed``, ``inapplicable``), and its page."""

    rule: str
    name: str
    expected: str
    path: str


class Seen(NamedTuple):
    """What was found on a case's page: axe rules of the bare engine and of the wrapper, the visit, and why bare axe-core gave nothing."""

    case: Case
    bare: frozenset[str]
    ours: frozenset[str]
    visit: Visit
    bare_fault: str = ""


def cases(folder: Path) -> list[Case]:
    """The cases whose page is a document of HTML."""
    with (folder / "truth_testcases.csv").open(encoding="utf-8", newline="") as file:
        rows = [Case(row["ruleId"], row["ruleName"], row["expected"], row["path_under_site"]) for row in csv.DictReader(file)]
    return [case for case in rows if case.path.endswith((".html", ".htm")) and _whole(folder / "site", case.path)]


def _whole(site: Path, path: str) -> bool:
    """Whether everything that the page asks for by a path of the site is there: a case without its script is another case."""
    text = (site / path).read_text(encoding="utf-8", errors="replace")
    return all((site / asked.lstrip("/").partition("?")[0]).is_file() for asked in ASKED.findall(text))


def _data(seen: Visit, probe: str) -> dict[str, Any]:
    return next((report.data for report in seen.reports if report.probe.name == probe and report.ok), {})


def contrast_is_low(seen: Visit) -> bool:
    """Whether a text that axe-core left open is told too faint by its pixels."""
    return any(text["verdict"] == "low" for text in _data(seen, "contrast").get("texts", ()))


def focus_is_caught(seen: Visit) -> bool:
    """Whether the walk by Tab met a trap out of which neither Shift+Tab nor Escape leads, nor keys that the page names."""
    trap = _data(seen, "keyboard").get("trap")
    return bool(trap) and not trap["shift-tab"] and not trap["escape"] and not trap["told"]


def tab_is_caught(seen: Visit) -> bool:
    """Whether the walk by Tab met a trap that Tab and Shift+Tab do not leave."""
    trap = _data(seen, "keyboard").get("trap")
    return bool(trap) and not trap["shift-tab"]


def focus_is_unseen(seen: Visit) -> bool:
    """Whether some control looks the same with and without the focus."""
    return any(not item["visible"] for item in _data(seen, "keyboard").get("focus", ()))


def text_is_cut_by_zoom(seen: Visit) -> bool:
    """Whether text is clipped at 200 %, more than before or as before; an ellipsis tells the reader that there is more, and is none."""
    zoom = _data(seen, "zoom")
    return bool(zoom.get("viewport", {}).get("cut")) or any(
        not text["ellipsis"] for kind in ("viewport", "text") for text in zoom.get(kind, {}).get("clipped", ())
    )


def content_moves_on(seen: Visit) -> bool:
    """Whether something moves for more than five seconds and no control stops it."""
    return any(region["long"] and not region.get("stopped") for region in _data(seen, "motion").get("moving", ()))


# The rules that an own probe judges beyond axe-core, with what it flags.
OWN: dict[str, Callable[[Visit], bool]] = {
    "afw4f7": contrast_is_low,
    "a1b64e": tab_is_caught,
    "80af7b": focus_is_caught,
    "ebe86a": focus_is_caught,
    "oj04fd": focus_is_unseen,
    "59br37": text_is_cut_by_zoom,
    "efbfc7": content_moves_on,
}
# The second engine judges rules by itself; what it finds is advice.
SECOND = "act"
PROBES = {"afw4f7": "contrast", "59br37": "zoom", "efbfc7": "motion"}


def second_flags(seen: Seen) -> bool:
    """Whether the second engine finds the case's rule broken."""
    return any(item["rule"] == seen.case.rule for item in _data(seen.visit, SECOND).get("failed", ()))


async def look(
    folder: Path, wanted: Iterable[Case], tell: Callable[[str], None] = lambda _line: None, second: bool = True
) -> list[Seen]:
    """Visits each case's page, once bare and once with the wrapper and the probe that its rule names.

    :param second: whether the second engine looks too.
    """
    from playwright.async_api import async_playwright

    lexicons = load_lexicons(ROOT / "config")
    with served(folder / "site") as server:
        async with async_playwright() as playwright:
            browser = Browser(playwright, resolver_rules([server.url], allow_private=True), recycle=200)
            found = []
            mapping = await _mapping(browser, server.url)
            for number, case in enumerate(wanted):
                names = {SECOND if second else "", PROBES.get(case.rule, "keyboard") if case.rule in OWN else ""}
                probes = tuple(probe for probe in EVERY if probe.name in names)
                limits, url = ProbeLimits(hydrate=4.0), server.url + case.path
                order = Order(url, PATIENCE, limits=limits, probes=probes, lexicons=lexicons, axe=EVERY_RULE)
                bare, fault = await _bare_or_fault(browser, order.url, mapping.get(case.rule, ()))
                async with browser.context(viewport=DESKTOP) as context:
                    seen = await visit(await context.new_page(), order)
                named = set(mapping.get(case.rule, ()))
                ours = {rule["id"] for rule in (seen.axe or {"violations": ()})["violations"]} & named
                found.append(Seen(case, frozenset(bare), frozenset(ours), seen, fault))
                if number % TEN_CLEAR == 0:
                    tell(f"{number + 1} cases")
            await browser.close()
    return found


async def _mapping(browser: Browser, url: str) -> dict[str, list[str]]:
    async with browser.context() as context:
        page = await context.new_page()
        await page.goto(url)
        await page.evaluate(script())
        rules = await page.evaluate(RULES)
    found: dict[str, list[str]] = defaultdict(list)
    for rule, acts in rules:
        for act in acts:
            found[act].append(rule)
    return found


async def _bare_or_fault(browser: Browser, url: str, rules: Iterable[str]) -> tuple[list[str], str]:
    """A page that moves on by itself takes the bare engine with it."""
    from playwright.async_api import Error

    try:
        return await _bare(browser, url, rules), ""
    except Error as fault:
        return [], str(fault).partition("\n")[0]


async def _bare(browser: Browser, url: str, rules: Iterable[str]) -> list[str]:
    if not rules:
        return []
    async with browser.context(viewport=DESKTOP) as context:
        page = await context.new_page()
        await page.goto(url, timeout=PATIENCE * 1000)
        await page.evaluate(script())
        found: list[str] = await page.evaluate(BARE, list(TAGS))
    return sorted(set(found) & set(rules))


class Count(NamedTuple):
    """Cases of one rule: those that should fail and those that should not, and how many of each were flagged."""

    failing: int
    clean: int
    bare: tuple[int, int]
    ours: tuple[int, int]
    both: tuple[int, int]
    advice: tuple[int, int]


def count(seen: Iterable[Seen]) -> dict[str, Count]:
    """By rule: (found, false alarms) of bare axe-core, of the wrapper, of the wrapper with our own probe, and of these with the second engine."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    for item in seen:
        groups[item.case.rule].append(item)
    return {rule: _count(rule, items) for rule, items in sorted(groups.items())}


def _count(rule: str, items: list[Seen]) -> Count:
    own = OWN.get(rule, lambda _seen: False)
    failing = [item for item in items if item.case.expected == "failed"]
    clean = [item for item in items if item.case.expected != "failed"]

    def flags(test: Callable[[Seen], bool]) -> tuple[int, int]:
        return sum(map(test, failing)), sum(map(test, clean))

    return Count(
        len(failing),
        len(clean),
        flags(lambda item: bool(item.bare)),
        flags(lambda item: bool(item.ours)),
        flags(lambda item: bool(item.ours) or own(item.visit)),
        flags(lambda item: bool(item.ours) or own(item.visit) or second_flags(item)),
    )


def markdown(counts: dict[str, Count], seen: list[Seen]) -> str:
    """The results as a page."""
    names = {item.case.rule: item.case.name for item in seen}
    facts = machine()
    lines = [
        "# W3C ACT cases: bare axe-core, our wrapper, with own probes, with the second engine's advice",
        "",
        f"{len(seen)} cases of {len(counts)} rules; {facts['cores']} cores, Python {facts['python']}.",
        "Cases whose scripts or styles are not at hand are left out.",
        "",
        "Found of those that should fail / false alarms among those that should not.",
        "",
        "| rule | | should fail | should not | bare axe-core | wrapper | with own probe | with advice |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for rule, one in [*counts.items(), ("all", _total(counts.values()))]:
        if rule == "all" or rule in OWN or any(any(pair) for pair in (one.bare, one.ours, one.both, one.advice)):
            pairs = " | ".join(f"{pair[0]} / {pair[1]}" for pair in (one.bare, one.ours, one.both, one.advice))
            lines.append(f"| {rule} | {names.get(rule, '')} | {one.failing} | {one.clean} | {pairs} |")
    lines += ["", "## Not measured", "", *(_faults(seen) or ["nothing"])]
    return "\n".join([*lines, "", "## Own probes: missed and false", "", *(_wrong(seen) or ["nothing"])]) + "\n"


def _total(counts: Iterable[Count]) -> Count:
    every = list(counts)

    def pairs(name: str) -> tuple[int, int]:
        return sum(getattr(one, name)[0] for one in every), sum(getattr(one, name)[1] for one in every)

    return Count(
        sum(one.failing for one in every),
        sum(one.clean for one in every),
        pairs("bare"),
        pairs("ours"),
        pairs("both"),
        pairs("advice"),
    )


def _faults(seen: list[Seen]) -> list[str]:
    found = []
    for item in seen:
        reasons = [item.visit.fault, item.visit.axe_fault, item.bare_fault and f"bare axe-core: {item.bare_fault}"]
        reasons += [f"{report.probe.name}: {report.reason}" for report in item.visit.reports if not report.ok]
        found += [f"- {_place(item)}: {reason}" for reason in reasons if reason]
    return found


def _wrong(seen: list[Seen]) -> list[str]:
    found = []
    for item in seen:
        if item.case.rule in OWN and not item.visit.fault:
            flagged, failing = OWN[item.case.rule](item.visit), item.case.expected == "failed"
            if flagged != failing and not (failing and item.ours):
                found.append(f"- {_place(item)}: should be {item.case.expected}")
    return found


def _place(item: Seen) -> str:
    return f"{item.case.rule} {item.case.path.rsplit('/', 1)[-1]}"


def main() -> int:
    """Exit status 1 where the wrapper finds less than bare axe-core or raises more false alarms."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.act_rules", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", nargs="*", default=[], help="only these ACT rules")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder of the result file")
    wanted = parser.parse_args()
    chosen = [case for case in cases(wanted.folder) if not wanted.rules or case.rule in wanted.rules]
    seen = asyncio.run(look(wanted.folder, chosen, lambda line: print(line, file=sys.stderr, flush=True)))
    counts = count(seen)
    text = markdown(counts, seen)
    path = wanted.results / f"{datetime.now(UTC).date()}-act-rules.md"
    path.write_text(text, encoding="utf-8")
    print(text)
    worse = [rule for rule, one in counts.items() if one.ours[0] < one.bare[0] or one.ours[1] > one.bare[1]]
    print(f"written to {path}; worse than bare axe-core: {worse or 'nowhere'}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
