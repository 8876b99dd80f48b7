"""The browser lane in a real Chromium: sites that only a browser can read, pages that will not let go, pinned hosts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.browser.page.shots import cut_out, opened
from crawler.browser.program.launch import resolver_rules
from crawler.browser.run import run_browser
from openness.pipeline import Pipeline
from store import schema
from store.harvest import Artifact, ArtifactKind, Device, Kind, Ledger, ProbeLimits
from store.lexicon import load_lexicons
from store.objects import ObjectStore
from tests.conftest import ROOT
from tests.crawler.servant import PAGE, home, serving
from tests.crawler.test_harvest import Harvest
from tests.settings import PROBES, UNMEASURED

pytestmark = [pytest.mark.browser, pytest.mark.costs(40)]
SHELL = """<!doctype html><html lang=ru><title>s</title><body><div id=root></div><script>
const names = {'/': 'Главная', '/about': 'О министерстве', '/news': 'Новости'};
document.getElementById('root').innerHTML = '<h1 id=place>' + names[location.pathname] + '</h1>' +
  Object.keys(names).map(p => '<a href="' + p + '">' + names[p] + '</a>').join(' ') + '<p>' + 'Текст. '.repeat(60) + '</p>';
</script></body></html>"""


def artifacts(harvest: Harvest, run_id: str) -> list[Artifact]:
    with harvest.engine.connect() as db:
        return list(schema.read_artifacts(db, run_id))


def test_a_site_drawn_by_scripts_is_walked_by_the_browser(tmp_path: Path) -> None:
    with serving({"/": SHELL, "/about": SHELL, "/news": SHELL}) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=10, probes=UNMEASURED)
        plan = harvest.plan()
        found = harvest.run(plan)
        pipeline = Pipeline(harvest.engine, harvest.db, ROOT / "config")
        pipeline.extract(plan)
    assert {path: found[path].ledger for path in ("", "about", "news")} == dict.fromkeys(("", "about", "news"), Ledger.FETCHED)
    coverage = pipeline.coverage(plan)
    assert coverage.pages == {"ru": 3}
    assert (coverage.render_available, coverage.truncated, coverage.home_read) == (True, False, True)
    with harvest.engine.connect() as db:
        pages = list(schema.read_records(db, schema.record_types.PageRecord, plan.run_id))
    assert {page.h1 for page in pages} == {"Главная", "О министерстве", "Новости"}
    assert all(page.rendered for page in pages)


def version(lang: str, switch: str, others: str) -> str:
    body = f"<header>{switch}</header><main><h1>{lang}</h1><p>{'Сөз ' * 80}</p>{others}</main>"
    return f"<!doctype html><html lang={lang}><meta charset=utf-8><title>{lang}</title><body>{body}</html>"


def test_the_home_page_of_a_version_told_by_a_query_is_looked_at_with_its_pictures(tmp_path: Path) -> None:
    others = "".join(f"<a href=/page-{number}>Бет {number}</a> " for number in range(6))
    pages = {f"/page-{number}": version("kk", "", "") for number in range(6)}
    pages["/"] = version("kk", "<a href='/start?lang=ru' hreflang=ru>Русский</a>", others)
    pages["/start?lang=ru"] = version("ru", "<a href=/ hreflang=kk>Қазақша</a>", "")
    unasked = tuple(name for name in PROBES if name != "graphics")
    with serving(pages) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=2, probes=ProbeLimits(engines=0, phones=False, off=unasked))
        plan = harvest.plan()
        harvest.run(plan)
    seen = [item.url.removeprefix(server.url) for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.GRAPHICS]
    assert sorted(seen) == ["", "start?lang=ru"]


def test_a_walk_cut_by_its_budget_says_so(tmp_path: Path) -> None:
    with serving({"/": SHELL, "/about": SHELL, "/news": SHELL}) as server:
        harvest = Harvest(tmp_path, server.url, max_rendered=1, probes=UNMEASURED)
        plan = harvest.plan()
        found = harvest.run(plan)
    assert sorted(entry.ledger for entry in found.values() if entry.kind is Kind.RENDER) == [Ledger.BEYOND_BUDGET] * 2
    coverage = Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan)
    assert (coverage.truncated, coverage.render_note) == (True, "walk-cut")


def test_measurements_pictures_and_exchanges_are_stored(tmp_path: Path) -> None:
    body = '<p style="color:#aaa;background:#fff">бледный текст</p><a href="/gone">нет</a><img src="/pic.png"><script>throw new Error("x")</script>'
    with serving({**home("/a"), "/a": PAGE.format(title="a", links=body)}) as server:
        probes = UNMEASURED.model_copy(update={"phones": True})
        harvest = Harvest(tmp_path, server.url, max_rendered=5, sample_share_percent=100, probes=probes)
        plan = harvest.plan()
        harvest.run(plan)
        url = f"{server.url}a"
    objects = ObjectStore(f"{plan.out}/evidence")
    mine = [item for item in artifacts(harvest, plan.run_id) if item.url == url and item.device is Device.DESKTOP]
    by_kind = {item.kind: item for item in mine}
    state = json.loads(objects.get(by_kind[ArtifactKind.PAGE].object_sha256))
    assert state["status"] == 200
    assert "x" in state["console_errors"]
    assert any(item["url"].endswith("/pic.png") for item in state["failed_resources"]), state["failed_resources"]
    assert "бледный текст" in state["accessible_names"]
    axe = json.loads(objects.get(by_kind[ArtifactKind.AXE].object_sha256))
    assert axe["axe_version"] == "4.14.1"
    assert {"color-contrast", "image-alt"} <= {rule["id"] for rule in axe["violations"]}
    assert "axe-core 4.14.1" in by_kind[ArtifactKind.AXE].tool
    assert objects.get(by_kind[ArtifactKind.SCREENSHOT].object_sha256)[:3] == b"\xff\xd8\xff"
    dead = [item for item in mine if item.kind is ArtifactKind.ELEMENT and item.note == f"{server.url}gone"]
    assert objects.get(dead[0].object_sha256)[:4] == b"\x89PNG"
    assert dead[0].selector.startswith("/html")
    assert any(item.device is Device.DESKTOP and item.warc_file for item in harvest.captures(plan))
    phones = [item for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.PHONE]
    tried = {(item.url.removeprefix(server.url), item.device) for item in phones}
    assert tried == {("", Device.PHONE_IPHONE), ("", Device.PHONE_ANDROID), ("a", Device.PHONE_ANDROID)}


def test_a_page_that_never_lets_go_is_left_with_a_reason(tmp_path: Path) -> None:
    trap = PAGE.format(
        title="trap", links="<script>addEventListener('load', () => setTimeout(() => { for (;;) {} }, 0))</script>"
    )
    with serving({**home("/trap", "/fine"), "/trap": trap, "/fine": PAGE.format(title="fine", links="")}) as server:
        limits = {"max_rendered": 5, "render_timeout": 3.0, "sample_share_percent": 100}
        harvest = Harvest(tmp_path, server.url, **limits, probes=UNMEASURED)
        plan = harvest.plan()
        Pipeline(harvest.engine, harvest.db, ROOT / "config")._lane("http", plan)
        run_browser(harvest.engine, plan, load_lexicons(ROOT / "config"), lambda facts: None)
    assert Pipeline(harvest.engine, harvest.db, ROOT / "config").coverage(plan).render_note == "partly-failed"
    states = {
        item.url.removeprefix(server.url): item for item in artifacts(harvest, plan.run_id) if item.kind is ArtifactKind.PAGE
    }
    assert {name: item.ok for name, item in states.items()} == {"": True, "trap": False, "fine": True}
    assert states["trap"].note.startswith("endless-script: ")


def test_hosts_are_pinned_and_others_not_found() -> None:
    rules = resolver_rules(["http://127.0.0.1:8000/", "http://10.0.0.1/", "http://localhost/x"], allow_private=False)
    assert rules == "MAP * ~NOTFOUND"
    rules = resolver_rules(["http://127.0.0.1:8000/", "http://localhost/x"], allow_private=True)
    assert rules == "MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def test_cuttings_stay_within_the_picture() -> None:
    from io import BytesIO

    from PIL import Image

    from crawler.browser.page.shots import Shot

    out = BytesIO()
    Image.new("RGB", (200, 100), "white").save(out, "JPEG")
    picture = opened(Shot(out.getvalue(), "image/jpeg"))
    cut = cut_out(picture, "a", [190, 90, 400, 400])
    assert cut is not None
    with Image.open(BytesIO(cut.data)) as inside:
        assert inside.size == (34, 34)
    assert cut_out(picture, "a", [500, 500, 10, 10]) is None
    assert cut_out(picture, "a", [0, 0, 0, 10]) is None
