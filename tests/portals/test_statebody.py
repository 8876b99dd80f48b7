"""The stand-in is what planted.yaml says it is: exactly those faults, in every language mode, and none when flawless."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from lxml import etree

from tests.portals.statebody.planted import load_planted, split_language
from tests.portals.walker import Answer, Client, Walk

ROOT = Path(__file__).parents[2]
PLANTED = load_planted()
BY_ID = {entry["id"]: entry for entry in PLANTED["shortcomings"]}
DEAD = ("dead-old-archive", "dead-document", "dead-image", "broken-service-500", "site-map-dead-link")
LANGUAGE_PAGES = {"kk": 44, "ru": 44, "en": 7}


@contextmanager
def served(folder: Path, *options: str) -> Iterator[int]:
    """The port of a stand-in in a process of its own."""
    port_file = folder / f"port-{len(list(folder.iterdir()))}"
    command = [sys.executable, "-m", "tests.portals.statebody", "--port-file", str(port_file), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            until = time.monotonic() + 30
            while not port_file.exists():
                assert process.poll() is None, "the stand-in ended before it answered"
                assert time.monotonic() < until, "the stand-in did not start within 30 s"
                time.sleep(0.05)
            yield int(port_file.read_text())
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., int]]:
    folder = tmp_path_factory.mktemp("statebody")
    running: dict[tuple[str, ...], int] = {}
    with ExitStack() as stack:

        def port(*options: str) -> int:
            if options not in running:
                running[options] = stack.enter_context(served(folder, *options))
            return running[options]

        yield port


@pytest.fixture(scope="module")
def walk(serve: Callable[..., int]) -> Walk:
    return walk_of(serve())


@pytest.fixture(scope="module")
def flawless(serve: Callable[..., int]) -> Walk:
    return walk_of(serve("--flawless"))


def walk_of(port: int, start: str = "/", **headers: str) -> Walk:
    client = Client(port, {name.replace("_", "-"): value for name, value in headers.items()})
    try:
        return client.walk(start)
    finally:
        client.close()


@pytest.fixture
def client(serve: Callable[..., int]) -> Iterator[Client]:
    found = Client(serve())
    yield found
    found.close()


def pages_of(found: Walk) -> dict[str, Answer]:
    return {address: answer for address, answer in found.answers.items() if answer.page is not None and answer.status == 200}


def bare(addresses: list[str], lang: str) -> set[str]:
    """Planted addresses of one language as they stand where the address does not carry the language."""
    split = [split_language(address) for address in addresses]
    return {path for of_lang, path in split if of_lang in (None, lang)}


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


def test_the_short_failure_heals_once_and_for_all(tmp_path: Path) -> None:
    with served(tmp_path, "--only", "heals-on-retry") as port:
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


def switches(found: Walk) -> dict[str, dict[str, str]]:
    """Language switch of every page: language → address, leaving out the page's own language."""
    out: dict[str, dict[str, str]] = {}
    for address, answer in pages_of(found).items():
        assert answer.page is not None
        out[address] = {str(v["hreflang"]): str(v["href"]) for tag, v in answer.page.elements if tag == "a" and v.get("hreflang")}
    return out


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


# --- the other ways to carry the language ---------------------------------------------------------------------------


def test_cookie_mode_serves_each_language_at_one_address(serve: Callable[..., int]) -> None:
    port = serve("--lang-mode", "cookie")
    for lang, title in {"kk": "Байланыс", "ru": "Контакты"}.items():
        found = walk_of(port, Cookie=f"lang={lang}")
        expected = {path: BY_ID[name]["status"] for name in DEAD for path in bare([BY_ID[name]["target"]], lang)}
        assert found.failing() == expected | {"/cabinet/": 403}
        contacts = found.answers["/contacts/"].page
        assert contacts is not None
        assert title in "".join(contacts.text)
        back = {target.split("back=")[1] for target in switches(found)["/news/page-2/"].values()}
        assert back == {"/"}
        other = {"kk": "ru", "ru": "kk"}[lang]
        assert found.answers[f"/setlang?lang={other}&back=/about/"].headers["location"] == "/about/"


def test_cookie_mode_sets_the_cookie_and_never_leads_off_the_site(serve: Callable[..., int]) -> None:
    client = Client(serve("--lang-mode", "cookie"))
    answer = client.ask("/setlang?lang=kk&back=/about/structure/")
    assert (answer.status, answer.headers["location"]) == (302, "/about/structure/")
    assert answer.headers["set-cookie"].startswith("lang=kk;")
    for evil in ("//evil.example/", "https://evil.example/", "/\\evil.example", "evil"):
        assert client.ask(f"/setlang?lang=kk&back={quote(evil, safe='')}").headers["location"] == "/"
    assert "Cookie" in client.ask("/about/").headers["vary"]
    client.close()


def test_header_mode_serves_each_language_by_the_wish_of_the_browser(serve: Callable[..., int]) -> None:
    port = serve("--flawless", "--lang-mode", "header")
    for wish, lang, title in (
        ("kk-KZ,kk;q=0.9,ru;q=0.5", "kk", "Құрылым"),
        ("de,ru;q=0.8,kk;q=0.1", "ru", "Структура"),
        ("", "ru", "Структура"),
    ):
        found = walk_of(port, Accept_Language=wish)
        assert found.failing() == {}
        structure = found.answers["/about/structure/"].page
        assert structure is not None
        assert title in "".join(structure.text)
        assert [values.get("lang") for tag, values in structure.elements if tag == "html"] == [lang]


def test_flawless_in_cookie_mode_keeps_the_page(serve: Callable[..., int]) -> None:
    found = walk_of(serve("--flawless", "--lang-mode", "cookie"), Cookie="lang=ru")
    assert found.failing() == {}
    assert found.dead_fragments() == set()
    for address, targets in switches(found).items():
        assert all(target == f"/setlang?lang={lang}&back={address}" for lang, target in targets.items())


def test_the_start_address_leads_home_at_once_or_through_a_planted_splash(serve: Callable[..., int]) -> None:
    client = Client(serve())
    assert client.ask("/", headers={"Accept-Language": "kk"}).headers["location"] == "/kk/"
    assert client.ask("/").headers["location"] == "/ru/"
    client.close()
    client = Client(serve("--only", "splash-page,fixed-width-layout"))
    splash = client.ask("/")
    assert splash.status == 200
    assert splash.page is not None
    assert ("a", "/ru/") in splash.page.references
    home = client.ask("/ru/")
    assert b"viewport" not in home.body
    assert b'class="fixed-width"' in home.body
    client.close()


# --- the server -----------------------------------------------------------------------------------------------------


def test_conditional_requests_and_compression(client: Client) -> None:
    first = client.ask("/ru/about/")
    assert client.ask("/ru/about/", headers={"If-None-Match": first.headers["etag"]}).status == 304
    assert client.ask("/ru/about/", headers={"If-Modified-Since": first.headers["last-modified"]}).status == 304
    assert client.ask("/ru/about/", headers={"If-None-Match": '"other"'}).status == 200
    packed = client.ask("/ru/about/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == first.body
    assert packed.headers["etag"] != first.headers["etag"]
    head = client.ask("/ru/about/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(first.body)))


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/files/order-27-kk.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/files/procurement-plan-2026.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/files/steppe-roads.csv", "text/csv; charset=utf-8"),
        ("/files/steppe-roads.zip", "application/zip"),
        ("/files/crossing-application-ru.rtf", "application/rtf"),
        ("/files/development-plan-2026-kk.pdf", "application/pdf"),
        ("/static/images/hero.jpg", "image/jpeg"),
        ("/ru/rss/news.xml", "application/rss+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_content_types(client: Client, file: str, kind: str) -> None:
    assert client.ask(file).headers["content-type"] == kind


def test_robots_and_sitemap(client: Client) -> None:
    robots = client.ask("/robots.txt").body.decode()
    assert "Disallow: /internal/\n" in robots
    assert "Crawl-delay: 0.02\n" in robots
    urls = etree.fromstring(client.ask("/sitemap.xml").body)
    assert len(urls) == sum(LANGUAGE_PAGES.values())


@pytest.mark.parametrize(
    ("lang", "question", "path"),
    [
        ("ru", "хакатон", "/ru/news/2026-10-29-open-data-hackathon/"),
        ("kk", "мал айдауға", "/kk/citizens/faq/"),
        ("ru", "переправ", "/ru/documents/order-41/"),
        ("kk", "ӨТКЕЛ", "/kk/documents/order-41/"),
    ],
)
def test_search_really_searches(client: Client, lang: str, question: str, path: str) -> None:
    answer = client.ask(f"/{lang}/search/?{urlencode({'q': question})}")
    assert answer.page is not None
    assert ("a", path) in answer.page.references
    assert any(tag == "input" and values.get("value") == question for tag, values in answer.page.elements)


def test_search_by_section_and_for_nothing(client: Client) -> None:
    within = client.ask(f"/ru/search/?{urlencode({'q': 'дорожных', 'section': 'procurement/', 'where': 'title'})}")
    assert within.page is not None
    main = [target for tag, target in within.page.references if tag == "a" and target.startswith("/ru/procurement/")]
    assert "/ru/procurement/signs/" in main
    nothing = client.ask(f"/ru/search/?{urlencode({'q': '<script>zzz'})}")
    assert "ничего не найдено" in nothing.body.decode()
    assert b"<script>zzz" not in nothing.body


def test_forms_answer_with_errors_in_words(client: Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    wrong = client.ask("/kk/citizens/feedback/", "POST", urlencode({"name": "Асан", "email": "asan@", "text": "қысқа"}), kind)
    assert wrong.status == 422
    assert wrong.page is not None
    assert {"fault-email", "fault-topic", "fault-text"} <= wrong.page.ids
    assert "fault-name" not in wrong.page.ids
    assert "Электрондық поштаның мекенжайы дұрыс емес" in wrong.body.decode()
    right = {"name": "Асан", "email": "asan@example.kz", "topic": "1", "text": "Жолдағы шұңқыр туралы сұрақ"}
    sent = client.ask("/kk/citizens/feedback/", "POST", urlencode(right), kind)
    assert sent.status == 200
    assert "Сұрағыңыз тіркелді" in sent.body.decode()
    assert client.ask("/ru/citizens/poll/", "POST", "", kind).status == 422
    assert "Ваш голос учтён" in client.ask("/ru/citizens/poll/", "POST", "answer=school", kind).body.decode()


def test_two_starts_give_the_same_bytes(serve: Callable[..., int], walk: Walk, tmp_path: Path) -> None:
    with served(tmp_path) as port:
        again = walk_of(port)
    assert again.answers.keys() == walk.answers.keys()
    changed = [
        address
        for address, answer in again.answers.items()
        if answer.body != walk.answers[address].body and "/rss/" not in address
    ]
    assert changed == []


def test_wrong_use_is_told_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.portals.statebody", "--only", "no-such-thing"]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "COLUMNS": "200"}
    )
    assert run.returncode == 2
    assert "unknown planted id no-such-thing" in run.stderr


# --- in a browser ---------------------------------------------------------------------------------------------------

LOOKED_AT = ["/kk/", "/ru/", "/kk/contacts/", "/ru/about/structure/", "/ru/citizens/feedback/", "/kk/sitemap/", "/en/news/"]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


def axe_violations(port: int, addresses: list[str], width: int) -> dict[str, set[str]]:
    """Rules of axe broken on each page, and ``overflow`` where a page is wider than its window."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    found: dict[str, set[str]] = {}
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        for address in addresses:
            page.goto(f"http://127.0.0.1:{port}{address}")
            found[address] = {rule["id"] for rule in Axe().run(page, options=AXE).response["violations"]}
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found[address].add("overflow")
        browser.close()
    return found


needs_chromium = pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="Chromium is not installed")


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("width", [1280, 390])
def test_the_flawless_site_passes_axe(serve: Callable[..., int], width: int) -> None:
    assert axe_violations(serve("--flawless"), LOOKED_AT, width) == {address: set() for address in LOOKED_AT}


@pytest.mark.browser
@needs_chromium
def test_axe_sees_what_was_planted(serve: Callable[..., int]) -> None:
    found = axe_violations(serve(), ["/kk/", "/en/", "/ru/news/2026-11-05-road-patrol/", "/ru/activity/budget/"], 1280)
    assert found == {
        "/kk/": {"color-contrast", "link-name"},
        "/en/": set(),
        "/ru/news/2026-11-05-road-patrol/": {"image-alt"},
        "/ru/activity/budget/": set(),
    }
    assert axe_violations(serve("--only", "splash-page,fixed-width-layout"), ["/ru/"], 390)["/ru/"] >= {"overflow"}


# --- planted.yaml itself --------------------------------------------------------------------------------------------


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
    assert len(PLANTED["expected"]) == 19
    for entry in PLANTED["shortcomings"]:
        assert (entry["check"], entry["parameter"]) in expected
        assert entry["says"].endswith(".")
