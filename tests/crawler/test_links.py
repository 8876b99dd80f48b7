"""One spelling for one address, references resolved as browsers do, scope by host and path."""

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.addresses.links import Scope, _resolved, normalise, references, resolve


@pytest.mark.parametrize(
    ("written", "one"),
    [
        (
            "HTTP://WWW.Gov.KZ:80/Басты бет?б=1&a=2#f",
            "http://www.gov.kz/%D0%91%D0%B0%D1%81%D1%82%D1%8B%20%D0%B1%D0%B5%D1%82?%D0%B1=1&a=2",
        ),
        ("https://a.kz:443/x", "https://a.kz/x"),
        ("http://a.kz:443/x", "http://a.kz:443/x"),
        ("http://a.kz", "http://a.kz/"),
        ("http://a.kz./x/../y/./z", "http://a.kz/y/z"),
        ("http://a.kz./x/%2e%2E/y/%2e/z", "http://a.kz/y/z"),
        ("http://a.kz/x//y/", "http://a.kz/x//y/"),
        ("http://a.kz//b/../c", "http://a.kz//c"),
        ("http://a.kz//b.kz/./c", "http://a.kz//b.kz/c"),
        ("http://a.kz/x?a='b'", "http://a.kz/x?a=%27b%27"),
        ("http://a.kz/it's", "http://a.kz/it's"),
        ("http://a.kz/%d0%91", "http://a.kz/%d0%91"),
        ("http://a.kz/Case?b=2&a=1", "http://a.kz/Case?b=2&a=1"),
        ("http://қазақстан.қаз/", "http://xn--80aaa0a6awh12ed.xn--80ao21a/"),
        (" \n http://a.kz/x \t", "http://a.kz/x"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("mailto:a@a.kz", ""),
        ("javascript:alert(1)", ""),
        ("http://", ""),
        ("http://a.kz:99999/", ""),
        ("http://[::1/", ""),
        ("", ""),
    ],
)
def test_one_spelling(written: str, one: str) -> None:
    assert normalise(written) == one


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(path: str) -> None:
    once = normalise(f"http://a.kz/{path}")
    assert normalise(once) == once


BASE = "http://a.kz/ru/news/index.html?p=2"


@pytest.mark.parametrize(
    ("raw", "target", "fragment"),
    [
        ("item.html", "http://a.kz/ru/news/item.html", ""),
        ("../about/", "http://a.kz/ru/about/", ""),
        ("/kk/", "http://a.kz/kk/", ""),
        ("//b.kz/x", "http://b.kz/x", ""),
        ("?p=3", "http://a.kz/ru/news/index.html?p=3", ""),
        ("#top", BASE, "top"),
        ("", BASE, ""),
        ("#", BASE, ""),
        ("item.html#бөлім", "http://a.kz/ru/news/item.html", "бөлім"),
        ("a b.pdf", "http://a.kz/ru/news/a%20b.pdf", ""),
        ("x\ny.html", "http://a.kz/ru/news/xy.html", ""),
        ("https://c.kz", "https://c.kz/", ""),
        ("tel:+77172000000", "", ""),
        ("../../../../up", "http://a.kz/up", ""),
        ("a:b/c", "", ""),
        ("./a:b", "http://a.kz/ru/news/a:b", ""),
        ("..\\img\\a.png", "http://a.kz/ru/img/a.png", ""),
        ("\\img\\a.png", "http://a.kz/img/a.png", ""),
        ("\\\\b.kz\\x", "http://b.kz/x", ""),
        ("x?a\\b#c\\d", "http://a.kz/ru/news/x?a%5Cb", "c\\d"),
        ("http:///b.kz/x", "http://b.kz/x", ""),
        ("///b.kz/x", "http://b.kz/x", ""),
        ("http:x", "http://a.kz/ru/news/x", ""),
        ("Файл один.pdf", "http://a.kz/ru/news/%D0%A4%D0%B0%D0%B9%D0%BB%20%D0%BE%D0%B4%D0%B8%D0%BD.pdf", ""),
        ("viber://chat", "", ""),
        # Dot segments may be written in percent signs; empty segments are segments. Source: WHATWG URL, "path state".
        ("%2e%2e/about/", "http://a.kz/ru/about/", ""),
        (".%2E/about/", "http://a.kz/ru/about/", ""),
        ("%2e/about/", "http://a.kz/ru/news/about/", ""),
        ("x/%2e%2e", "http://a.kz/ru/news/", ""),
        ("x%2e%2e/y", "http://a.kz/ru/news/x%2e%2e/y", ""),
        ("...%2e/y", "http://a.kz/ru/news/...%2e/y", ""),
        ("/%2e%2e/%2e%2e/up", "http://a.kz/up", ""),
        ("a//b", "http://a.kz/ru/news/a//b", ""),
        ("a//../b", "http://a.kz/ru/news/a/b", ""),
        ("..//b", "http://a.kz/ru//b", ""),
        ("/a///b//", "http://a.kz/a///b//", ""),
        ("/.//b.kz/x", "http://a.kz//b.kz/x", ""),
        ("x?q=%2e%2e/y", "http://a.kz/ru/news/x?q=%2e%2e/y", ""),
        ("x?q=a//../b", "http://a.kz/ru/news/x?q=a//../b", ""),
        ("x #a", "http://a.kz/ru/news/x%20", "a"),
        ("x#a/../b//c", "http://a.kz/ru/news/x", "a/../b//c"),
        ("http://b.kz/a//%2e%2e/c", "http://b.kz/a/c", ""),
        ("x?it's", "http://a.kz/ru/news/x?it%27s", ""),
        ("http://[::1/x", "", ""),
        ("http://b.kz:99999/", "", ""),
    ],
)
def test_references_resolve_as_in_a_browser(raw: str, target: str, fragment: str) -> None:
    assert resolve(BASE, raw) == (target, fragment)


@given(st.sampled_from([BASE, "http://a.kz/", "http://a.kz/x", "http://a.kz/x/"]), st.text("ab/.?=&%2e'", max_size=12))
def test_short_bases_give_what_whole_bases_give(base: str, raw: str) -> None:
    assert resolve(base, raw) == _resolved(base, raw, "utf-8")


@pytest.mark.parametrize(
    ("raw", "encoding", "target"),
    [
        ("x?б=1", "windows-1251", "http://a.kz/ru/news/x?%E1=1"),
        ("../б?б=1", "windows-1251", "http://a.kz/ru/%D0%B1?%E1=1"),
        ("http://b.kz/x?қ=1", "windows-1251", "http://b.kz/x?%26%231179%3B=1"),
        ("x?қ", "utf-8", "http://a.kz/ru/news/x?%D2%9B"),
    ],
)
def test_letters_of_a_query_are_sent_in_the_encoding_of_the_page(raw: str, encoding: str, target: str) -> None:
    assert resolve(BASE, raw, encoding) == (target, "")


@given(st.text("ab/.:?#%2eE' é", max_size=16))
def test_an_address_of_the_site_is_what_the_standard_makes_of_it(raw: str) -> None:
    target, _ = resolve(BASE, raw)
    try:
        wanted = ada_url.join_url(BASE, raw).partition("#")[0]
    except ValueError:
        wanted = ""
    if target.startswith("http://a.kz/") and wanted.startswith("http://a.kz/"):
        assert target.removesuffix("?") == wanted.removesuffix("?")


def test_references_come_in_page_order_with_base_href() -> None:
    tree = LexborHTMLParser(
        '<base href="/b/"><a href="c.html#z">x</a><img src=q.png><form action="/find"></form><script src=s.js></script><a>no</a>'
    )
    found = [(item.tag, item.target, item.fragment) for item in references(tree, "http://a.kz/q/", 100)]
    assert found == [
        ("a", "http://a.kz/b/c.html", "z"),
        ("img", "http://a.kz/b/q.png", ""),
        ("form", "http://a.kz/find", ""),
        ("script", "http://a.kz/b/s.js", ""),
    ]
    assert len(list(references(tree, "http://a.kz/q/", 2))) == 2


def test_pictures_and_media_are_references_with_every_address_that_a_browser_may_show() -> None:
    tree = LexborHTMLParser(
        '<picture><source srcset="a.webp, b.webp 2x,c.webp 3x"><img src=z.png srcset="d,e.png 1x, f.png 2x"></picture>'
        "<input src=none.png><input type=IMAGE src=i.png><video src=v.mp4 poster=p.jpg></video><a name=q>"
        "<svg><a xlink:href=q><image xlink:href=s.png href=t.png /></a><use href='#x' /></svg>"
    )
    found = [(item.tag, item.attr, item.raw) for item in references(tree, "http://a.kz/", 100)]
    assert found == [
        ("source", "srcset", "a.webp"),
        ("source", "srcset", "b.webp"),
        ("source", "srcset", "c.webp"),
        ("img", "src", "z.png"),
        ("img", "srcset", "d,e.png"),
        ("img", "srcset", "f.png"),
        ("input", "src", "i.png"),
        ("video", "src", "v.mp4"),
        ("video", "poster", "p.jpg"),
        ("a", "xlink:href", "q"),
        ("image", "href", "t.png"),
        ("use", "href", "#x"),
    ]


def test_scope_is_host_without_www_and_path_where_bodies_share_a_host() -> None:
    own = Scope(
        [("https://www.mam.gov.kz/kk", ""), ("https://www.gov.kz/memleket/entities/mam?lang=kk", "/memleket/entities/mam")]
    )
    assert "https://mam.gov.kz/ru/x" in own
    assert "https://sub.mam.gov.kz/" not in own
    assert "https://www.gov.kz/memleket/entities/mam/about" in own
    assert "https://www.gov.kz/memleket/entities/mam2" not in own
    assert "https://www.gov.kz/" not in own
