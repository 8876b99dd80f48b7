"""What a click opens is read as content; menus that fold out, windows over the page and what nothing opens are not."""

from __future__ import annotations

import pytest

from crawler.extract.page.tree import Outline, parse

ANSWER = "Председатель принимает граждан в первый понедельник месяца с 15:00 до 17:00."


def seen(html: str) -> bool:
    """Whether the answer is part of the text of a page."""
    return ANSWER in Outline(parse(f"<html><body><main><h1>Вопросы</h1>{html}</main></body></html>")[0]).visible()


OPENED = {
    "below a link that a script listens to": f'<a href="#" onclick="return tg(this)">Когда?</a><div style="display:none">{ANSWER}</div>',
    "below a button": f"<div><button>Когда?</button></div><div hidden>{ANSWER}</div>",
    "below a heading": f"<h3>Когда?</h3><div style='display: none'><p>{ANSWER}</p></div>",
    "named by a tab": f'<a href="#t1">О приёме</a><p>О нас</p><section id="t1" style="display:none">{ANSWER}</section>',
    "named by what a control opens": f'<span role="button" aria-controls="a7">+</span><p>…</p><div id="a7" hidden>{ANSWER}</div>',
    "a panel of a known kind": f'<p>Когда?</p><div class="tab-pane" style="display:none">{ANSWER}</div>',
    "in the order of a list of terms": f"<dl><dt>Когда?</dt><dd style='display:none'>{ANSWER}</dd></dl>",
}
HIDDEN = {
    "nothing opens it": f"<p>Когда?</p><div style='display:none'>{ANSWER}</div>",
    "a window over the page": f'<button>Записаться</button><div class="modal" style="display:none">{ANSWER}</div>',
    "a dialog": f'<button>Записаться</button><div role="dialog" hidden>{ANSWER}</div>',
    "text lies between": f"<button>Когда?</button> скоро <div hidden>{ANSWER}</div>",
    "a menu of links that folds out": f'<a href="#">Ещё</a><ul style="display:none"><li><a href="/a">{ANSWER}</a></li></ul>',
    "within what nothing opens": f"<div hidden><button>Когда?</button><div>{ANSWER}</div></div>",
}


@pytest.mark.parametrize("case", OPENED)
def test_what_a_click_opens_is_read(case: str) -> None:
    assert seen(OPENED[case])


@pytest.mark.parametrize("case", HIDDEN)
def test_what_no_reader_finds_on_the_page_is_not(case: str) -> None:
    assert not seen(HIDDEN[case])


def test_of_a_page_of_very_many_only_the_first_are_looked_into() -> None:
    html = "<button>+</button><div hidden>Бос орын жоқ, хабарландыру кейін болады.</div>" * 600
    assert not seen(html + OPENED["below a button"])
    assert seen(OPENED["below a button"] + html)
