"""What the stand-in holds: drafts of the scenarios, of bodies that only make noise, and, where asked, of a portal as large as the real one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, overload

from tests.plainyaml import read_yaml

HERE = Path(__file__).parent
BODIES = HERE.parent / "bodies.yaml"
ARCHIVE, OPEN = "IN_ARCHIVE", "IN_PUBLIC_DISCUSSION"
CONSULTATIVE, REGULATORY = ("7001", "7002"), ("89999", "99999")
TYPES = {
    "747": {"ru": "Приказ", "kk": "Бұйрық"},
    "629": {"ru": "Проект Закона", "kk": "Заң жобасы"},
    "3813": {"ru": "Постановление", "kk": "Қаулы"},
    "4910": {"ru": "Решение", "kk": "Шешім"},
    "7001": {"ru": "КДРП", "kk": "КДРП"},
    "89999": {"ru": "АРВ", "kk": "АРВ"},
}
NOISE = {
    str(9000900 + number): {
        "ru": f"Управление переправ № {number} (вымышленное)",
        "kk": f"№ {number} өткелдер басқармасы (ойдан шығарылған)",
    }
    for number in range(1, 13)
}
BEGINNING = date(2014, 12, 24)


@dataclass(frozen=True)
class Comment:
    """A user's comment with the answers of the body, ``reported`` that of the report alone; ``day`` is shown without its year."""

    id: int
    text: str
    day: str
    verdict: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    tab: str = "6"
    reported: str = ""


@dataclass(frozen=True)
class Draft:
    """One draft; a language without a title has no version of it."""

    id: int
    body: str
    type: str
    title: dict[str, str]
    created: date
    until: date | None
    status: str = ARCHIVE
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    form: bool = True
    comments: tuple[Comment, ...] = ()
    version: int = 1

    @property
    def total(self) -> int:
        """As the portal counts: comments and answers together, of all tabs."""
        return sum(1 + len(one.answers) for one in self.comments)

    def judged(self, verdict: str) -> int:
        """How many comments were accepted or not."""
        return sum(one.verdict == verdict for one in self.comments)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def draft_of(body: str, given: dict[str, Any]) -> Draft:
    """A draft as a scenario writes it."""
    comments = [
        Comment(
            id=int(given["id"]) * 100 + number,
            text=one["text"],
            day=one["day"],
            verdict=one.get("verdict", ""),
            answers=tuple((answer["day"], answer["text"]) for answer in one.get("answers", [])),
            tab=str(one.get("tab", "6")),
            reported=one.get("reported", ""),
        )
        for number, one in enumerate(given.get("comments", []))
    ]
    created = date.fromisoformat(given["created"])
    return Draft(
        id=int(given["id"]),
        body=body,
        type=str(given["type"]),
        title={name: given[name] for name in ("kk", "ru") if name in given},
        created=created,
        until=_day(given.get("until")),
        status=given.get("status", ARCHIVE),
        files={name: tuple(names) for name, names in given.get("files", {}).items()},
        form=given.get("form", True),
        version=given.get("version", 1),
        comments=tuple(comments),
    )


class Bulk(Sequence[Draft]):
    """So many cards since the portal began, the newest first, none of them in memory.

    ``moved`` cards came in since a first look, created within the last weeks; ``last`` is when the newest was created; numbers of cards lie above
    ``base``.
    """

    def __init__(
        self, cards: int, last: date, moved: int = 0, first: date = BEGINNING, status: str = ARCHIVE, base: int = 20_000_000
    ) -> None:
        self.cards, self.last, self.moved, self._status, self._base = cards, last, moved, status, base
        self._first, self._days = first, (last - first).days or 1

    def __len__(self) -> int:
        return self.cards + self.moved

    @overload
    def __getitem__(self, place: int) -> Draft: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Draft]: ...
    def __getitem__(self, place: int | slice) -> Draft | Sequence[Draft]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if place < 0 or place >= len(self):
            raise IndexError(place)
        # Cards that moved in stand behind the newest fifty.
        shift = place if place < 50 else place - min(self.moved, max(0, place - 50))
        fresh = 50 <= place < 50 + self.moved
        number = 10**8 + place if fresh else shift
        body = list(NOISE)[number % len(NOISE)]
        day = self._day(50 if fresh else shift)
        title = {
            "ru": f"О переправе № {number} и о правилах плавания по ней",
            "kk": f"№ {number} өткел және онда жүзу қағидалары туралы",
        }
        key = self._base * 3 + place if fresh else self._base + self.cards - number
        return Draft(key, body, "3813", title, day, day + timedelta(days=15), self._status)

    def _day(self, place: int) -> date:
        return self.last - timedelta(days=place * self._days // max(1, self.cards))

    def find(self, number: int) -> Draft | None:
        """The card of this number."""
        old, new = self._base + self.cards - number, number - self._base * 3
        places = (old if old < 50 else old + self.moved, new)
        found = (self[place] for place in places if 0 <= place < len(self))
        return next((draft for draft in found if draft.id == number), None)

    def between(self, first: date | None, last: date | None) -> Sequence[Draft]:
        """Cards created on these days, both counted in; found by halves, as days never rise."""
        return between(self, first, last)


def place(drafts: Sequence[Draft], day: date) -> int:
    """The first place whose card was created on the day or before."""
    low, high = 0, len(drafts)
    while low < high:
        middle = (low + high) // 2
        if drafts[middle].created <= day:
            high = middle
        else:
            low = middle + 1
    return low


def between(drafts: Sequence[Draft], first: date | None, last: date | None) -> Sequence[Draft]:
    """Cards created on these days, both counted in; none of them is brought into memory."""
    begin = place(drafts, last) if last else 0
    return _Part(drafts, begin, place(drafts, first - timedelta(days=1)) if first else len(drafts))


class _Part(Sequence[Draft]):
    def __init__(self, whole: Sequence[Draft], low: int, high: int) -> None:
        self._whole, self._low, self._high = whole, low, max(low, high)

    def __len__(self) -> int:
        return self._high - self._low

    @overload
    def __getitem__(self, place: int) -> Draft: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Draft]: ...
    def __getitem__(self, place: int | slice) -> Draft | Sequence[Draft]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if place < 0 or place >= len(self):
            raise IndexError(place)
        return self._whole[self._low + place]


@cache
def bodies() -> dict[str, dict[str, str]]:
    """Every body of the portal's menu: number → names."""
    known = read_yaml(BODIES)["bodies"]
    return {**{one["portals"]["open-npa"]: one["name"] for one in known.values()}, **NOISE}


def scenarios() -> Iterator[tuple[str, dict[str, Any]]]:
    """The scenario of each body with the body's number on the portal."""
    known = read_yaml(BODIES)["bodies"]
    for path in sorted((HERE / "scenario").glob("*.yaml")):
        given = read_yaml(path)
        yield known[given["body"]]["portals"]["open-npa"], given


def drafts() -> list[Draft]:
    """All drafts of the scenarios and of noise, the newest first."""
    found = [draft_of(body, one) for body, given in scenarios() for one in given.get("portal", {}).get("drafts", [])]
    for place, body in enumerate(NOISE):
        for number in range(4):
            day = date(2026, 1, 12) + timedelta(days=70 * number + place)
            name = 100 * place + number
            title = {
                "ru": f"О переправе № {name} и о правилах плавания по ней",
                "kk": f"№ {name} өткел және онда жүзу қағидалары туралы",
            }
            status = OPEN if number == 3 else ARCHIVE
            found.append(
                Draft(
                    9_900_000 + name, body, ("747", "3813", "4910", "7001")[number], title, day, day + timedelta(days=15), status
                )
            )
    return sorted(found, key=lambda draft: (draft.created, draft.id), reverse=True)
