"""What keeps an absence open because nobody could look: a version that is offered and was not read, pages that show nothing, addresses that gave
no answer."""

from __future__ import annotations

from checks.offered import unread_version
from checks.support import examples, on_site, unseen
from checks.unread import silent
from store.base import Language
from store.findings import Observation, Outcome
from store.snapshot import Snapshot


def not_seen(snapshot: Snapshot, asked: tuple[str, Language], phrases: list[str]) -> Observation | None:
    """What was not seen of a version; None where all was.

    :param asked: the concept and the language.
    :param phrases: words of the thing, for the reader.
    """
    concept, language = asked
    version = unread_version(snapshot, language)
    if version:
        return on_site(
            snapshot,
            Outcome.UNVERIFIED,
            "version-unread",
            subject=concept,
            facts={"phrases": phrases, "targets": examples(version), "reason": "switch-unread"},
            basis={"concept": concept, "version offered": version},
            language=language,
            needs_review=True,
        )
    shells = {page.url for page in snapshot.pages(language) if unseen(page)}
    targets = sorted(shells | set(silent(snapshot)))
    if not targets:
        return None
    return on_site(
        snapshot,
        Outcome.UNVERIFIED,
        "not-seen",
        subject=concept,
        facts={"phrases": phrases, "targets": examples(targets), "reason": "page-unread"},
        basis={"concept": concept, "not read": targets},
        language=language,
    )


__all__ = ["not_seen"]
