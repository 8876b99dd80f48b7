"""Places, questions, answers and items of the platform, without any network."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.portals import registry
from crawler.portals.govkz.answers import pick, read_answer
from crawler.portals.govkz.calls import Call, call_at, first_calls
from crawler.portals.govkz.items import items_of
from crawler.portals.govkz.markup import document_of
from crawler.portals.govkz.place import Place, code_at
from crawler.portals.govkz.rules import Interface, Platform
from crawler.portals.govkz.standing import turned_away, unseen
from crawler.portals.govkz.walk import Walk
from openness.registers import load_bodies, load_portals, load_rules
from openness.tenancies import settled
from reports.i18n import t
from store.harvest import Capture, CrawlPlan, Device, Kind, Ledger, LedgerEntry
from store.strictyaml import ConfigError
from store.tenancy import UnknownPortal
from tests.conftest import ROOT

PLATFORM = next(rules for rules in load_rules(ROOT / "config") if isinstance(rules, Platform))
PLACE = Place(PLATFORM, "mam", "https://www.gov.kz", "/memleket/entities/mam")
BASE = "https://www.gov.kz/memleket/entities/mam"


def interface(name: str) -> Interface:
    return next(item for item in PLATFORM.interfaces if item.name == name)


def test_every_registered_body_of_the_platform_has_its_entity() -> None:
    portals = load_portals(ROOT / "config").values()
    bodies = [body for body in load_bodies(ROOT / "config").values() if "gov.kz/memleket" in body.sites[0].url]
    assert len(bodies) > 10
    for body in bodies:
        lodged = settled(body, [PLATFORM], portals)
        assert [Platform.model_validate(tenancy.rules) for tenancy in lodged.tenancies] == [PLATFORM]
        assert lodged.body == body
        assert {code_at(PLATFORM, site.url) for site in body.sites} == {body.slug}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://www.gov.kz/memleket/entities/mam?lang=kk", "mam"),
        ("https://gov.kz/memleket/entities/aqmola-burabay/press/news/1", "aqmola-burabay"),
        ("https://www.gov.kz/memleket/entities/", ""),
        ("https://www.gov.kz/situations/3/intro", ""),
        ("https://adilet.gov.kz/memleket/entities/mam", ""),
        ("https://www.gov.kz.example.com/memleket/entities/mam", ""),
    ],
)
def test_code_of_an_address(url: str, code: str) -> None:
    assert code_at(PLATFORM, url) == code


def test_pages_are_spelled_as_the_site_spells_them() -> None:
    assert PLACE.page("/", "kk") == f"{BASE}?lang=kk"
    assert PLACE.page("/press/news/details/1254889", "ru") == f"{BASE}/press/news/details/1254889?lang=ru"
    assert PLACE.spoken(f"{BASE}/about?lang=ru", "kk") == f"{BASE}/about?lang=kk"


def test_what_belongs_to_the_entity() -> None:
    assert PLACE.owns(f"{BASE}/about?lang=kk")
    assert not PLACE.owns("https://www.gov.kz/memleket/entities/mamba/about")
    assert PLACE.is_file("https://www.gov.kz/uploads/2026/1/a.pdf")
    assert not PLACE.is_file("https://www.gov.kz/uploads")
    assert PLACE.lists(f"{BASE}/press/news/12?lang=ru") == "news"
    assert PLACE.lists(f"{BASE}/press/news/details/12?lang=ru") == ""


def test_questions_are_read_back_from_their_addresses() -> None:
    calls = [call for first in first_calls(PLACE) for call in (first, first.next() if first.interface.paged else first)]
    addresses = [call.address(PLACE) for call in calls]
    assert [call_at(PLACE, address) for address in addresses] == calls
    assert addresses[0] == (
        "https://www.gov.kz/api/v1/public/content-manager/pages?projects=eq:mam&sort-by=order:ASC&size=100&page=1&lang=kk"
    )
    assert "https://www.gov.kz/graphql#projectdetails-ru-1" in addresses


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}/about",
        "https://www.gov.kz/api/v1/public/content-manager/pages?projects=eq:mam",
        "https://www.gov.kz/api/v1/public/content-manager/pages?projects=eq:dsm&sort-by=order:ASC&size=100&page=1&lang=kk",
        "https://www.gov.kz/api/v1/public/content-manager/pages?projects=eq:mam&sort-by=order:ASC&size=100&page=x&lang=kk",
        "https://www.gov.kz/graphql#other-ru-1",
        "https://www.gov.kz/graphql#projectdetails-de-1",
        "https://example.com/graphql#projectdetails-ru-1",
    ],
)
def test_other_addresses_are_no_questions(url: str) -> None:
    assert call_at(PLACE, url) is None


def test_content_of_a_post_is_json() -> None:
    text = Call(interface("projectdetails"), "kk").content(PLACE).decode()
    assert '"query": "{ projectdetails(projects: \\"eq:mam\\", _lang: \\"kk\\")' in text
    assert Call(interface("news"), "kk").content(PLACE) == b""


@pytest.mark.parametrize(
    ("body", "items", "refusal", "garbled"),
    [
        ('[{"id": 1}, {"id": 2}]', 2, "", ""),
        ("[]", 0, "", ""),
        ('{"error":"notAllowed"}', 0, "notAllowed", ""),
        ('{"error":"browserTicketMissing"}', 0, "browserTicketMissing", ""),
        ("<html>504</html>", 0, "", "no JSON"),
        ('{"error":"other"}', 0, "", "no list of items"),
        ("[" * 100_000, 0, "", "no JSON"),
        ('[{"title": "notAllowed"}, 3, null]', 1, "", ""),
        ("", 0, "", "no JSON"),
    ],
)
def test_answers(body: str, items: int, refusal: str, garbled: str) -> None:
    found = read_answer(PLATFORM, interface("news"), body.encode())
    assert (len(found.items), found.refusal, found.garbled) == (items, refusal, garbled)


def test_an_endless_answer_is_read_in_part() -> None:
    assert len(read_answer(PLATFORM, interface("news"), b"[" + b",".join([b'{"id":1}'] * 5_000) + b"]").items) == 1_000


def test_answers_of_graphql() -> None:
    asked = interface("projectdetails")
    whole = read_answer(PLATFORM, asked, b'{"data": {"projectdetails": [{"phone": "1"}]}}')
    single = read_answer(PLATFORM, asked, b'{"data": {"projectdetails": {"phone": "1"}}}')
    assert whole.items == single.items == ({"phone": "1"},)
    assert read_answer(PLATFORM, asked, b'{"errors": [{"message": "x"}], "data": null}').garbled


def test_paths() -> None:
    value = {"a": {"items": [{"n": "x"}, {"n": "y"}, 3]}, "b": None}
    assert pick(value, "a.items[].n") == ["x", "y"]
    assert pick(value, "b.c") == pick(value, "a[].n") == pick(value, "z") == []


def test_items_have_the_addresses_of_their_pages() -> None:
    call = Call(interface("pages"), "ru")
    values = (
        {"id": 1, "title": "А", "internal_link": "about"},
        {"id": 2, "title": "Б", "internal_link": "/memleket/entities/mam/about/structure?lang=kk"},
        {"id": 3, "title": "В", "internal_link": "/press/news"},
        {"id": 4, "title": "Г", "internal_link": "https://example.com/x"},
        {"id": 5, "title": "", "content": ""},
        {"id": 6, "title": "Е", "is_menu_item": True},
    )
    found = list(items_of(PLACE, call, values))
    own = call.address(PLACE)
    assert [item.address for item in found] == [
        f"{BASE}/about?lang=ru",
        f"{BASE}/about/structure?lang=ru",
        f"{BASE}/press/news?lang=ru",
        f"{own}#4",
        f"{own}#6",
    ]
    assert [item.menu for item in found] == [False, False, False, False, True]


def test_markup_escapes_all_but_the_body() -> None:
    call = Call(interface("news"), "ru")
    value = {"id": 1, "title": '<b>"A"</b>', "body": "<p>Б</p>", "created_date": '2026-07-08"><script>'}
    html = document_of(next(iter(items_of(PLACE, call, (value,)))), "ru")
    assert "<h1>&lt;b&gt;&quot;A&quot;&lt;/b&gt;</h1>" in html
    assert "<div><p>Б</p></div>" in html
    assert "<script>" not in html


def test_parts_that_nobody_saw() -> None:
    refused = [
        LedgerEntry(url=Call(interface(name), language).address(PLACE), ledger=Ledger.BLOCKED, reason=why, status=400)
        for name, why in (("news", "notAllowed"), ("questions", "browserTicketMissing"))
        for language in ("kk", "ru", "en")
    ]
    told = [(item.part, item.language, item.why, item.cuts) for item in unseen(PLACE, refused)]
    assert told == [
        ("news", "en", "notAllowed", False),
        ("news", "kk", "notAllowed", True),
        ("news", "ru", "notAllowed", True),
        ("questions", "en", "browserTicketMissing", False),
        ("questions", "kk", "browserTicketMissing", False),
        ("questions", "ru", "browserTicketMissing", False),
    ]
    drawn = [LedgerEntry(url=f"{BASE}/press/news?lang={lang}", ledger=Ledger.FETCHED, kind=Kind.PAGE) for lang in ("kk", "ru")]
    left = unseen(PLACE, [*refused, *drawn])
    assert [(item.part, item.language) for item in left if item.part == "news"] == [("news", "en")]
    waiting = LedgerEntry(url=f"{BASE}/press/news/2?lang=ru", ledger=Ledger.BEYOND_BUDGET, kind=Kind.RENDER)
    assert len(unseen(PLACE, [*refused, *drawn, waiting])) == 6


def test_what_pages_were_refused_too_was_not_shown() -> None:
    news = "https://www.gov.kz/api/v1/public/content-manager/news?projects=eq:mam&lang=kk"

    def capture(url: str, status: int, purpose: str = "browser") -> Capture:
        return Capture(
            id="1", url=url, device=Device.DESKTOP, requested_at=datetime(2026, 11, 20, tzinfo=UTC), status=status, headers=(),
            object_sha256="0" * 64, size=1, media_type="application/json", purpose=purpose,
        )  # fmt: skip

    assert turned_away(PLACE, [capture(news, 400)]) == {("news", "kk")}
    assert turned_away(PLACE, [capture(news, 504), capture(news, 200), capture(news, 400, "crawl")]) == frozenset()
    assert turned_away(PLACE, [capture("https://www.gov.kz/graphql", 403)]) == {("contacts", "")}
    refused = [
        LedgerEntry(url=Call(interface("news"), language).address(PLACE), ledger=Ledger.BLOCKED, reason="notAllowed", status=400)
        for language in ("kk", "ru")
    ]
    drawn = [LedgerEntry(url=f"{BASE}/press/news?lang={lang}", ledger=Ledger.FETCHED, kind=Kind.PAGE) for lang in ("kk", "ru")]
    left = unseen(PLACE, [*refused, *drawn], [capture(news, 400)])
    assert [(item.part, item.language) for item in left] == [("news", "kk")]


def lists(digests: dict[tuple[str, str], str], named: tuple[tuple[str, str], ...]) -> tuple[list[LedgerEntry], list[Capture]]:
    """Lists that were read, with the digest of each answer, and a page for each of those that named one."""
    entries, captures = [], []
    for (name, language), digest in digests.items():
        url = Call(interface(name), language).address(PLACE)  # type: ignore[arg-type]
        entries.append(
            LedgerEntry(url=url, lane=language, ledger=Ledger.FETCHED, kind=Kind.INTERFACE, capture_id=name + language)
        )
        captures.append(
            Capture(
                id=name + language,
                url=url,
                device=Device.DESKTOP,
                requested_at=datetime(2026, 11, 20, tzinfo=UTC),
                status=200,
                headers=(),
                object_sha256=digest * 64,
                size=1,
                media_type="application/json",
            )
        )
        if (name, language) in named:
            page = f"{BASE}/{name}/1?lang={language}"
            entries.append(LedgerEntry(url=page, ledger=Ledger.FETCHED, kind=Kind.ITEM, parent=url))
    return entries, captures


BOTH = {("pages", "kk"): "a", ("pages", "ru"): "a", ("documents", "kk"): "b", ("documents", "ru"): "b"}


@pytest.mark.parametrize(
    ("digests", "named", "why"),
    [
        (BOTH, (), "empty"),
        (BOTH, tuple(BOTH), "language"),
        # The body wrote its documents in one language; the menu is given in each.
        ({**BOTH, ("pages", "ru"): "c"}, tuple(BOTH), ""),
        # The menu has no names of its own, but documents differ.
        ({**BOTH, ("documents", "ru"): "c"}, tuple(BOTH), ""),
        # Nothing in one language.
        ({**BOTH, ("pages", "ru"): "c", ("documents", "ru"): "c"}, (("pages", "kk"), ("documents", "kk")), ""),
        # Nothing, but one language was not read at all.
        ({("pages", "kk"): "a", ("documents", "kk"): "a"}, (), ""),
    ],
)
def test_a_platform_that_is_out_of_order_is_not_seen_whole(
    digests: dict[tuple[str, str], str], named: tuple[tuple[str, str], ...], why: str
) -> None:
    entries, captures = lists(digests, named)
    told = [(item.part, item.language, item.why, item.cuts) for item in unseen(PLACE, entries, captures)]
    assert told == ([("pages", "kk", why, True), ("pages", "ru", why, True)] if why else [])


def test_the_walk_draws_the_same_sample_again() -> None:
    asked = Call(interface("documents"), "kk").address(PLACE)
    items = [
        LedgerEntry(url=f"{BASE}/documents/details/{number}?lang=kk", ledger=Ledger.FETCHED, kind=Kind.ITEM, parent=asked)
        for number in range(30)
    ]
    whole = LedgerEntry(url=asked, lane="kk", ledger=Ledger.FETCHED, kind=Kind.INTERFACE)
    walk = Walk(PLACE, [*items, whole], seed=7)
    drawn = [target.url for target in walk.sampled()]
    assert len(drawn) == 3
    seen = [item.model_copy(update={"kind": Kind.PAGE}) if item.url == drawn[0] else item for item in items]
    assert [target.url for target in Walk(PLACE, [*seen, whole], seed=7).sampled()] == drawn
    assert (
        walk.listed(f"{BASE}/documents/4?lang=kk") == walk.listed(f"{BASE}/documents/details/99?lang=kk") == "listed-by-interface"
    )
    assert (
        walk.listed(f"{BASE}/documents?lang=kk")
        == walk.listed(f"{BASE}/documents/4?lang=ru")
        == walk.listed(f"{BASE}/about?lang=kk")
        == ""
    )
    routes = {target.url.removeprefix(BASE) for target in walk.needed()}
    assert {"?lang=kk", "?lang=ru", "?lang=en", "/press/news?lang=kk", "/about/structure?lang=en"} <= routes


def test_faults_of_the_configuration_name_their_line(tmp_path: Path) -> None:
    folder = tmp_path / "portals"
    folder.mkdir()
    text = (ROOT / "config" / "portals" / "govkz.yaml").read_text()
    (folder / "govkz.yaml").write_text(text.replace("entity: /memleket", "entty: /memleket"))
    with pytest.raises(ConfigError, match=r"govkz\.yaml:\d+: "):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("language", "told"), [("kk", "CSS селекторы емес"), ("ru", "не селектор CSS"), ("en", "is no CSS selector; correct it")]
)
def test_a_mark_that_is_no_selector_is_refused_before_anything_is_asked(tmp_path: Path, language: str, told: str) -> None:
    folder = tmp_path / "portals"
    folder.mkdir()
    text = (ROOT / "config" / "portals" / "govkz.yaml").read_text()
    (folder / "govkz.yaml").write_text(re.sub("^shell: .*$", 'shell: "###["', text, flags=re.MULTILINE))
    with pytest.raises(ConfigError) as fault:
        load_rules(tmp_path)
    assert re.search(rf"govkz\.yaml:\d+: .*{told}", fault.value.line(lambda text, **fields: t(text, language, **fields)))


@pytest.mark.parametrize("name", ["yesterday", "../govkz", "registry", "govkz.place"])
def test_only_a_folder_with_a_portal_is_one(name: str) -> None:
    with pytest.raises(UnknownPortal, match="use the version"):
        registry.rules_type(name)


def test_a_plan_of_one_platform_is_still_read() -> None:
    """Plans on record before plans held several portals name the rules of theirs ``platform``."""
    rules = PLATFORM.model_dump(mode="json")
    body = load_bodies(ROOT / "config")["mam"]
    lodged = settled(body, [PLATFORM], load_portals(ROOT / "config").values())
    now = {
        "run_id": "r", "body": lodged.body.model_dump(mode="json"), "methodology": "kz-2017", "edition": "2017-12-28",
        "as_of": "2026-11-20", "period": "2026-H2", "user_agent": "a", "seed": 1, "key": "k", "config_sha256": "c", "software": "s", "out": ".",
    }  # fmt: skip
    old = CrawlPlan.model_validate({**now, "platform": rules})
    assert old.tenancies == lodged.tenancies
    assert CrawlPlan.model_validate({**now, "platform": None}).tenancies == ()
    (tenant,) = registry.tenants_of(old)
    assert tenant.place == PLACE
