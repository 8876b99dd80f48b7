"""Who the body of a seed is: its names, address, telephones and people, and the figures of its pages."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.portals.planted.catalogue import content

ZONE = timezone(timedelta(hours=5))
AS_OF = datetime(2026, 11, 20, 18, 0, tzinfo=ZONE)
PHONES = ("8 ({code}) {a}-{b}-{c}", "+7 ({code}) {a}-{b}-{c}", "8-{code}-{a}-{b}-{c}", "+7 {code} {a} {b} {c}")


def dice(seed: int, *what: object) -> random.Random:
    """Chance of its own for everything drawn, so that planting one thing changes nothing else."""
    return random.Random("/".join(map(str, (seed, *what))))


def latin(text: str) -> str:
    """Words in Latin letters, as English pages write names."""
    letters = content("body")["latin"]
    return "".join(letters.get(one, letters[one.casefold()].capitalize() if one.casefold() in letters else one) for one in text)


@dataclass(frozen=True)
class Person:
    """Somebody with a post: both in Kazakh and Russian."""

    name: dict[str, str]
    post: dict[str, str]
    phone: str
    mail: str
    site: str = ""


class Identity:
    """The body that a seed draws, and whose words its site speaks."""

    def __init__(self, seed: int, kind: str, hand: int = 0) -> None:
        self.seed = seed
        self.hand = hand
        self.kind = kind
        data = content("body")
        self._words = data
        who = data[kind][seed % len(data[kind])]
        self.slug: str = who["slug"]
        self.code: str = who["code"]
        self.name = {lang: who[lang] for lang in ("kk", "ru", "en")}
        self.family = "agency" if "агент" in who["ru"].casefold() else kind
        self.words = data["words"][self.family]
        drawn = dice(seed, kind, "identity")
        street = drawn.choice(data["streets"])
        house = drawn.randint(2, 60)
        city = who["city"]
        self.address = {
            "kk": f"{who['index']}, {city['kk']} қаласы, {street['kk'].format(n=house)}",
            "ru": f"{who['index']}, г. {city['ru']}, {street['ru'].format(n=house)}",
            "en": latin(f"{who['index']}, {city['ru']}, {street['ru'].format(n=house)}"),
        }
        self.mail = f"{drawn.choice(('info', 'kense', 'office'))}@{self.slug}.gov.kz"
        self.pattern = drawn.choice(PHONES)
        self._numbers = drawn
        self.phone = self.number()
        self.chancellery = self.number()
        people = drawn.sample(data["persons"], len(data["persons"]))
        posts = [data["posts"][self.family], *data["deputies"]]
        self.leaders = [self._person(people[place], post) for place, post in enumerate(posts)]
        self.heads = [self._person(people[4 + place], post) for place, post in enumerate(data["departments"])]
        self.subordinates = [
            self._person(people[9 + place], post, post["slug"]) for place, post in enumerate(data["subordinates"])
        ]
        self.territorial = [self._person(people[(place * 5 + 3) % 12], post) for place, post in enumerate(data["regions"])]

    def number(self, code: str = "") -> str:
        """A telephone in the body's way of writing."""
        parts = {key: f"{self._numbers.randint(10, 99)}" for key in "bc"}
        return self.pattern.format(code=code or self.code, a=self._numbers.choice(("55", "74", "27")), **parts)

    def _person(self, name: dict[str, str], post: dict[str, str], slug: str = "") -> Person:
        letters = "abdeghiklmnorstuz"
        local = (
            "".join(self._numbers.choice(letters) for _ in range(2))
            + "."
            + "".join(self._numbers.choice(letters) for _ in range(6))
        )
        number = self.number(post.get("code", ""))
        return Person(
            {"kk": name["kk"], "ru": name["ru"], "en": latin(name["ru"])},
            {lang: post[lang] for lang in ("kk", "ru", "en")},
            number,
            f"{local}@{slug}.kz" if slug else f"{local}@{self.slug}.gov.kz",
            f"https://{slug}.kz/" if slug else "",
        )

    def figures(self, *what: object) -> dict[str, Any]:
        """Figures of a page: the same in every language."""
        drawn = dice(self.seed, self.kind, "figures", *what)
        a = drawn.randint(24, 97)
        day = AS_OF - timedelta(days=drawn.randint(3, 40))
        return {
            "year": 2026, "last": 2025, "plus4": 2030, "a": a, "b": drawn.randint(11, a - 2), "n": drawn.randint(3, 9),
            "m": drawn.randint(1200, 9800), "day": day, "who": drawn.randint(0, 3),
        }  # fmt: skip

    def written(self, text: str, lang: str, figures: dict[str, Any]) -> str:
        """A sentence with figures and the body's own word in the cases it needs."""
        day = figures["day"]
        months = self._words["months"][lang]
        date = (
            f"{day.year} жылғы {day.day} {months[day.month - 1]}"
            if lang == "kk"
            else f"{day.day} {months[day.month - 1]} {day.year} года"
        )
        own = self.words.get(lang, {})
        cases = {
            "body": own.get("body", ""),
            "body_gen": own.get("gen", ""),
            "body_abl": own.get("abl", ""),
            "body_prep": own.get("prep", ""),
        }
        cases |= {key.capitalize(): value[:1].upper() + value[1:] for key, value in cases.items()}
        return text.format(**{**figures, **cases, "d": date, "lang": lang})


def moment(seed: int, *what: object, within: int = 200) -> tuple[datetime, datetime]:
    """When something was posted and when last changed, both before the day of the audit."""
    drawn = dice(seed, "moment", *what)
    posted = AS_OF - timedelta(days=drawn.randint(12, within), minutes=drawn.randint(10, 500))
    changed = posted + (AS_OF - timedelta(days=1) - posted) * drawn.random()
    return posted.replace(second=0, microsecond=0), changed.replace(second=0, microsecond=0)
