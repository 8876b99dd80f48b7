"""Pages of the stand-in, in the markup of those that were saved of the portal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from string import Template

from tests.portals.opennpa.content import ARCHIVE, TYPES, Comment, Draft, bodies

SIZE = 5
STATUS = {ARCHIVE: "Архив", "IN_PUBLIC_DISCUSSION": "На публичном обсуждении"}
STATUS_KK = {ARCHIVE: "Архив", "IN_PUBLIC_DISCUSSION": "Қоғамдық талқылауда"}
WORDS = {
    "ru": {
        "home": "Домой", "portal": "Открытые НПА", "status": "Статус:", "type": "Тип НПА:", "created": "Дата создания:",
        "until": "Публичное обсуждение до:",
        "version": "Версия проекта:", "first": "Версия 1", "from": "Дата запуска онлайн-обсуждения:", "to": "Дата окончания онлайн-обсуждения:",
        "accepted": "Количество принятых комментарии",
        "refused": "Количество непринятых комментарии", "all": "Всего комментариев",
        "views": "Количество просмотров", "yes": "Принято", "no": "Не принято", "files": "Приложенные документы:", "content": "Полное содержание:",
        "load": "Скачать", "more": "Подробнее", "report": "Посмотреть отчет", "comment": "Комментарий", "none": "Нет комментариев",
        "row1": "Наименование проекта НПА (с указанием вида НПА)", "row2": "Государственный орган-разработчик",
        "filled": "Проект разработан в целях приведения в соответствие с законом и для развития дорог в области и районах, на основании поручения.",
    },
    "kk": {
        "home": "Басты бетке", "portal": "Ашық НҚА", "status": "Статус:", "type": "НҚА түрі:", "created": "Құру күні:",
        "until": "Қоғамдық талқылаудың мерзімі:",
        "version": "Жоба нұсқасы:", "first": "Нұсқасы 1", "from": "Онлайн талқылау басталу уақыты:", "to": "Онлайн талқылау аяқталу уақыты:",
        "accepted": "Қабылданған пікірлер саны", "refused": "Қабылданбаған пікірлер саны", "all": "Түсіндермелердің барлығы",
        "views": "Қараулар саны", "yes": "Қабылданды", "no": "Қабылданбады", "files": "Қосымша құжаттар:", "content": "Толық мазмұны:",
        "load": "Жүктеу", "more": "Толығырақ", "report": "Есептемені қарау", "comment": "Пікір", "none": "Пікір жоқ",
        "row1": "НҚА жобасының атауы (НҚА түрін көрсете отырып)", "row2": "Әзірлеуші мемлекеттік орган",
        "filled": "Жоба заңға сәйкестендіру және облыс пен аудандардағы жолдарды дамыту мақсатында, тапсырма негізінде әзірленген.",
    },
}  # fmt: skip
STYLE = '<style type="text/css">td[contenteditable="true"]{background:#fff9db;}</style>'
TABS = {"6": "comment", "3": "«Атамекен»", "1": "1", "8": "8", "9": "9", "10": "10", "7": "7", "4": "4"}
_PAGE = Template("""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html class="" lang="$lang" style="min-width: 1200px;" xmlns="http://www.w3.org/1999/xhtml">
<head><meta charset="utf-8"><title>$portal | </title></head>
<body class=" " id="body-id"><header class="b-header"><div class="b-header__info b-header__info--lang">
<a href="/application/changelang?lang=kk" data-lang="kk" class="b-header__link$kk">ҚАЗ</a>
<a href="/application/changelang?lang=ru" data-lang="ru" class="b-header__link$ru">РУС</a></div></header>
<div id="search"><form action="/list"><input type="text" name="searchValue" id="searchValue" class="text" value=""></form></div>
<ul class="topmenu topright"><li><a href="/list">НПА</a><ul><li><a href="/list?categoryId=346">Информационные технологии</a></li>$menu</ul></li></ul>
$content
<footer><div id="footer"><p>© $portal</p></div></footer></body></html>
""")


# Columns of the report; the Kazakh names are assumed.
REPORT = {
    "ru": ("Раздел", "Комментарии", "Ответ", "Нравится", "Не нравится"),
    "kk": ("Бөлім", "Пікірлер", "Жауап", "Ұнайды", "Ұнамайды"),
}


def page(language: str, content: str) -> str:
    """A whole page: the menu of all bodies is on each."""
    menu = "".join(f'<li><a href="/list?governmentId={key}">{escape(name[language])}</a></li>' for key, name in bodies().items())
    active = {name: " b-header__link_active" if name == language else "" for name in ("kk", "ru")}
    return _PAGE.substitute(lang=language, portal=WORDS[language]["portal"], menu=menu, content=content, **active)


def list_page(language: str, found: Sequence[Draft], number: int, extra: str, changed: bool = False) -> str:
    """One page of a list; its numbers of pages stand in a script alone.

    :param extra: what the links to other pages bear beside their number.
    :param changed: whether the portal was built anew, with other names of its boxes.
    """
    pages = -(-len(found) // SIZE)
    shown = found[(number - 1) * SIZE : number * SIZE]
    cards = "".join(_entry(language, draft, "content-card" if changed else "contentlist") for draft in shown)
    numbers = (
        f"startPage: 1, totalPages: {pages}, visiblePages: %d, href: arrayToUrl(types)+'&page={{{{number}}}}'+extraParameters"
    )
    pager = f"if (x.matches) {{ p({{ {numbers % 3} }}); }} else {{ p({{ {numbers % 7} }}); }}"
    script = f"<script>var types = []; var extraParameters = '{escape(extra)}'; function m(x) {{ {pager} }}</script>"
    empty = "" if shown else "<p>Нет данных</p>"
    return page(
        language,
        f'<div class="maincontent">{cards}{empty}<hr class="hide-mobile"><div class="pagination-container">\n</div></div>{script}',
    )


def _entry(language: str, draft: Draft, box: str) -> str:
    said = WORDS[language]
    status = (STATUS if language == "ru" else STATUS_KK)[draft.status]
    until = f"{draft.until:%d/%m/%Y}" if draft.until else ""
    owner = bodies()[draft.body][language]
    accepted, refused = draft.judged("accepted"), draft.judged("refused")
    return f"""<div class="{box}"><h3>

    <a href="/npa/view?id={draft.id}">{escape(draft.title[language])}</a>
</h3><div class="info"><strong> {said["status"]}</strong> {status}<br /><strong>{said["type"]}</strong>
    {TYPES[draft.type][language]}
<br /><strong>{said["created"]}</strong> {draft.created:%d/%m/%Y} <br /><strong>{said["until"]}</strong> {until}<br /></div>
<div class="tags"><span class="icon1"></span>{draft.total}
<span class="icon2"></span>{escape(owner)}
<span class="likeSpan"><span class="icon3"></span>1</span><span class="dislikeSpan"><span class="icon4"></span>0</span><span class="icon5"></span>224
<span title="{said["accepted"]}"><i class="liker fa fa-check-square"></i>{accepted}</span>
<span title="{said["refused"]}"><i class="liker fa fa-times-circle"></i></span>{refused}</div>
<div class="readmore"><a href="/npa/view?id={draft.id}">{said["more"]}</a>
<a href="/application/downloadnpa?id={draft.id + 1}" class="more margin-left-20">{said["load"]} (docx)
    <i class="icon-angle-right"></i></a></div></div>
"""


def card_page(language: str, draft: Draft, tab: str, changed: bool = False) -> str:
    """A card with the comments of one tab; a language in which the draft has no version shows the title of the other one."""
    said, owner = WORDS[language], bodies()[draft.body][language]
    title = draft.title.get(language) or next(iter(draft.title.values()))
    status = (STATUS if language == "ru" else STATUS_KK)[draft.status]
    until = f"{draft.until:%d/%m/%Y}" if draft.until else ""
    report = (
        f'<div class="inline hide-mobile"><a href="/report?id={draft.id}"> {said["report"]}</a></div>'
        if draft.status == ARCHIVE
        else ""
    )
    box = "npa-card" if changed else "view-npa"
    tabs = "".join(
        f'<li id="tab-{key}"><a href="" onclick="openCommentGroup({key})">{name}</a></li>' for key, name in TABS.items()
    )
    return page(
        language,
        f"""<ul class="breadcrumb"><li><a href="/">{said["home"]}</a></li><li><a href="/list?categoryId=806">Транспорт и коммуникации</a></li>
<li><a href="/list?governmentId={draft.body}">{escape(owner)}</a></li><li class="active">

   {status}
</li></ul><br class="col-md-12 col-sm-12 blog-item" style="margin-bottom: 20px;"><div class="{box}"><h2 tabindex="0">{escape(title)}</h2>
<small tabindex="0"><b>{said["status"]}</b>

    {status}
</small><br><small tabindex="0"><b>{said["version"]}</b>
    &#160; {_versions(said["first"], draft)} &#160;&#160;
</small><br><small tabindex="0"><b>{said["type"]}</b>    {TYPES[draft.type][language]}</small>
</br><small tabindex="0"><b>{said["created"]}</b> {draft.created:%d/%m/%Y}</small>
</br><small tabindex="0"><b>{said["until"]}</b> {until}</small>
</br><small tabindex="0"><b>{said["from"]}</b> </small></br><small tabindex="0"><b>{said["to"]}</b> </small></div>
<b style="font-size: 12px;">{said["files"]}</b></br>{_files(language, draft)}
<br><small><b>{said["content"]}</b></small><div class="commentable-div">{_form(language, draft, title, owner)}</div>
<ul class="blog-info"><li tabindex="0"><i title="{said["all"]}" class="fa fa-comments"></i> {draft.total}</li>
<li tabindex="0"><i class="fa fa-tags"></i><span class="gov-parent">{escape(owner)}</span></li>
<li><span class="likeCount-{draft.id}-1">0</span><span class="dislikeCount-{draft.id}-1">1</span></li>
<li tabindex="0"><i class="liker fa fa-eye" title="{said["views"]}"></i> 822</li>
<li tabindex="0"><i class="liker fa fa-check-square" title="{said["accepted"]}"></i> {draft.judged("accepted")}</li>
<li tabindex="0"><i class="liker fa fa-times-circle" title="{said["refused"]}"></i> {draft.judged("refused")}</li>{report}</ul>
<ul class="nav nav-tabs">{tabs}</ul>
<h2 tabindex="0">{said["comment"]}</h2>{_comments(language, owner, [one for one in draft.comments if one.tab == (tab or "6")])}""",
    )


def _versions(first: str, draft: Draft) -> str:
    """The version that a card shows, with links to those before it."""
    word, past = first.removesuffix("1"), range(draft.version - 1, 0, -1)
    links = ", ".join(f'<a href="/application/viewcardhistory?id={draft.id % 100000}{one}">{word}{one}</a>' for one in past)
    return f"{word}{draft.version} ( {links} )" if links else first


def report_page(language: str, draft: Draft, changed: bool = False) -> str:
    """The report on a discussion: what came in, with the answers given there; those of the card stand in it as well."""
    names = REPORT[language]
    told = ((one.text, one.reported or " ".join(text for _, text in one.answers)) for one in draft.comments)
    rows = "".join(
        f"<tr><td>1</td><td>{escape(text)}</td><td>{escape(answer)}</td><td>0</td><td>0</td></tr>" for text, answer in told
    )
    head = "".join(f"<th>{name}</th>" for name in names)
    return page(language, f"<{'div' if changed else 'table'}><tr>{head}</tr>{rows}</{'div' if changed else 'table'}>")


def _files(language: str, draft: Draft) -> str:
    names = draft.files.get(language, ())
    load = WORDS[language]["load"]
    entries = (
        f'<li><a href="/application/downloadconceptfile?id={draft.id}{at}">{load}</a>\n<label tabindex="0">{escape(name)}</label></li>'
        for at, name in enumerate(names)
    )
    return f'<ul class="conceptFiles">{"".join(entries)}</ul>'


def _form(language: str, draft: Draft, title: str, owner: str) -> str:
    """The rows of the form as the portal has them since the summer of 2026; their style lies among them."""
    if not draft.form:
        return ""
    said = WORDS[language]
    rows = ((said["row1"], title), (said["row2"], owner), (said["content"], said["filled"]), (said["files"], said["filled"]))
    cells = "".join(
        f'<tr><td><strong>{at}</strong></td><td style="width:50%"><strong>{name}</strong></td><td contenteditable="true">{escape(value)}</td></tr>'
        for at, (name, value) in enumerate(rows, 1)
    )
    return f'<div contenteditable="false"><table border="1"><tbody>{cells}</tbody></table>{STYLE}</div>'


def _comments(language: str, owner: str, shown: Iterable[Comment]) -> str:
    said = WORDS[language]
    found = []
    for one in shown:
        icon = {"accepted": ("fa-check-square", said["yes"]), "refused": ("fa-times-circle", said["no"])}.get(one.verdict)
        mark = f'<span><i class="liker fa {icon[0]}" title="{icon[1]}"></i></span>' if icon else ""
        answers = "".join(
            f'<div class="media" style="margin-left: 30px;"><div class="media-body">'
            f'<h4 class="media-heading" tabindex="0"><i class="fa fa-tags"></i> {escape(owner)}'
            f'<span> {day} </span></h4><p tabindex="0" id="{one.id}{at}">{escape(text)}</p></div></div><!--end media-->'
            for at, (day, text) in enumerate(one.answers, 1)
        )
        found.append(
            '<div class="media"><a class="pull-left"><img src="/public/images/no-avatar.png" alt="" class="media-object"></a><div class="media-body">'
            '<h4 class="media-heading" tabindex="0"> Пользователь <span> </span></h4>'
            f'<h4 class="media-heading" tabindex="0"><a href="#3" npa-id="3" class="view-comment-part">1 …</a><span> {one.day} {mark} / </span></h4>'
            f'<p tabindex="0" id="{one.id}">{escape(one.text)}</p><!-- Nested media object -->{answers}</div></div>'
        )
    if not found:
        return f"<div><label>{said['none']}</label></div>"
    return f'<div class="comments"><div class="main-comments">{"".join(found)}</div></div>'
