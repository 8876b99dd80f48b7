"""Small sites for cases: written in YAML, stored as a harvest stores them, extracted for real, judged by the runner."""

from __future__ import annotations

import base64
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine, create_engine, event, insert
from sqlalchemy.pool import NullPool

from checks.runner import run_checks
from crawler.addresses.links import normalise, references, resolve
from crawler.extract import run as extraction
from crawler.extract.bounded import Bounds
from crawler.extract.run import extract
from openness.concepts import asked
from openness.registers import load_acts, load_indicators, load_lexicons, load_rules
from store import schema
from store.base import Text
from store.calendar import load_calendar
from store.findings import CheckOrder, Finding
from store.harvest import (
    Artifact,
    ArtifactKind,
    Body,
    Capture,
    Coverage,
    CrawlPlan,
    Device,
    FailureReason,
    FetchFailure,
    Kind,
    Ledger,
    LedgerEntry,
    Look,
    Site,
)
from store.indicators import Indicator
from store.lexicon import Lexicon
from store.objects import ObjectStore
from store.snapshot import Snapshot
from store.tenancy import Tenancy
from tests.checks.importkit import take_in
from tests.checks.portalkit import ids_of, views_of
from tests.plainyaml import read_yaml

KINDS = {kind.value for kind in Kind if kind.value}
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOME = "http://mekeme.example/"
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CAPTURED = (Ledger.FETCHED, Ledger.UNCHANGED, Ledger.BLOCKED, Ledger.HTTP_ERROR)
CLICKS = frozenset({"a", "area", "iframe", "frame"})
TEXTS = {
    "kk": "Мекеме азаматтардың өтініштерін белгіленген мерзімде қарайды және нәтижесін жариялайды. Әрбір тұрғын өз сұрағын "
    "қоя алады, жауап екі тілде беріледі. Ауылдық округтердегі құрылыс жұмыстары жоспарға сәйкес жүргізіліп жатыр, "
    "оның барысы туралы ақпарат тұрақты түрде жаңартылады.",
    "ru": "Учреждение рассматривает обращения граждан в установленный срок и публикует результаты. Каждый житель может задать "
    "свой вопрос, ответ даётся на двух языках. Строительные работы в сельских округах ведутся по плану, сведения об их ходе "
    "регулярно обновляются и доступны всем посетителям.",
    "en": "The office considers petitions of citizens within the term set by law and publishes the results. Every resident may "
    "ask a question, and the answer is given in both languages of the region without any delay at all.",
}


@lru_cache(maxsize=1)
def lexicons() -> dict[str, Lexicon]:
    """The word lists of the product."""
    return load_lexicons(ROOT / "config")


@lru_cache(maxsize=1)
def indicators() -> dict[str, Indicator]:
    """What a site must tell, as the product has it, and what only cases ask for."""
    return load_indicators(ROOT / "config") | load_indicators(HERE / "config")


@lru_cache(maxsize=1)
def acts() -> Any:
    """The register of acts that cases cite."""
    return load_acts(HERE / "config")


@lru_cache(maxsize=1)
def calendar() -> Any:
    """The calendar of the product."""
    return load_calendar(ROOT / "config")


@lru_cache
def tenancy(portal: str) -> Tenancy:
    """A portal that a body of a case lies on, by the rules of the product."""
    (rules,) = (one for one in load_rules(ROOT / "config") if one.portal == portal)
    return Tenancy(portal=portal, rules=rules.model_dump(mode="json"))


@dataclass
class Answer:
    """How an address of the case's site answers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    ledger: Ledger | None = None
    reason: str = ""
    confirmed: bool = True
    to: str = ""
    depth: int | None = None
    lane: str = "*"
    look: str = ""

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "text/html; charset=utf-8")


def page(body: str, lang: str = "ru", title: str = "", head: str = "") -> str:
    """A whole page around a body; ``{{kk}}``, ``{{ru}}``, ``{{en}}`` stand for a paragraph in that language."""
    for name, text in TEXTS.items():
        body = body.replace("{{" + name + "}}", f"<p>{text}</p>")
    if body.lstrip().lower().startswith(("<!doctype", "<html", "<?xml", "<frameset")):
        return body
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def answer_of(given: Any, defaults: dict[str, Any]) -> Answer:
    """An answer from its short form: text of a page, or a mapping of what differs from a page with status 200."""
    value = dict(given) if isinstance(given, dict) else {"body": given or ""}
    layout = value.pop("layout", defaults.get("layout", "{body}"))
    lang = value.pop("lang", defaults.get("lang", "ru"))
    body = value.pop("body", "")
    raw = value.pop("base64", None)
    encoding = value.pop("encoding", "utf-8")
    plain = value.pop("plain", None)
    html = page(layout.replace("{body}", body), lang, value.pop("title", ""), value.pop("head", ""))
    content = base64.b64decode(raw) if raw else (plain if plain is not None else html).encode(encoding)
    if "file" in value:
        content = (HERE / value.pop("file")).read_bytes()
    ledger = value.pop("ledger", None)
    return Answer(body=content, ledger=Ledger(ledger) if ledger else None, **value)


@dataclass
class Case:
    """One small site, what is ordered, and every finding that must come of it."""

    name: str
    check: str
    options: dict[str, Any]
    languages: tuple[str, ...]
    site: dict[str, Any]
    expect: list[dict[str, Any]]


@cache
def cases_of(path: Path) -> list[Case]:
    """Cases of one file; ``shared`` of the file stands in every case that does not say otherwise. Nobody changes them."""
    data = read_yaml(path)
    shared = data.get("shared", {})
    return [
        Case(
            name=item["name"],
            check=data["check"],
            options=item.get("options", data.get("options", {})),
            languages=tuple(item.get("languages", data.get("languages", ()))),
            site={**shared, **item},
            expect=item["expect"],
        )
        for item in data["cases"]
    ]


class Builder:
    """Stores a case as a harvest does: ledger, captures, failures, artifacts, coverage."""

    def __init__(self, site: dict[str, Any], objects: ObjectStore, run_id: str = "case") -> None:
        self.site = site
        self.objects = objects
        self.run_id = run_id
        self.homes = [normalise(resolve(HOME, url)[0]) for url in site.get("sites", ["/"])]
        self.answers = self._answers(site.get("pages", {}))
        self.rows: list[Any] = []
        self.ledger: dict[tuple[str, str], LedgerEntry] = {}
        self._clock = START

    def _answers(self, pages: dict[str, Any]) -> dict[str, list[Answer]]:
        found: dict[str, list[Answer]] = {}
        for path, given in pages.items():
            lanes = given.pop("lanes", None) if isinstance(given, dict) and "lanes" in given else None
            items = [answer_of({**item, "lane": lane} if isinstance(item, dict) else {"body": item, "lane": lane}, self.site)
                     for lane, item in lanes.items()] if lanes else [answer_of(given, self.site)]  # fmt: skip
            found[self.address(path)] = items
        return found

    def address(self, path: str) -> str:
        """A full address for a path of the case's site."""
        return resolve(HOME, path)[0]

    def plan(self) -> CrawlPlan:
        """A plan for this site."""
        name = Text(kk="Мекеме", ru="Учреждение")
        sites, traits = tuple(Site(url=url) for url in self.homes), tuple(self.site.get("traits", ()))
        body = Body(
            code="mekeme", kind=self.site.get("kind", "central"), name=name, sites=sites, portals=ids_of(self.site), traits=traits
        )
        return CrawlPlan(
            run_id=self.run_id,
            body=body,
            tenancies=tuple(tenancy(name) for name in self.site.get("tenancies", ())),
            methodology="kz-2017",
            edition="2017-12-28",
            as_of=date.fromisoformat(self.site.get("as_of", "2026-11-20")),
            period=str(self.site.get("period", "2026")),
            user_agent="openness-test",
            seed=1,
            key="case",
            config_sha256="0" * 64,
            software="test",
            out="",
            page_only=bool(self.site.get("page_only", False)),
        )

    def walk(self) -> None:
        """Asks every address breadth first, as the crawl does; an address that the case does not list answers 404."""
        waiting = deque((url, 0) for url in self.homes)
        known = dict.fromkeys(self.homes, 0)
        while waiting:
            url, depth = waiting.popleft()
            for goal, step in self._ask(url, depth):
                if goal not in known:
                    known[goal] = depth + step
                    waiting.append((goal, depth + step))
            if not waiting:
                for rest in sorted(set(self.answers) - set(known)):
                    known[rest] = 1
                    waiting.append((rest, 1))
        for url, given in self.site.get("reported", {}).items():
            self._reported(url, answer_of(given, self.site))

    def _reported(self, url: str, answer: Answer) -> None:
        """An address that only the body's report names, as it was opened for it."""
        self._clock += timedelta(seconds=1)
        fell, reason = (answer.ledger, answer.reason) if answer.ledger is Ledger.FAILED else self._class(answer)
        fields: dict[str, Any] = {"answer": fell, "answer_reason": reason, "confirmed": answer.confirmed and answer.status >= 400}
        if fell is not Ledger.FAILED:
            answer.lane = "reported"
            fields |= {"capture_id": self._capture(url, answer).id, "status": answer.status}
        self._enter(url, "reported", 1, Ledger.OUT_OF_SCOPE, kind=Kind.REPORTED, **fields)

    def _ask(self, url: str, depth: int) -> Iterator[tuple[str, int]]:
        if not url.startswith(tuple(home.split("/", 3)[0] + "//" + home.split("/", 3)[2] for home in self.homes)):
            self._stranger(url, depth)
            return
        given = self.answers.get(url, [Answer(status=404, body=page("<h1>404</h1>").encode())])
        for answer in given:
            level = depth if answer.depth is None else answer.depth
            self._answer(url, level, answer)
            if answer.to:
                yield self.address(answer.to), 0
            elif answer.status == 200 and answer.ledger is None and "html" in answer.media:
                yield from self._links(url, answer)

    def _stranger(self, url: str, depth: int) -> None:
        """An address of another site, with the answer that the case gives it under ``strangers``."""
        given = dict(self.site.get("strangers", {}).get(url, {}))
        if not given:
            self._enter(url, "*", depth, Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL)
            return
        self._clock += timedelta(seconds=1)
        fell = Ledger(given.pop("answer", "fetched"))
        reason, since = given.pop("reason", ""), given.pop("since", None)
        if fell is Ledger.FAILED:
            name = f"fail-{len(self.rows)}"
            self.rows.append(
                FetchFailure(
                    id=name, url=url, requested_at=self._clock, reason=FailureReason(reason), detail="x", purpose="external"
                )
            )
        elif "status" in given:
            given["capture_id"] = self._capture(url, Answer(status=given["status"])).id
        fields = {
            **given,
            "answer": fell,
            "answer_reason": reason,
            "failing_since": datetime.fromisoformat(since) if since else None,
        }
        self._enter(url, "*", depth, Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL, **fields)

    def _links(self, url: str, answer: Answer) -> Iterator[tuple[str, int]]:
        tree = LexborHTMLParser(answer.body.decode("utf-8", "replace"))
        for reference in references(tree, url, 20000):
            post = reference.tag == "form" and (reference.node.attributes.get("method") or "get").lower() == "post"
            if post and reference.target not in self.answers:
                self._enter(reference.target, "*", 1, Ledger.OUT_OF_SCOPE, kind=Kind.FORM)
            elif reference.target and not post:
                yield reference.target, int(reference.tag in CLICKS)

    def _answer(self, url: str, depth: int, answer: Answer) -> None:
        self._clock += timedelta(seconds=1)
        if answer.ledger is Ledger.FAILED:
            reason = FailureReason(answer.reason)
            name = f"fail-{len(self.rows)}"
            self.rows.append(
                FetchFailure(id=name, url=url, lane=answer.lane, requested_at=self._clock, reason=reason, detail="x")
            )
            look = Look(answer.look)
            self._enter(url, answer.lane, depth, Ledger.FAILED, reason.value, confirmed=answer.confirmed, second_look=look)
            return
        if answer.ledger is not None and answer.ledger not in CAPTURED:
            self._enter(url, answer.lane, depth, answer.ledger, answer.reason)
            return
        capture = self._capture(url, answer)
        self._enter(
            url,
            answer.lane,
            depth,
            *self._class(answer),
            kind=self._kind(answer),
            status=answer.status,
            capture_id=capture.id,
            redirect_to=self.address(answer.to) if answer.to else None,
            confirmed=answer.confirmed and answer.status >= 400,
            second_look=Look(answer.look),
        )

    def _class(self, answer: Answer) -> tuple[Ledger, str]:
        if answer.to:
            return Ledger.REDIRECTED, str(answer.status)
        if answer.ledger is Ledger.BLOCKED or answer.status in (401, 403, 429):
            return Ledger.BLOCKED, str(answer.status)
        if answer.status >= 400:
            return Ledger.HTTP_ERROR, answer.reason or str(answer.status)
        if answer.ledger is Ledger.HTTP_ERROR:
            return Ledger.HTTP_ERROR, answer.reason
        return answer.ledger or Ledger.FETCHED, answer.reason

    @staticmethod
    def _kind(answer: Answer) -> Kind:
        """What the answer is; said of living addresses only, as a harvest does."""
        if answer.to or answer.reason or answer.status >= 400 or answer.ledger in (Ledger.BLOCKED, Ledger.HTTP_ERROR):
            return Kind.NONE
        if answer.media.startswith(("image/", "text/css", "text/javascript")):
            return Kind.ASSET
        return Kind.PAGE if "html" in answer.media else Kind.DOCUMENT

    def _capture(self, url: str, answer: Answer) -> Capture:
        headers = {"content-type": answer.media, **answer.headers}
        capture = Capture(
            id=f"capture-{len(self.rows)}",
            url=url,
            lane=answer.lane,
            requested_at=self._clock,
            status=answer.status,
            headers=tuple(headers.items()),
            object_sha256=self.objects.put(answer.body),
            size=len(answer.body),
            media_type=answer.media.partition(";")[0],
        )
        self.rows.append(capture)
        return capture

    def _enter(self, url: str, lane: str, depth: int, ledger: Ledger, reason: str = "", **fields: Any) -> None:
        """A line of the ledger; ``reason`` may be the kind of what was read, as readers of a ledger know but one word."""
        said = {"kind": Kind(reason)} if reason in KINDS else {"reason": reason}
        self.ledger.setdefault((url, lane), LedgerEntry(url=url, lane=lane, depth=depth, ledger=ledger, **said, **fields))

    def artifacts(self) -> Iterator[Artifact]:
        """Measurements and pictures that the case gives as JSON or text."""
        for number, item in enumerate(self.site.get("artifacts", [])):
            data = json.dumps(item["json"], ensure_ascii=False).encode() if "json" in item else str(item["text"]).encode()
            yield Artifact(
                id=f"artifact-{number}",
                kind=ArtifactKind(item["kind"]),
                url=self.address(item.get("url", "/")),
                device=Device(item.get("device", "desktop")),
                captured_at=START,
                object_sha256=self.objects.put(data),
                media_type="application/json" if "json" in item else "image/png",
                selector=item.get("selector", ""),
                ok=item.get("ok", True),
            )

    def coverage(self) -> Coverage:
        """Coverage of the case; what it says itself goes first."""
        read = any(entry.ledger in (Ledger.FETCHED, Ledger.UNCHANGED) and entry.depth == 0 for entry in self.ledger.values())
        return Coverage.model_validate({"home_read": read, "render_available": True, **self.site.get("coverage", {})})


@lru_cache(maxsize=1)
def databases() -> Engine:
    """Every connection of this engine is a database of its own in memory, with all tables and no row.

    One engine for all cases, so that statements are put into words once; one copy of the tables, so that they are made once.
    """
    whole = create_engine("sqlite://")
    schema.metadata.create_all(whole)
    tables = whole.raw_connection().driver_connection
    engine = create_engine("sqlite://", poolclass=NullPool)
    event.listen(engine, "connect", lambda connection, _: tables.backup(connection))
    return engine


@contextmanager
def snapshot_of(
    site: dict[str, Any], folder: Path, run_id: str = "case", orders: tuple[CheckOrder, ...] = ()
) -> Iterator[Snapshot]:
    """The sealed harvest of a case's site, extracted by the product's own extraction; only indicators that ``orders`` name count, if any do."""
    objects = ObjectStore(str(folder / "objects"))
    builder = Builder(json.loads(json.dumps(site, default=str)), objects, run_id)
    builder.walk()
    plan = builder.plan()
    with databases().begin() as db:
        row = {"id": run_id, "key": "case", "body": "mekeme", "state": "harvested", "plan": plan.model_dump_json(), "out": ""}
        coverage = builder.coverage().model_dump_json()
        db.execute(insert(schema.runs).values(**row, coverage=coverage, started_at=START.isoformat()))
        schema.write(db, run_id, [*builder.rows, *builder.ledger.values(), *builder.artifacts()])
        with patch.object(extraction, "bounded", _beside):
            extract(db, objects, plan, lexicons())
        take_in(db, builder.site, plan)
        views = views_of(db, objects, builder.site, plan.body, START)
        yield Snapshot(db, objects, plan, lexicons(), _asked(site, orders), acts(), views, calendar(), indicators())


def _beside(do: Callable[[Any], Any], pieces: Iterable[Any], bounds: Bounds) -> Iterator[tuple[Any, Any]]:
    """Reads each capture in this process: pages of cases are ours, and a process for each of a thousand cases takes longer than all else.
    What the process of its own does is proved in ``tests/crawler/extract``."""
    return ((piece, do(piece)) for piece in pieces)


def order_of(case: Case, parameter: str = "kz-test:1") -> CheckOrder:
    """The order that a case stands for."""
    return CheckOrder(check=case.check, parameter=parameter, languages=case.languages, options=case.options)


def _asked(site: dict[str, Any], orders: tuple[CheckOrder, ...]) -> dict[str, Indicator]:
    """The indicators that orders name and those that a case wants beside them; all where none is named."""
    named = asked(indicators(), orders)
    return {**named, **{concept: indicators()[concept] for concept in site.get("asked", ())}} if named else indicators()


def findings_of(case: Case, folder: Path, run_id: str = "case") -> list[Finding]:
    """What the check says of the case's site, proved: every digest named as evidence is in the store."""
    with snapshot_of(case.site, folder, run_id, (order_of(case),)) as snapshot:
        found = list(run_checks(snapshot, [order_of(case)]))
        for item in found:
            for digest in item.evidence:
                assert snapshot.objects.has(digest), f"{item.id}: evidence {digest} is not stored"
    return found


def mismatches(case: Case, found: list[Finding]) -> list[str]:
    """What differs between the findings and those the case lists: unlisted ones, and listed ones that did not come."""
    waiting = list(case.expect)
    faults = []
    for finding in found:
        match = next((wanted for wanted in waiting if _fits(wanted, finding)), None)
        if match is None:
            faults.append(f"not listed: {finding.outcome} {finding.message_key} {finding.url} {finding.language} {finding.facts}")
        else:
            waiting.remove(match)
    return faults + [f"did not come: {wanted}" for wanted in waiting]


def _fits(wanted: dict[str, Any], finding: Finding) -> bool:
    seen: dict[str, Any] = {
        "outcome": finding.outcome.value,
        "message": finding.message_key,
        "url": finding.url.removeprefix(HOME.rstrip("/")) or "/",
        "language": finding.language,
        "count": finding.count,
        "review": finding.needs_review,
        "quote": finding.locator.quote,
        "css": finding.locator.css,
        "xpath": finding.locator.xpath,
        "evidence": len(finding.evidence),
        "pages": [_local(url) for url in finding.pages],
        "cause": finding.cause,
    }
    facts = {name: _local(value) for name, value in finding.facts.items()}
    same = all(seen[name] == value for name, value in wanted.items() if name != "facts")
    return same and all(facts.get(name) == value for name, value in wanted.get("facts", {}).items())


def _local(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(HOME, "/")
    return [_local(part) for part in value] if isinstance(value, list) else value
