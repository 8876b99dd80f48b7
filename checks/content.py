"""Shortcomings of content in one section and language: what is certain is charged, what is not is put before a person with its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from checks.phoneview import View, telephones
from checks.sections import OTHERS, owners
from checks.support import addresses, cut, on_page, on_site, truncated
from store.base import OFFICIAL, Language
from store.findings import Locator, Observation, Outcome
from store.records import PageRecord
from store.snapshot import Snapshot


class Section(View):
    """``concepts``: what the section asks for; the pages that hold it are judged."""

    concepts: tuple[str, ...] = ()


def pages_of(snapshot: Snapshot, options: Section, language: Language) -> list[PageRecord]:
    """Pages of the section in one language."""
    concepts = owners(snapshot)
    return [page for page in snapshot.pages(language) if concepts.get((page.url, page.lane), OTHERS) in options.concepts]


def shortcoming(
    snapshot: Snapshot,
    page: PageRecord,
    message: str,
    *,
    certain: bool,
    subject: str,
    facts: dict[str, Any],
    reason: str,
    language: Language,
    locator: Locator | None = None,
    evidence: Iterable[str] = (),
    pages: Iterable[str] = (),
) -> Observation:
    """One shortcoming of a page; unverified where it is not certain or the page belongs to no section, so that a person decides on it."""
    placed = owners(snapshot).get((page.url, page.lane), OTHERS) != OTHERS
    sure = certain and placed
    told = facts if sure else {**facts, "reason": "no-section" if certain else reason}
    observation = on_page(
        page,
        Outcome.DEFICIENCY if sure else Outcome.UNVERIFIED,
        message,
        subject=subject,
        facts=told,
        locator=locator,
        evidence=evidence,
        language=language,
        needs_review=not sure,
        pages=pages,
    )
    return observation.model_copy(update={"count": 1})


def verdicts(
    snapshot: Snapshot, options: Section, found: Iterable[Observation], judged: dict[Language, list[PageRecord]]
) -> Iterator[Observation]:
    """What was found, and for each language without anything how the section stands: cut → nothing to judge → met.

    Telephones that get the same addresses get the same texts, with the same shortcomings; what stands in a version of their own nobody read.
    """
    said = _of_desktop(snapshot, options, found, judged)
    if options.view == "desktop":
        yield from said
        return
    got = telephones(snapshot)
    if got.version == "same":
        yield from (one.model_copy(update={"evidence": tuple(dict.fromkeys((*one.evidence, *got.evidence)))}) for one in said)
        return
    for language in OFFICIAL:
        yield _off_phones(snapshot, options, language)


def _off_phones(snapshot: Snapshot, options: Section, language: Language) -> Observation:
    """What is to be said where telephones get no version, one of their own, or nobody tried."""
    got = telephones(snapshot)
    without = got.version == "none"
    reason = "phone-version-unread" if got.version in ("apart", "elsewhere") else "phone-untried"
    return on_site(
        snapshot,
        Outcome.NOT_APPLICABLE if without else Outcome.UNVERIFIED,
        "phone-without-texts" if without else "phone-texts-unread",
        subject="phones",
        facts={} if without else {"reason": reason},
        basis={"concepts": list(options.concepts), "language": language, "version": got.version},
        evidence=got.evidence,
        language=language,
        needs_review=not without,
    )


def _of_desktop(
    snapshot: Snapshot, options: Section, found: Iterable[Observation], judged: dict[Language, list[PageRecord]]
) -> Iterator[Observation]:
    told = list(found)
    yield from told
    spoken = {item.language for item in told}
    for language in OFFICIAL:
        if truncated(snapshot):
            yield cut(snapshot, "content", {}, language)
        elif language not in spoken:
            pages = judged.get(language, [])
            outcome, message = (Outcome.MET, "met") if pages else (Outcome.NOT_APPLICABLE, "nothing")
            urls = addresses(pages)
            basis = {"pages": urls, "concepts": list(options.concepts), "language": language}
            yield on_site(
                snapshot, outcome, message, subject="content", facts={"pages": len(urls)}, basis=basis, language=language
            )
