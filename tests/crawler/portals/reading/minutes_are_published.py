"""Minutes of sittings are published.

What it checks
    The portal of minutes.

Applicability
    Every body.

Met when
    There are minutes.

Deficiency when
    Never.

Left to a person when
    The portal was not read.

Assumptions
    None.

Law and standard
    None.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.meta import CheckMeta, Options
from checks.support import on_site
from store.findings import Message, Observation, Outcome
from store.snapshot import Snapshot

META = CheckMeta(
    id="minutes-are-published",
    version="1",
    title=Message(kk="Хаттамалар жарияланған", ru="Протоколы опубликованы", en="Minutes are published"),
    scope="site",
    needs=(),
    portals=("open-minutes",),
    messages={
        "met": Message(kk="Хаттамалар: {count}", ru="Протоколов: {count}", en="Minutes: {count}"),
        "none": Message(kk="Хаттама жоқ", ru="Протоколов нет", en="No minutes"),
        "unread": Message(kk="Оқылмады: {reason}", ru="Не прочитано: {reason}", en="Not read: {reason}"),
    },
)


def run(snapshot: Snapshot, _: Options) -> Iterator[Observation]:
    """One observation for each language."""
    view = snapshot.portal("open-minutes")
    for language in ("kk", "ru"):
        unread = view.unread("minutes", "cards", language=language) if view is not None else ()
        if view is None or view.body is None or unread:
            why = unread[0].why if unread else "nobody asked"
            yield on_site(
                snapshot,
                Outcome.UNVERIFIED,
                "unread",
                subject=language,
                facts={"reason": why},
                basis={"why": why},
                language=language,
            )
            continue
        found = [item for item in view.items("minute", view.body, language) if item.source == "minutes"]
        captures = [view.capture(item.capture_id) for item in found]
        proof = sorted({capture.object_sha256 for capture in captures if capture is not None})
        yield on_site(
            snapshot,
            Outcome.MET if found else Outcome.MISSING,
            "met" if found else "none",
            subject=language,
            facts={"count": len(found), "body": view.body},
            basis={"count": len(found)},
            language=language,
            evidence=proof,
        )
