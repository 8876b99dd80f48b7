"""The stand-in is what planted.yaml says it is: exactly those faults, and none when flawless."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from tests.portals.standin import BY_ID, DEAD, LANGUAGE_PAGES, PLANTED, ROOT, pages_of, served, switches
from tests.portals.statebody.planted import split_language
from tests.portals.walker import Client, Walk

# --- what fails, and what only looks so -----------------------------------------------------------------------------


def test_exactly_the_planted_addresses_fail(walk: Walk) -> None:
    expected = {BY_ID[name]["target"]: BY_ID[name]["status"] for name in DEAD}
    assert walk.failing() == expected | {"/cabinet/": 403}
    for name in DEAD:
        assert sorted(walk.linked_from[BY_ID[name]["target"]]) == sorted(BY_ID[name]["pages"]), name


def test_exactly_the_planted_fragment_leads_nowhere(walk: Walk) -> None:
    entry = BY_ID["missing-fragment"]
    assert walk.dead_fragments() == {(entry["pages"][0], entry["target"], entry["fragment"])}


def test_a_flawless_site_has_no_failing_address_and_no_dead_fragment(flawless: Walk) -> None:
    assert flawless.failing() == {}
    assert flawless.dead_fragments() == set()
    assert len(flawless.answers) > 100


def test_every_page_is_reached_in_both_halves(walk: Walk, flawless: Walk) -> None:
    for found in (walk, flawless):
        for lang, number in LANGUAGE_PAGES.items():
            assert sum(address.startswith(f"/{lang}/") for address in pages_of(found)) == number, lang


def test_what_shall_be_left_alone_is_as_described(walk: Walk) -> None:
    left = {entry["id"]: entry for entry in PLANTED["leave_alone"]}
    assert walk.answers["/cabinet/"].status == left["forbidden-cabinet"]["status"]
    assert walk.answers["/internal/"].status == 200
    moved = left["moved-page"]
    assert walk.answers[moved["address"]].status == moved["status"]
    assert walk.answers[moved["address"]].headers["location"] == moved["redirect_to"]
    assert walk.external == set(left["external-links"]["hosts"])
    assert walk.depth[left["deep-appendix"]["address"]] == left["deep-appendix"]["depth"]
    assert {page for page, _, name in walk.fragments if "%D1%81%D2%B1" in name} == {"/kk/citizens/faq/"}
    for entry in left.values():
        for address in [entry["address"]] if "pages" in entry and "address" in entry and entry["id"] != "moved-page" else []:
            assert sorted(walk.linked_from[address]) == sorted(entry["pages"]), entry["id"]


def test_the_short_failure_heals_once_and_for_all() -> None:
    with served("--only", "heals-on-retry") as port:
        client = Client(port)
        answers = [client.ask("/files/weather-posts.csv") for _ in range(3)]
        client.close()
    assert [answer.status for answer in answers] == [503, 200, 200]
    assert answers[0].headers["retry-after"] == "1"


def test_more_than_half_of_the_materials_are_within_five_clicks(walk: Walk) -> None:
    fine = [address for address, answer in walk.answers.items() if answer.status == 200]
    assert sum(walk.depth[address] <= 5 for address in fine) * 2 > len(fine)
    assert max(walk.depth[address] for address in fine if not address.startswith("/kk/") and "-kk." not in address) == 6


# --- each other shortcoming: there when planted, gone when flawless -------------------------------------------------


def images_without_alternative(found: Walk) -> set[tuple[str, str]]:
    bad = set()
    for address, answer in pages_of(found).items():
        assert answer.page is not None
        for tag, values in answer.page.elements:
            if tag == "img":
                source, alt = values["src"] or "", values.get("alt")
                decorative = alt == "" and "/card-" in source
                if not decorative and (not alt or alt == source.rsplit("/", 1)[-1]):
                    bad.add((address, source))
    return bad


def test_pictures_without_alternative(walk: Walk, flawless: Walk) -> None:
    planted = {(page, BY_ID[name]["image"]) for name in ("alt-missing", "alt-file-name") for page in BY_ID[name]["pages"]}
    planted |= set(BY_ID["alt-empty-in-link"]["images"].items())
    assert images_without_alternative(walk) == planted
    assert len(planted) == next(row["images"] for row in PLANTED["expected"] if "images" in row)
    assert images_without_alternative(flawless) == set()


def pages_lacking(found: Walk, present: Callable[[str, dict[str, str | None]], bool]) -> set[str]:
    """Pages in the site's own look without an element of the kind; the disallowed folder has no such look."""
    return {
        address
        for address, answer in pages_of(found).items()
        if answer.page is not None and address != "/internal/" and not any(present(*element) for element in answer.page.elements)
    }


def is_search(tag: str, values: dict[str, str | None]) -> bool:
    return tag == "form" and values.get("role") == "search"


def is_breadcrumb(tag: str, values: dict[str, str | None]) -> bool:
    return tag == "nav" and "breadcrumb" in (values.get("class") or "")


def is_main_menu(tag: str, values: dict[str, str | None]) -> bool:
    return tag == "nav" and values.get("class") == "main-nav" and bool(values.get("aria-label"))


def is_pale(tag: str, values: dict[str, str | None]) -> bool:
    return values.get("class") == "notice pale"


HOMES = {"/kk/", "/ru/", "/en/"}


def test_navigation_elements(walk: Walk, flawless: Walk) -> None:
    assert pages_lacking(walk, is_search) == set(BY_ID["no-search-form"]["pages"])
    assert pages_lacking(flawless, is_search) == set()
    assert pages_lacking(walk, is_main_menu) == pages_lacking(flawless, is_main_menu) == set()
    assert pages_lacking(walk, is_breadcrumb) - HOMES == set(BY_ID["no-breadcrumb"]["pages"])
    assert pages_lacking(flawless, is_breadcrumb) == HOMES


def test_pale_notice(walk: Walk, flawless: Walk) -> None:
    pale = {
        address
        for address, answer in pages_of(walk).items()
        if answer.page and any(is_pale(*one) for one in answer.page.elements)
    }
    assert pale == set(BY_ID["low-contrast-notice"]["pages"])
    assert not any(is_pale(*one) for answer in pages_of(flawless).values() if answer.page for one in answer.page.elements)


def contrast(one: str, two: str) -> float:
    """Contrast of two colours by the formula of WCAG 2.1."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(two)))
    return (high + 0.05) / (low + 0.05)


def test_the_pale_notice_has_the_contrast_that_is_written_down(walk: Walk) -> None:
    entry = BY_ID["low-contrast-notice"]
    style = walk.answers["/static/site.css"].body.decode()
    assert f".notice.pale {{ background: {entry['background']};" in style
    assert f".notice.pale p {{ color: {entry['foreground']}; }}" in style
    assert f"{contrast(entry['foreground'], entry['background']):.2f}" == entry["ratio"]


def test_one_page_is_in_an_old_encoding(walk: Walk, flawless: Walk) -> None:
    old = {address for address, answer in pages_of(walk).items() if "windows-1251" in answer.headers["content-type"]}
    assert old == set(BY_ID["windows-1251-page"]["pages"])
    body = walk.answers["/ru/activity/anticorruption/"].body
    assert 'charset="windows-1251"' in body.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert {answer.headers["content-type"] for answer in pages_of(flawless).values()} == {"text/html; charset=utf-8"}


def text_of_pdf(body: bytes) -> list[str]:
    import io

    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(body)).pages]


def test_one_document_is_only_a_scan(walk: Walk, flawless: Walk) -> None:
    entry = BY_ID["scan-only-pdf"]
    texts = {address: text_of_pdf(answer.body) for address, answer in walk.answers.items() if address.endswith(".pdf")}
    assert [address for address, pages in texts.items() if not "".join(pages).strip()] == [entry["target"]]
    assert len(texts[entry["target"]]) == entry["document_pages"]
    assert "АКТ ПРОВЕРКИ" in text_of_pdf(flawless.answers[entry["target"]].body)[0]


def test_feeds(walk: Walk, flawless: Walk) -> None:
    assert sorted(address for address in walk.answers if "/rss/" in address) == sorted(BY_ID["feed-without-procurement"]["pages"])
    for lang, number in {"kk": 7, "ru": 7, "en": 3}.items():
        channel = etree.fromstring(walk.answers[f"/{lang}/rss/news.xml"].body)
        assert len(channel.findall("channel/item")) == number
    tenders = etree.fromstring(flawless.answers["/ru/rss/procurement.xml"].body)
    assert [item.findtext("title") for item in tenders.iter("item")] == [
        "Конкурс: установка дорожных знаков",
        "Конкурс: поставка щебня",
    ]


def test_no_kazakh_page_gives_an_email(walk: Walk, flawless: Walk) -> None:
    def pages_with_mail(found: Walk) -> set[str]:
        return {address for address, answer in pages_of(found).items() if re.search(rb"[\w.]+@dalajoldary\.example", answer.body)}

    assert not [address for address in pages_with_mail(walk) if address.startswith("/kk/")]
    assert {"/ru/contacts/", "/ru/about/leadership/"} <= pages_with_mail(walk)
    assert {"/kk/contacts/", "/kk/about/leadership/", "/kk/"} <= pages_with_mail(flawless)


def test_language_switch(walk: Walk, flawless: Walk) -> None:
    def strayed(found: Walk) -> set[str]:
        return {
            address
            for address, targets in switches(found).items()
            for lang, target in targets.items()
            if target != f"/{lang}{split_language(address)[1]}"
        }

    assert strayed(walk) == set(BY_ID["language-switch-home"]["pages"])
    assert strayed(flawless) == set()
    assert all("/ru/" in next(iter(targets.values())) for page, targets in switches(flawless).items() if page.startswith("/kk/"))


def test_every_switch_of_the_templates_is_listed_and_used() -> None:
    folder = ROOT / "tests" / "portals" / "statebody"
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".html", ".py", ".yaml") and path.name != "planted.yaml"
    )
    listed = {*BY_ID, *(entry["id"] for entry in PLANTED["leave_alone"] if entry.get("switch"))}
    used = set(re.findall(r'planted\("([a-z0-9-]+)"\)', texts)) | set(re.findall(r"planted\('([a-z0-9-]+)'\)", texts))
    assert used <= listed
    assert [name for name in sorted(listed) if name not in texts] == []


def test_every_shortcoming_is_expected_of_its_check() -> None:
    expected = {(row["check"], row["parameter"]) for row in PLANTED["expected"]}
    assert len(PLANTED["expected"]) == 48
    for entry in PLANTED["shortcomings"]:
        assert (entry["check"], entry["parameter"]) in expected
        assert entry["says"].endswith(".")
