"""What one organisation tells of itself in one language: which kinds of information are found, surely lacking, or in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from checks.ladder import somewhere
from checks.offered import unread_version
from checks.oneorganisation import figures
from checks.presence import MET, Stand, judged, likely, speaking
from checks.support import examples, on_site, unseen
from checks.unread import silent
from store.base import Language
from store.findings import Observation, Outcome
from store.snapshot import Snapshot

CONTACTS = "contacts"
# A place that falls short of a demand is there all the same.
PLACED = frozenset({*MET, Stand.LACKING})
Standing = Literal["found", "lacking", "unclear"]


class OwnInformation:
    """One language version of the site, asked for several kinds of information together."""

    def __init__(self, snapshot: Snapshot, concepts: Sequence[str], language: Language) -> None:
        self.snapshot, self.language = snapshot, language
        self.pages = list(snapshot.pages(language))
        self.standing = {one: self._stands(one) if self.pages else "lacking" for one in concepts}

    def verdict(self) -> Iterator[Observation]:
        """The one observation of the version."""
        told = set(self.standing.values())
        yield from somewhere(
            self.snapshot,
            met=lambda: self._told(Outcome.MET, "placed") if told == {"found"} else None,
            weak=lambda: self._told(Outcome.UNVERIFIED, "in-part") if told != {"lacking"} else None,
            unread=self._unread,
            missing=lambda: self._told(Outcome.MISSING, "nothing" if self.pages else "no-version"),
            part="organisation",
            language=self.language,
        )

    def _stands(self, concept: str) -> Standing:
        if concept == CONTACTS:
            return "found" if any(True for _ in self.snapshot.contacts(self.language)) else "lacking"
        asked = (self.snapshot, concept, self.language)
        if any(one.stand in PLACED for one in judged(*asked)):
            return "found"
        return "unclear" if judged(*asked) or likely(*asked) or speaking(*asked) else "lacking"

    def _of(self, standing: Standing) -> list[str]:
        return [concept for concept, told in self.standing.items() if told == standing]

    def _told(self, outcome: Outcome, message: str) -> Observation:
        facts = {"items_placed": self._of("found"), "items_lacking": self._of("lacking"), "items_unclear": self._of("unclear")}
        seen = sorted({page.url for page in self.pages or self.snapshot.pages()})
        return on_site(
            self.snapshot,
            outcome,
            message,
            subject="organisation",
            facts={**figures(outcome), "pages": len(seen), **{name: value for name, value in facts.items() if value}},
            basis={"language": self.language, "standing": self.standing, "pages": seen},
            language=self.language,
            needs_review=outcome is Outcome.UNVERIFIED,
        )

    def _unread(self) -> Observation | None:
        version = unread_version(self.snapshot, self.language)
        targets = list(version) or sorted({page.url for page in self.pages if unseen(page)} | set(silent(self.snapshot)))
        if not targets:
            return None
        return on_site(
            self.snapshot,
            Outcome.UNVERIFIED,
            "not-seen",
            subject="organisation",
            facts={
                **figures(Outcome.UNVERIFIED),
                "targets": examples(targets),
                "reason": "switch-unread" if version else "page-unread",
            },
            basis={"not read": targets},
            language=self.language,
        )
