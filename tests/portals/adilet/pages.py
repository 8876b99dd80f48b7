"""Markup of the classic site: header with mark, table of information, text, cards of a search."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from tests.plainyaml import read_yaml

HERE = Path(__file__).parent
DATA: dict[str, Any] = read_yaml(HERE / "acts.yaml")
ACTS: dict[str, dict[str, Any]] = {one["code"]: one for one in DATA["acts"]}
TONGUES = {"rus": "ru", "kaz": "kk"}
LABELS = {
    "ru": (
        "Дата принятия акта",
        "Регистрационный номер НПА, присвоенный нормотворческим органом",
        "Найдено: <strong>{total}</strong> документов",
    ),
    "kk": (
        "Актінің қабылданған күні",
        "Норма шығарушы орган берген НҚА-ның тіркеу нөмірі",
        "Табылды: <strong>{total}</strong> құжат",
    ),
}


def shell(tongue: str, module: str, inner: str) -> str:
    """A whole page: the menu with its languages and whatever stands in the middle."""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8" /><title>ИПС &quot;Әділет&quot;</title></head><body class="no-js">'
        f'<div id="container" class="module_{module} lang_{tongue}"><div id="menu" class="png_bg"><ul class="right"><li><a href="/kaz">ҚАЗ</a></li>'
        f'<li><a href="/rus">РУС</a></li></ul></div><div class="main png_bg"><div class="inner_main">{inner}</div></div></div></body></html>'
    )


def mark(act: dict[str, Any], language: str) -> str:
    """The mark of an act, where its page bears one."""
    status = act["status"]
    return f'<span class="status status_{status}">{DATA["words"][status][language]}</span>' if status else ""


def header(act: dict[str, Any], language: str) -> str:
    """The header over information and text alike."""
    return (
        f'<div class="container_alpha slogan"><h1>{escape(act["title"][language])}</h1>\n{mark(act, language)}\n'
        f"<p>{escape(act['requisites'][language])}</p></div>"
    )


def information(act: dict[str, Any], tongue: str) -> str:
    """The tab «Информация»."""
    language = TONGUES[tongue]
    year, month, day = act["day"].split("-")
    adopted, number, _ = LABELS[language]
    rows = "".join(
        f'<tr><td class="odd">{label}</td><td class="odd">{escape(value)}</td></tr>'
        for label, value in ((adopted, f"{day}.{month}.{year}"), (number, act["number"]))
    )
    table = f'<table id="ethernatable" class="params"><tr><th><h6>Параметр</h6></th><th><h6>Значение</h6></th></tr>{rows}</table>'
    return shell(tongue, "npaInfo", f'{header(act, language)}<div class="container_gamma"><div class="gs_12">{table}</div></div>')


def text(act: dict[str, Any], tongue: str) -> str:
    """The tab «Текст»."""
    language = TONGUES[tongue]
    lines = "".join(f'<p id="z{number}">{escape(line)}</p>' for number, line in enumerate(act["text"][language], 1))
    inner = f'{header(act, language)}<div class="container_gamma text text_{act["status"]}"><div class="gs_12"><article>{lines}</article></div></div>'
    return shell(tongue, "npaText", inner)


def found(acts: list[dict[str, Any]], tongue: str, page: int, size: int) -> str:
    """A page of search results."""
    language = TONGUES[tongue]
    first = (page - 1) * size
    cards = "".join(
        f'<div class="post_holder"><h4 class="post_header"><span class="post_number">{number}.</span>'
        f'<a href="/{tongue}/docs/{act["code"]}">{escape(act["title"][language])}</a></h4>{mark(act, language)}'
        f"<p>{escape(act['requisites'][language])}</p></div>"
        for number, act in enumerate(acts[first : first + size], first + 1)
    )
    crumbs = f'<span class="onlyprint">{LABELS[language][2].format(total=len(acts))}</span>'
    return shell(tongue, "search", f'<div class="breadcrumbs">{crumbs}</div>{cards}')


def spa() -> str:
    """What the new site answers to whoever runs no scripts."""
    return (HERE / "shell.html").read_text(encoding="utf-8")
