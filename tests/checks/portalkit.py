"""Readings of portals for cases: items and standings of sources written in YAML, stored as a reading stores them.

``portals: {open-data: {body: X, items: [...], sources: [...]}}``. ``body`` is the portal's own name of the audited body (left out: nobody
knows it, and the items of kind ``body`` are searched). An item gives the fields of ``ItemRecord`` that it has: ``kind`` and ``key`` at
least; ``body`` is the audited one unless told, ``source`` the kind, ``url`` made of kind and key, ``lane`` the language or ``*``, ``answer``
the stored bytes. A source gives ``source``, ``language``, ``state`` (``read`` unless told), ``why``; where ``sources`` is left out every source of
an item was read in the item's language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, insert

from crawler.portals.reading.seam import PortalRules
from openness.registers import load_rules
from store import schema
from store.base import Text
from store.harvest import Body, Capture, CrawlPlan, Site
from store.items import ItemRecord, SourceRecord
from store.objects import ObjectStore
from store.portalview import READ, PortalView
from store.tenancy import Tenancy
from tests.conftest import ROOT

ITEM = {"kind", "key", "title", "body", "body_name", "day", "facts", "source", "url", "lane", "language", "answer"}


def ids_of(site: dict[str, Any]) -> dict[str, str]:
    """What each portal of a case calls the audited body."""
    return {name: str(given["body"]) for name, given in site.get("portals", {}).items() if given.get("body")}


def views_of(db: Connection, objects: ObjectStore, site: dict[str, Any], body: Body, at: datetime) -> dict[str, PortalView]:
    """The readings of a case, stored beside the run of its site."""
    return {name: _view(db, objects, name, given, body, at) for name, given in site.get("portals", {}).items()}


def _view(db: Connection, objects: ObjectStore, name: str, given: dict[str, Any], body: Body, at: datetime) -> PortalView:
    plan = _plan(name)
    row = {
        "id": plan.run_id,
        "key": name,
        "body": plan.body.code,
        "state": "extracted",
        "plan": plan.model_dump_json(),
        "out": "",
    }
    db.execute(insert(schema.runs).values(**row, started_at=at.isoformat()))
    schema.write(db, plan.run_id, _rows(objects, name, given, at))
    return PortalView(db, objects, plan, body)


def _rows(objects: ObjectStore, name: str, given: dict[str, Any], at: datetime) -> Iterator[Any]:
    seen: Counter[tuple[str, str]] = Counter()
    told: dict[tuple[str, str | None], SourceRecord] = {}
    for number, item in enumerate(given.get("items", [])):
        unknown = set(item) - ITEM
        assert not unknown, f"an item of the portal {name} has no {sorted(unknown)}"
        language = item.get("language")
        url = item.get("url", f"http://{name}.example/{item['kind']}/{item['key']}")
        lane, source = item.get("lane", language or "*"), item.get("source", item["kind"])
        answer = str(item.get("answer", json.dumps(item, ensure_ascii=False, sort_keys=True, default=str))).encode()
        capture = _capture(objects, f"{name}-{number}", url, lane, answer, at)
        if not seen[url, lane]:
            yield capture
        own = {"capture_id": f"{name}-{number - seen[url, lane]}", "url": url, "lane": lane, "language": language}
        texts = {field: str(item.get(field, "")) for field in ("kind", "key", "title", "body_name", "day")}
        body = str(item.get("body", given.get("body") or ""))
        yield ItemRecord(**own, seq=seen[url, lane], portal=name, source=source, body=body, facts=item.get("facts", {}), **texts)
        seen[url, lane] += 1
        told[source, language] = SourceRecord(**own, portal=name, source=source, state=READ, asked=1, answered=1)
    yield from _sources(name, given["sources"]) if "sources" in given else told.values()


def _sources(name: str, given: list[dict[str, Any]]) -> Iterator[SourceRecord]:
    for item in given:
        lane = item.get("lane", item.get("language") or "*")
        own = {"capture_id": "", "url": f"http://{name}.example/{item['source']}", "portal": name, "state": READ}
        yield SourceRecord(**{**own, **item, "lane": lane})


def _capture(objects: ObjectStore, name: str, url: str, lane: str, body: bytes, at: datetime) -> Capture:
    return Capture(
        id=name,
        url=url,
        lane=lane,
        requested_at=at,
        status=200,
        headers=(),
        object_sha256=objects.put(body),
        size=len(body),
        media_type="application/json",
    )


@cache
def _rules() -> dict[str, dict[str, Any]]:
    """How the portals of the register are read, by name."""
    return {one.portal: one.model_dump(mode="json") for one in load_rules(ROOT / "config") if isinstance(one, PortalRules)}


def _plan(name: str) -> CrawlPlan:
    url = f"http://{name}.example"
    return CrawlPlan(
        run_id=f"portal-{name}",
        body=Body(code=f"portal-{name}", kind="central", name=Text(kk=name, ru=name), sites=(Site(url=url),)),
        methodology="",
        edition="",
        as_of=date(2026, 11, 20),
        period="",
        user_agent="openness-test",
        seed=1,
        key=name,
        config_sha256="0" * 64,
        software="test",
        out="",
        portal=name,
        tenancies=(Tenancy(portal=name, rules=_rules().get(name, {})),),
    )
