"""Lines that markup sets off though they are no headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.records import PageRecord, Record

MAIN = "<!doctype html><html lang=ru><body><nav><p><b>Меню</b></p></nav><main>{}</main></body></html>"


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        ("<p><b>Личный приём</b></p><p>По средам.</p>", ("Личный приём",)),
        ("<p class=z><span><strong>Личный</strong></span></p>", ("Личный",)),
        ("<div><font size=4><b> Личный приём </b></font><br></div>", ("Личный приём",)),
        ("<details><summary>Как записаться</summary><p>По телефону.</p></details>", ("Как записаться",)),
        ("<dl><dt>Срок</dt><dd>Пять дней</dd></dl>", ("Срок",)),
        ("<button aria-expanded=false>Стандарты</button><div>Текст</div>", ("Стандарты",)),
        ("<fieldset><legend>Заявка</legend></fieldset><table><caption>Приём</caption></table>", ("Заявка", "Приём")),
        ("<p><b>Один</b></p><p><b>Два</b></p><p><b>Один</b></p>", ("Один", "Два")),
        # Layout tables hold whole texts in a cell.
        ("<table><tr><td><p><b>Приём</b></p><p>По средам.</p></td></tr></table>", ("Приём",)),
        # A word of a paragraph, a cell, an entry, a link, a menu, what no reader sees, figures and a whole paragraph are none.
        ("<p><b>Важно:</b> приём по средам.</p>", ()),
        ("<table><tr><td><b>Срок</b></td><td>5</td></tr></table><ul><li><b>Срок</b></li></ul>", ()),
        ("<table><tr><td><p><b>Срок</b></p></td><td><p>5</p></td></tr></table><ul><li><p><b>Срок</b></p></li></ul>", ()),
        ("<p><b><a href=/x>Приём</a></b></p><p><a href=/x><b>Приём</b></a></p>", ()),
        ("<p hidden><b>Приём</b></p><p><b>2026</b></p>", ()),
        ("<p><b>" + "Приём граждан ведётся по средам. " * 5 + "</b></p>", ()),
        ("<h2>Приём</h2><button>Открыть</button>", ()),
    ],
)
def test_heads(read: Callable[..., list[Record]], body: str, heads: tuple[str, ...]) -> None:
    first = read(MAIN.format(body))[0]
    assert isinstance(first, PageRecord)
    assert first.heads == heads
