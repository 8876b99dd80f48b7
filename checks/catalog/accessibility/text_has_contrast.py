"""Text stands out against its background.

What it checks
    The contrast of text and background as axe-core measured it in the browser, on the sample of rendered pages; where axe-core could
    not tell (text over pictures, gradients) the same text in pixels, with and without its letters.

Applicability
    Sites of which at least one page was rendered and measured.

Met when
    the crawl is complete and no element of the sample falls short; the finding says how many pages of how many were
    measured.

Deficiency when
    an element falls short of ``ratio`` (or of the lower demand that the standard makes of large text). Elements with the
    same pattern of selector and the same colours are one finding.

Left to a person when
    no page was measured, axe-core could not tell and the pixels do not show each letter to stand out, or the crawl was cut short.

Assumptions
    Large text (from 24 px, or from 18.66 px in bold) needs 3:1, as the standard that the law's number comes from has it.

Law and standard
    Methodology of 2017, appendix 14, row 3.6. WCAG 2.2, success criterion 1.4.3; axe-core rule color-contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from checks.axe import Violation, results, violations
from checks.contrasts import MEASURED, RULE, Demand, facts_of, legible, low
from checks.ladder import repeated, silent, throughout
from checks.messages import messages_of
from checks.meta import CheckMeta
from checks.support import EXAMPLES, clip, examples, guarded, not_rendered, on_page, on_site, picture
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="text-has-contrast",
    version="2",
    title=Message(
        kk="Мәтін фоннан анық ажыратылады", ru="Текст контрастен по отношению к фону", en="Text stands out against its background"
    ),
    scope="page",
    needs=("pages", "axe", "contrast"),
    options=Demand,
    messages=messages_of("text-has-contrast"),
    standards=("WCAG 2.2 SC 1.4.3",),
    inspect=({"ratio": "4.5"},),
)


@guarded
def run(snapshot: Snapshot, options: Demand) -> Iterator[Observation]:
    """Yields one observation for each pattern of faulty text, and what stays open."""
    if not (measured := sorted({page.url for page, _ in results(snapshot).pages})):
        yield not_rendered(snapshot)
        return
    facts: dict[str, Any] = {"pages": len(measured), "of": len({page.url for page in snapshot.pages()})}
    basis, proof = {"measured": measured}, [item.object_sha256 for _, item in results(snapshot).pages][:EXAMPLES]
    yield from throughout(
        snapshot,
        [*(_pattern(snapshot, *group, options.ratio) for group in low(snapshot, options.ratio).items()), *_doubts(snapshot)],
        unseen=lambda: _stricter(snapshot, options, facts, basis) if options.ratio > MEASURED else None,
        shells=silent,
        met=lambda: on_site(snapshot, Outcome.MET, "met", subject="met", facts=facts, basis=basis, evidence=proof),
    )


def _stricter(snapshot: Snapshot, options: Demand, facts: dict[str, Any], basis: Any) -> Observation:
    told = {**facts, "required": str(options.ratio), "reason": "stricter-than-measured"}
    return on_site(snapshot, Outcome.UNVERIFIED, "stricter", subject="stricter", facts=told, basis=basis)


def _pattern(snapshot: Snapshot, key: tuple[str, str, str], items: list[Violation], ratio: Decimal) -> Observation:
    first = items[0]
    return repeated(
        first.page,
        list(dict.fromkeys(item.page.url for item in items)),
        "low",
        subject=" ".join(key),
        facts=facts_of(key, items, ratio),
        locator=Locator(css=first.selector, quote=clip(first.html)),
        evidence=(first.evidence, *picture(snapshot, first.page.url, (first.selector,))),
        cause=f"template: {key[0]}",
    )


def _doubts(snapshot: Snapshot) -> Iterator[Observation]:
    known = legible(snapshot)
    items = [item for item in violations(snapshot, (RULE,), "incomplete") if (item.page.url, item.selector) not in known]
    pages = sorted({item.page.url for item in items})
    facts = {"reason": "axe-incomplete", "elements": len(items), "pages": len(pages), "examples": examples(pages)}
    for first in items[:1]:
        yield on_page(
            first.page,
            Outcome.UNVERIFIED,
            "cannot-tell",
            subject="cannot-tell",
            facts=facts,
            locator=Locator(css=first.selector, quote=clip(first.html)),
            evidence=(first.evidence, snapshot.keep([{"page": item.page.url, "element": item.selector} for item in items])),
            needs_review=True,
            pages=pages,
        )
