"""What differs from answer to answer without a reader's seeing it is told from what a page says."""

from __future__ import annotations

import pytest

from crawler.browser.look.tokens import drawn_alike

PAGE = '<!doctype html><html lang="ru"><head>{head}</head><body><h1>Заявление</h1><form>{field}<input name="q"></form>{script}</body></html>'


def page(head: str = "", field: str = "", script: str = "", code: str = "utf-8") -> bytes:
    return PAGE.format(head=head, field=field, script=script).encode(code)


ALIKE = {
    "a field of Laravel": (
        {"field": '<input type="hidden" name="_token" value="aB3xY9">'},
        {"field": '<input type="hidden" name="_token" value="zz91">'},
    ),
    "a field of Drupal": (
        {"field": "<input type=hidden name=form_build_id value=form-1>"},
        {"field": "<input type=hidden name=form_build_id value=form-2>"},
    ),
    "the state of ASP.NET": (
        {"field": '<input type="HIDDEN" name="__VIEWSTATE" value="/wEP1">'},
        {"field": '<input type="HIDDEN" name="__VIEWSTATE" value="/wEP2">'},
    ),
    "a name for scripts": (
        {"head": '<meta name="csrf-token" content="one">'},
        {"head": '<meta name="csrf-token" content="two">'},
    ),
    "a nonce": ({"script": '<script nonce="r4nd0m">f()</script>'}, {"script": '<script nonce="0th3r">f()</script>'}),
    "a session of Bitrix": (
        {"script": "<script>BX.message({'bitrix_sessid':'0123456789abcdef'})</script>"},
        {"script": "<script>BX.message({'bitrix_sessid':'fedcba9876543210'})</script>"},
    ),
}
OTHER = {
    "a text": ({"script": "<p>Приём по вторникам</p>"}, {"script": "<p>Приём по средам</p>"}),
    "a field that is read": (
        {"field": '<input type="hidden" name="region" value="1">'},
        {"field": '<input type="hidden" name="region" value="2">'},
    ),
    "a field that is seen": ({"field": '<input name="_token" value="aB3xY9">'}, {"field": '<input name="_token" value="zz91">'}),
    "a description": ({"head": '<meta name="description" content="one">'}, {"head": '<meta name="description" content="two">'}),
    "a sentence beside the word": ({"script": "<p>csrf: 'Приём граждан'</p>"}, {"script": "<p>csrf: 'Приём закрыт'</p>"}),
    "a word beside a name, where a reader sees it": (
        {"script": "<p>sessid='abcdefgh1'</p>"},
        {"script": "<p>sessid='abcdefgh2'</p>"},
    ),
    "a token and a text": (
        {"field": '<input type="hidden" name="_token" value="1">', "script": "<p>a</p>"},
        {"field": '<input type="hidden" name="_token" value="2">', "script": "<p>b</p>"},
    ),
    "a field more": ({}, {"field": '<input type="hidden" name="_token" value="1">'}),
}


@pytest.mark.parametrize("name", ALIKE)
def test_tokens_alone_make_no_other_page(name: str) -> None:
    then, now = ALIKE[name]
    assert page(**then) != page(**now)
    assert drawn_alike(page(**then), page(**now))


@pytest.mark.parametrize("name", OTHER)
def test_what_a_page_says_does(name: str) -> None:
    then, now = OTHER[name]
    assert not drawn_alike(page(**then), page(**now))


def test_a_page_too_deep_to_be_taken_apart_is_another_one() -> None:
    deep = "<div>" * 100_000
    field = '<input type="hidden" name="_token" value="{}">'
    assert not drawn_alike(page(script=deep, field=field.format(1)), page(script=deep, field=field.format(2)))


def test_letters_of_an_old_encoding_are_told_apart() -> None:
    token = {"field": '<input type="hidden" name="_token" value="1">'}
    then, now = page(**token, script="<p>среда</p>", code="cp1251"), page(script="<p>среды</p>", **token, code="cp1251")
    assert not drawn_alike(then, now)
    assert drawn_alike(then, then.replace(b'value="1"', b'value="2"'))
