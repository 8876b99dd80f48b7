"""What stands on a page: sentences, tables, lists and files of a topic, the same figures in every language."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.portals.planted.catalogue import content, retold
from tests.portals.planted.files import made
from tests.portals.planted.identity import Identity, dice

# So many chapters that the text is a long one by the law's data in each language version.
LONG = 10
ENGLISH = (
    "This page of the {name} tells about the subject “{title}”.",
    "Since the beginning of {year}, {a} works were carried out in this direction, {b} of them are complete.",
    "The indicator grew by {b} per cent against the last year, and {n} instructions were given.",
    "The material is reviewed every quarter by the responsible unit and amended where that is needed.",
)


class File(NamedTuple):
    """One document for download."""

    address: str
    title: str
    kind: str
    body: bytes

    @property
    def kilobytes(self) -> int:
        return max(1, round(len(self.body) / 1024))


def sentences(identity: Identity, key: str, lang: str, opening: str, title: str, other: bool = False) -> list[str]:
    """Paragraphs of a page: its own opening and sentences that fit any; ``other`` figures make them disagree with those elsewhere."""
    figures = identity.figures(key)
    if other:
        figures |= {"a": figures["a"] + 13, "b": figures["b"] + 9, "m": figures["m"] + 411, "n": figures["n"] + 2}
    if lang == "en":
        return [one.format(name=identity.name["en"], title=title, **figures) for one in ENGLISH]
    fillers = _fillers(identity)
    chosen = dice(identity.seed, "fillers", key).sample(range(len(fillers)), 5)
    return [identity.written(text, lang, figures) for text in (opening, *(fillers[place][lang] for place in chosen)) if text]


def _fillers(identity: Identity) -> Any:
    """Sentences that fit any subject."""
    return retold(identity.hand).get("fillers") or content("body")["fillers"]


def table(identity: Identity, key: str, lang: str) -> list[list[str]]:
    """Rows of figures with their head."""
    drawn = dice(identity.seed, "table", key)
    words = content("body")
    tongue = lang if lang != "en" else "ru"
    head = words["table"][tongue] if lang != "en" else ["Indicator", "Plan", "Fact"]
    rows = [row[tongue] if lang != "en" else f"Quarter {place + 1}" for place, row in enumerate(words["rows"])]
    return [head, *([row, str(drawn.randint(100, 900)), str(drawn.randint(100, 900))] for row in rows)]


def steps(identity: Identity, key: str, lang: str) -> list[str]:
    """A short list."""
    if lang == "en":
        return ["Preparation", "Main stage", "Conclusion and report"]
    return [identity.written(one[lang], lang, identity.figures(key)) for one in content("body")["steps"]]


def chapters(identity: Identity, key: str, lang: str) -> list[tuple[str, str, list[str]]]:
    """A long act or text in chapters: anchor, heading, paragraphs."""
    fillers = _fillers(identity)
    made_: list[tuple[str, str, list[str]]] = []
    for place in range(1, LONG + 1):
        figures = identity.figures(key, place)
        heading = {
            "kk": f"{place}-тарау. Жалпы талаптар мен тәртіп",
            "ru": f"Глава {place}. Общие требования и порядок",
            "en": f"Chapter {place}. Order",
        }
        if lang == "en":
            lines = [one.format(name=identity.name["en"], title=heading["en"], **figures) for one in ENGLISH[1:]]
        else:
            lines = [f"{place}.{row + 1}. {identity.written(one[lang], lang, figures)}" for row, one in enumerate(fillers)]
        made_.append((f"chapter-{place}", heading[lang], lines))
    return made_


def organisations(identity: Identity, key: str, lang: str) -> list[dict[str, str]]:
    """Enterprises or authorities with addresses, telephones and e-mail."""
    drawn = dice(identity.seed, "organisations", key)
    rows = []
    for place, one in enumerate(content("body")["organisations"]):
        house, number = drawn.randint(1, 90), f"8 ({identity.code}) 3{place}-{drawn.randint(10, 99)}-{drawn.randint(10, 99)}"
        city = identity.address[lang].rpartition(", ")[0].rpartition(", ")[0] or identity.address[lang]
        street = {"kk": f"Достық көшесі, {house}", "ru": f"ул. Достык, {house}", "en": f"{house} Dostyk street"}[lang]
        rows.append({"name": one[lang], "address": f"{city}, {street}", "phone": number, "mail": f"org{place}{house}@mail.kz"})
    return rows


def others(lang: str) -> list[dict[str, str]]:
    """Bodies whose contact data stand on the site and are not its own."""
    return [
        {"name": one[lang], "address": one["address"][lang], "phone": one["phone"], "mail": one["mail"]}
        for one in content("body")["others"]
    ]


def document(identity: Identity, key: str, lang: str, title: str, kind: str, lines: list[str], suffix: str = "") -> File:
    """A file of a topic in a language; ``scan`` makes a PDF without text."""
    ending = "pdf" if kind == "scan" else kind
    name = f"{key.replace('/', '-')}{suffix}-{'kz' if lang == 'kk' else lang}.{ending}"
    return File(f"/files/{name}", title, ending.upper(), made(kind, title, tuple(lines)))


def newer(identity: Identity, lang: str) -> dict[str, Any]:
    """What only the order of 2025 asks for: the press service, accounts in social networks, the officer for ethics."""
    drawn = dice(identity.seed, identity.kind, "newer")
    one, two = (f"8 ({identity.code}) {drawn.randint(50, 59)}-{drawn.randint(10, 99)}-{drawn.randint(10, 99)}" for _ in range(2))
    words = content("body")["newer"]["kk" if lang == "kk" else "ru"]
    officer = content("body")["persons"][(identity.seed + 5) % len(content("body")["persons"])]
    return {
        "press": drawn.choice(words["press"]), "press_phone": one, "officer": drawn.choice(words["officer"]),
        "officer_name": officer["kk" if lang == "kk" else "ru"], "officer_phone": two,
        "accounts": [(f"https://{host}/{identity.slug}_official", host) for host in ("t.me", "www.facebook.com", "www.instagram.com")],
    }  # fmt: skip


def asked(identity: Identity, lang: str) -> list[dict[str, str]]:
    """Questions with their answers."""
    figures = identity.figures("faq")
    if lang == "en":
        return [
            {
                "q": f"Question {n}: how long does it take?",
                "a": f"It takes {figures['n']} working days, the answer comes by mail.",
            }
            for n in (1, 2, 3)
        ]
    return [{"q": one["q"][lang], "a": one["a"][lang].format(**figures)} for one in content("body")["questions"]]
