"""The stand-in's pages, in the portal's markup."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from tests.portals.openbudget.content import KINDS, Entity, in_language

SIZE = 10
WORDS = {
    "site": {"kk": "Ашық бюджеттер", "ru": "Открытые бюджеты"},
    "home": {"kk": "Басты бет", "ru": "Главная"},
    "programmes": {"kk": "Бюджеттік бағдарламалар", "ru": "Бюджетные программы"},
    "comment": {"kk": "Түсіндірме беру", "ru": "Комментировать"},
    "changed": {"kk": "Өзгертілген күні", "ru": "Дата изменения"},
    "none": {"kk": "Деректер жоқ", "ru": "Нет данных"},
    "no-comments": {"kk": "Түсіндірмелер жоқ", "ru": "Нет комментариев"},
    "kinds": {"kk": "Бюджеттік бағдарламаның түрі", "ru": "Вид бюджетной программы"},
    "costs": {"kk": "Бюджеттік бағдарлама бойынша шығыстар, барлығы", "ru": "Расходы по бюджетной программе, всего"},
    "total": {"kk": "Бюджеттік бағдарлама бойынша жиынтық шығыстар", "ru": "Итого расходы по бюджетной программе"},
    "indicator": {"kk": "Қызметкерлер саны", "ru": "Количество работников"},
    "unit": {"kk": "мың теңге", "ru": "тысяч тенге"},
}
TABS = {
    "project": ("PROJECT", {"kk": "Жоба", "ru": "Проект"}),
    "approved": ("APPROVED", {"kk": "Бекітілген", "ru": "Утвержденный"}),
    "report": ("REPORT", {"kk": "Есеп", "ru": "Отчет"}),
}
# Rows of a passport: name, label, what stands there unless a scenario leaves it empty.
ROWS = (
    ("administrator", "Бюджеттік бағдарламаның әкімшісі", "Администратор бюджетной программы", "{body}", "{body}"),
    ("programme", "Бюджеттік бағдарлама", "Бюджетная программа", "{code} {title}", "{code} {title}"),
    ("head", "Бюджеттік бағдарламаның басшысы", "Руководитель бюджетной программы", "Вице-министр", "Вице-министр"),
    ("basis", "Нормативтік құқықтық негіз", "Нормативная правовая основа", "Бюджет кодексі", "Бюджетный кодекс"),
    (
        "description",
        "Сипаттамасы (негіздемесі)",
        "Описание (обоснование)",
        "Дала жолдарын күтіп ұстау",
        "Содержание степных дорог",
    ),
)
KIND_ROWS = (
    ("level", "Мемлекеттік басқару деңгейіне қарай", "в зависимости от уровня государственного управления", "республикалық", "республиканская"),
    ("content", "мазмұнына қарай", "в зависимости от содержания", "мемлекеттік функциялар", "государственные функции"),
    ("means", "іске асыру тәсіліне қарай", "в зависимости от способа реализации", "жеке", "индивидуальная"),
    ("nature", "ағымдағы/даму", "текущая/развитие", "ағымдағы", "текущая"),
    ("aim", "Бюджеттік бағдарламаның мақсаты", "Цель бюджетной программы", "Қауіпсіз жол", "Безопасная дорога"),
    ("tasks", "Бюджеттік бағдарламаның міндеттері", "Задачи бюджетной программы", "Жол жөндеу", "Ремонт дорог"),
    ("period", "Жоспарлы кезең", "Плановый период", "{years}", "{years}"),
)  # fmt: skip


def day(text: str) -> str:
    """An ISO day as the portal writes it; empty for none."""
    return date.fromisoformat(text).strftime("%d.%m.%Y") if text else ""


def frame(lang: str, title: str, body: str) -> str:
    """A page around its matter."""
    site, home, programmes = (WORDS[name][lang] for name in ("site", "home", "programmes"))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{site}</title>'
        f'<script src="/public/javascripts/jquery-1.11.0.min.js"></script></head><body><header><a href="/">{site}</a>'
        f'<nav><a href="/">{home}</a> <a href="/budgetprogram/budgetprogram">{programmes}</a></nav></header>'
        f'<div class="content"><span class="trail">{home} / {escape(title)}</span></br>\n{body}</div></body></html>'
    )


def bodies(lang: str, entities: list[Entity], chosen: str = "") -> str:
    """The form of the search with its list of bodies."""
    options = "".join(
        f'<option value="{one.key}"{" selected" if one.key == chosen else ""}>{escape(one.name[lang])}</option>'
        for one in entities
    )
    return (
        '<form action="/application/search" method="get"><input name="querytext" value="">'
        f'<select id="govAgencyId" name="govAgencyId"><option value="0">–</option>{options}</select></form>'
    )


def listing(lang: str, entries: list[tuple[str, str, str]], page: int, before: str, after: str) -> str:
    """Ten entries (address, title, day of the last change) a page; the pager's number of pages stands in a script."""
    shown = entries[(page - 1) * SIZE : page * SIZE]
    rows = "".join(
        f'<h2><a href="{escape(address)}">{escape(title)}</a></h2><p>{WORDS["changed"][lang]}: {day(changed)}</p>'
        for address, title, changed in shown
    )
    pages = max(1, -(-len(entries) // SIZE))
    script = f"<script>$('.pagination-container').twbsPagination({{ totalPages: {pages}, visiblePages: 5 }});</script>"
    return f'{before}{rows or WORDS["none"][lang]}<div class="pagination-container"></div>{script}{after}'


def passport(lang: str, body: Entity, item: dict[str, Any]) -> str:
    """A programme with a tab for each of its states."""
    title = in_language(item["title"], lang)
    values = {"body": body.name[lang], "code": item["code"], "title": title, "years": item["years"]}
    tabs = "".join(_tab(lang, name, stage, values, item["id"]) for name, stage in item["stages"].items())
    return f"<h1>{item['code']} {escape(title)}</h1><div class='tab-content'>{tabs}</div>"


def _tab(lang: str, name: str, stage: dict[str, Any], values: dict[str, str], key: str) -> str:
    empty = in_language(stage.get("empty", []), lang) or []

    def row(one: tuple[str, str, str, str, str]) -> str:
        label, value = (one[1], one[3]) if lang == "kk" else (one[2], one[4])
        said = "" if one[0] in empty else value.format(**values)
        return (
            f'<tr><td>{escape(label)} <a class="comment" href="#">{WORDS["comment"][lang]}</a></td><td>{escape(said)}</td></tr>'
        )

    number = "" if "costs" in empty else "152 400"
    indicator = "" if "indicators" in empty else "41"
    rows = "".join(map(row, ROWS)) + f"<tr><td colspan=2>{WORDS['kinds'][lang]}</td></tr>" + "".join(map(row, KIND_ROWS))
    for field, labels in (
        ("placed", ("Орналастырылған күні", "Дата размещения")),
        ("council", ("Қоғамдық кеңес отырысының күні", "Дата заседания общественного совета")),
    ):
        if stage.get(field):
            rows += f"<tr><td>{labels[0] if lang == 'kk' else labels[1]}</td><td>{day(stage[field])}</td></tr>"
    rows += (
        f"<!--indicatorlist--><tr><td>{WORDS['costs'][lang]}</td><td>{WORDS['unit'][lang]}</td><td>{number}</td></tr>"
        f"<tr><td>{WORDS['total'][lang]}</td><td>{WORDS['unit'][lang]}</td><td>{number}</td></tr>"
        f"<!--direct indicators--><tr><td>{WORDS['indicator'][lang]}</td><td>{indicator}</td></tr>"
    )
    files = file_list(lang, stage.get("files", [{"title": f"{TABS[name][1][lang]} {values['code']}"}]), f"{key}{name}", stage)
    return (
        f'<div id="tab-{TABS[name][0]}" class="tab-pane"><table class="table"><tbody>{rows}</tbody></table>{files}'
        f"{comments(lang, stage, values['body']) if stage.get('comments_shown', True) else ''}</div>"
    )


def file_list(lang: str, files: list[dict[str, Any]], key: str, item: dict[str, Any]) -> str:
    """The list of files behind its comment: number, title, day, link."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{escape(in_language(one['title'], lang))}</td>"
        f"<td>{day(one.get('day', item.get('placed', '')))}</td>"
        f'<td><a href="/application/downloadfile?id={key}{number}">pdf</a></td></tr>'
        for number, one in enumerate(files, 1)
    )
    return f"<!--filelist-->\n<table class='files'><tbody>{rows}</tbody></table>"


def comments(lang: str, stage: dict[str, Any], body: str) -> str:
    """Comments of a tab, each with its answer inside."""
    shown = [one for one in stage.get("comments", []) if lang in one.get("languages", ("kk", "ru"))]
    if not shown:
        return f"<div class='comments'><label>{WORDS['no-comments'][lang]}</label></div>"
    return "<div class='comments'>" + "".join(_comment(one, body) for one in shown) + "</div>"


def _comment(one: dict[str, Any], body: str) -> str:
    answer = ""
    if one.get("answer"):
        answer = (
            f'<div class="media"><div class="media-body"><h4><i class="fa fa-tags"></i> {escape(body)} '
            f"{day(one['answer_day'])}</h4><p>{escape(one['answer'])}</p></div></div>"
        )
    return (
        f'<div class="media"><div class="media-body"><h4 class="media-heading">{escape(one["author"])}</h4><h4>{day(one["day"])}</h4>'
        f'<p id="{one["id"]}">{escape(one["text"])}</p>{answer}</div></div>'
    )


def title_of(lang: str, item: dict[str, Any]) -> str:
    """The title of a document: its own, or what its kind is called, for its year."""
    if "title" in item:
        return str(in_language(item["title"], lang))
    name = KINDS[item["kind"]][0 if lang == "kk" else 1]
    return f"{item['year']} жылғы {name[0].lower()}{name[1:]}" if lang == "kk" else f"{name} за {item['year']} год"


def card(lang: str, item: dict[str, Any]) -> str:
    """A document with its rows and files."""
    empty = in_language(item.get("empty", []), lang) or []
    known = KINDS.get(item["kind"]) if isinstance(item["kind"], str) else None
    kind = known[0 if lang == "kk" else 1] if known else in_language(item["kind"], lang)
    lines = (
        ("kind", "Құжат түрі", "Вид документа", kind),
        ("about", "Есепті кезең", "Отчетный период", str(item["year"])),
        ("formed", "Қалыптастырылған күні", "Дата формирования", day(item.get("formed", ""))),
        ("received", "Алынған күні", "Дата получения", day(item.get("received", ""))),
        ("placed", "Орналастырылған күні", "Дата размещения", day(item.get("placed", ""))),
    )
    rows = "".join(
        f"<tr><td>{kk if lang == 'kk' else ru}</td><td>{escape('' if name in empty else value)}</td></tr>"
        for name, kk, ru, value in lines
        if value or name in empty
    )
    title = title_of(lang, item)
    files = in_language(item.get("files", [{"title": title}]), lang) or []
    return (
        f'<h1>{escape(title)}</h1><div id="document-card"><table class="table"><tbody>{rows}</tbody></table>'
        f"{file_list(lang, files, item['id'], item)}</div>"
    )
