"""A site to measure on: N seeded pages of about 20 KB with about 60 internal links each, a Kazakh and a Russian half.

``SMALL`` is the same site of light pages with some faults, for sites of a hundred thousand.

``python -m benchmarks.site 1000`` writes it to ``benchmarks/work/site-1000`` and serves it until Ctrl-C.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

WORK = Path(__file__).parent / "work"
SEED = 20171224


class Shape(NamedTuple):
    """What a page is like: links to near and to far pages, bytes, and how many pages apart one names a missing page and shows a nameless picture."""

    near: int = 24
    far: int = 22
    size: int = 20_000
    faulty: int = 0


USUAL, SMALL = Shape(), Shape(near=4, far=4, size=3_000, faulty=500)
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)

WORDS: dict[str, dict[str, Sequence[str]]] = {
    "kk": {
        "menu": ("Басты бет", "Министрлік туралы", "Құжаттар", "Жаңалықтар", "Мемлекеттік қызметтер", "Байланыс"),
        "texts": (
            "Министрлік азаматтардың өтініштерін заңнамада белгіленген мерзімде қарайды.",
            "Отырыста өңірлердің әлеуметтік-экономикалық даму мәселелері талқыланды.",
            "Бағдарламаны іске асыруға республикалық бюджеттен қаражат бөлінді.",
            "Жоба ашық нормативтік құқықтық актілер порталында жария талқылауға шығарылды.",
            "Есепті кезеңде барлық жоспарланған іс-шаралар толық көлемде орындалды.",
            "Тұрғындар қажетті анықтаманы халыққа қызмет көрсету орталығынан ала алады.",
            "Жөндеу жұмыстары аяқталған соң жол қозғалысы қалпына келтірілді.",
            "Конкурсқа қатысуға өтінімдер электрондық портал арқылы қабылданады.",
        ),
        "title": ("Ақпараттық хабарлама", "Отырыс қорытындысы", "Бұйрық", "Есеп", "Хабарландыру"),
    },
    "ru": {
        "menu": ("Главная", "О министерстве", "Документы", "Новости", "Государственные услуги", "Контакты"),
        "texts": (
            "Министерство рассматривает обращения граждан в сроки, установленные законодательством.",
            "На заседании обсуждены вопросы социально-экономического развития регионов.",
            "На реализацию программы из республиканского бюджета выделены средства.",
            "Проект вынесен на публичное обсуждение на портале открытых нормативных правовых актов.",
            "За отчётный период все запланированные мероприятия выполнены в полном объёме.",
            "Жители могут получить необходимую справку в центре обслуживания населения.",
            "После завершения ремонтных работ движение по дороге восстановлено.",
            "Заявки на участие в конкурсе принимаются через электронный портал.",
        ),
        "title": ("Информационное сообщение", "Итоги заседания", "Приказ", "Отчёт", "Объявление"),
    },
}
SWITCH = {"kk": ("ru", "Русский"), "ru": ("kk", "Қазақша")}


def address(lang: str, number: int) -> str:
    """Address of a page of one half; page 0 of the Russian half is the start page of the site."""
    if number == 0:
        return "/" if lang == "ru" else "/kk/"
    return f"/{lang}/{number % 17}/{number}.html"


def neighbours(number: int, total: int, seed: random.Random, shape: Shape = USUAL) -> list[int]:
    """Pages that a page links to: its two children of a binary tree (so that all are reached), near ones and far ones."""
    tree = [child for child in (2 * number + 1, 2 * number + 2) if child < total]
    near = [(number + step) % total for step in range(1, shape.near + 1)]
    return tree + near + [seed.randrange(total) for _ in range(shape.far)]


def page(lang: str, number: int, total: int, others: int, shape: Shape = USUAL) -> str:
    """HTML of one page, the same at every call. ``others`` is the size of the other language's half."""
    seed = random.Random(f"{SEED}/{lang}/{number}")
    words = WORDS[lang]
    title = f"{seed.choice(words['title'])} № {number}"
    other, word = SWITCH[lang]
    menu = "".join(
        f'<li><a href="{address(lang, min(place, total - 1))}">{name}</a></li>' for place, name in enumerate(words["menu"])
    )
    links = [
        f'<a href="{address(lang, to)}">{seed.choice(words["title"])} № {to}</a>' for to in neighbours(number, total, seed, shape)
    ]
    if shape.faulty and number % shape.faulty == 1:
        links.append(f'<a href="/{lang}/gone/{number}.html"><img src="/logo.png"></a>')
    trail = [address(lang, up) for up in _ancestors(number)]
    crumbs = "".join(f'<li><a href="{up}">{words["menu"][0] if up in ("/", "/kk/") else up}</a></li>' for up in trail)
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><link rel="stylesheet" href="/style.css"></head><body><header><a href="{address(lang, 0)}">'
        f'<img src="/logo.png" alt="{words["menu"][0]}"></a><nav><ul>{menu}</ul></nav>'
        f'<a hreflang="{other}" href="{address(other, number % others)}">{word}</a>'
        f'<form role="search" action="{address(lang, 0)}"><input type="search" name="q" aria-label="q"></form></header>'
        f'<nav aria-label="breadcrumb"><ol>{crumbs}<li>{title}</li></ol></nav><main><h1>{title}</h1>\n'
    )
    parts: list[str] = []
    size = len(head.encode()) + sum(len(link.encode()) for link in links)
    while size < shape.size:
        text = " ".join(seed.choice(words["texts"]) for _ in range(seed.randint(3, 6)))
        parts.append(f"<p>{text} {links.pop() if links else ''}</p>\n")
        size += len(text.encode()) + 10
    rest = "".join(f"<li>{link}</li>" for link in links)
    return f"{head}{''.join(parts)}<ul>{rest}</ul></main><footer><p>{words['texts'][number % 8]}</p></footer></body></html>\n"


def _ancestors(number: int) -> list[int]:
    trail = []
    while number > 0:
        number = (number - 1) // 2
        trail.append(number)
    return trail[::-1]


def generate(total: int, folder: Path | None = None, shape: Shape = USUAL) -> Path:
    """Writes a site of ``total`` pages (at least 2) and returns its folder; one already whole is kept.

    Raises:
        ValueError: fewer than two pages.
    """
    if total < 2:
        raise ValueError(f"a site of {total} pages cannot have two halves; give at least 2")
    folder = folder or WORK / f"site-{total}{'' if shape == USUAL else f'-{shape.size}'}"
    whole = folder / ".whole"
    mark = f"{SEED} {total} {' '.join(map(str, shape))}\n"
    if whole.exists() and whole.read_text() == mark:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    halves = {"kk": total // 2, "ru": total - total // 2}
    for lang, size in halves.items():
        other = halves[SWITCH[lang][0]]
        for number in range(size):
            where = address(lang, number)
            path = folder / (where.lstrip("/") + ("index.html" if where.endswith("/") else ""))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(lang, number, size, other, shape), encoding="utf-8")
    (folder / "style.css").write_text("body{font-family:sans-serif;max-width:70rem;margin:auto}\n")
    (folder / "logo.png").write_bytes(_PNG)
    (folder / "robots.txt").write_text("User-agent: *\nDisallow:\n")
    whole.write_text(mark)
    return folder


def main() -> None:
    """Generates and serves until told to stop."""
    from benchmarks.serve import served

    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=1000, help="number of pages (default: %(default)s)")
    wanted = parser.parse_args()
    with served(generate(wanted.pages)) as server:
        print(server.url, server.name, flush=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
