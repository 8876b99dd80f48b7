"""A conclusion made by hand, with its findings, pictures and coverage, for the tests of reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from reports.result import RunInfo
from store.base import Basis, Text
from store.findings import Finding, Locator, Message, Outcome, finding_id
from store.harvest import (
    Artifact,
    ArtifactKind,
    Body,
    Capture,
    Coverage,
    Device,
    Fonts,
    Ledger,
    LedgerEntry,
    Site,
)
from store.methodology import AssessmentPeriod, Citation, Grade, Methodology, Rule
from store.objects import ObjectStore

SITE = "https://example.gov.kz"
SEEN = datetime(2026, 11, 20, 8, 3, 11, tzinfo=UTC)
LAW = "№ 314-НҚ, V1700016160"
OPTIONS = "0" * 64


def rule(row: str, basis: Basis = Basis.LAW, note: Text | None = None) -> Rule:
    return Rule(basis=basis, citation=Citation(law=LAW, appendix="14", row=row), note=note)


def text(kk: str, ru: str) -> Text:
    return Text(kk=kk, ru=ru)


def run_info(identity: str = "2026-11-20-mam-01", minutes: int = 0) -> RunInfo:
    start = datetime(2026, 11, 20, 7, 0, 0, tzinfo=UTC) + timedelta(minutes=minutes)
    return RunInfo(
        id=identity,
        started_at=start,
        finished_at=start + timedelta(minutes=14, seconds=9),
        as_of=date(2026, 11, 20),
        period="2026",
        software="openness 0.1.0",
        config_sha256="c0" * 32,
    )


def body() -> Body:
    return Body(
        code="mam",
        kind="central",
        name=text(
            "Қазақстан Республикасының Мәдениет және ақпарат министрлігі",
            "Министерство культуры и информации Республики Казахстан",
        ),
        sites=(Site(url=f"{SITE}/kk/", language="kk"), Site(url=f"{SITE}/ru/", language="ru")),
    )


def methodology() -> Methodology:
    title = text(
        "Мемлекеттік органның азаматтармен өзара іс-қимылының тиімділігін бағалау әдістемесі",
        "Методика оценки эффективности взаимодействия государственного органа с гражданами",
    )
    law = Citation(law="Совместный приказ от 23–24 ноября 2017 года, V1700016160", point="83–99", appendix="12–17")
    grade = rule("18")
    return Methodology(
        id="kz-2017",
        edition="2017-12-20",
        title=title,
        valid_from=date(2017, 12, 20),
        valid_to=date(2020, 3, 16),
        law=(law,),
        max={"central": Decimal(80)},
        places_for_bands=2,
        period=AssessmentPeriod(each="half-year", fits=("half-year",), rule=grade),
        criteria=(),
        grades=(
            Grade(
                id="high", title=text("жоғары тиімділік дәрежесі", "высокая степень эффективности"), low=Decimal(90), rule=grade
            ),
            Grade(
                id="middle", title=text("орташа тиімділік дәрежесі", "средняя степень эффективности"), low=Decimal(70), rule=grade
            ),
            Grade(id="low", title=text("төмен тиімділік дәрежесі", "низкая степень эффективности"), low=Decimal(50), rule=grade),
            Grade(id="none", title=text("тиімсіз", "неэффективная деятельность"), low=Decimal(0), rule=grade),
        ),
        sha256="1a" * 32,
        partial=text(
            "2026 жылы қолданыстағы редакция әлі енгізілмеген; есеп 2017 жылғы әдістеме бойынша жасалды.",
            "Редакция, действующая в 2026 году, ещё не внесена; расчёт выполнен по Методике 2017 года.",
        ),
    )


def coverage() -> Coverage:
    return Coverage(
        pages={"kk": 611, "ru": 640, "": 12},
        documents={"kk": 48, "ru": 95},
        rendered={"kk": 22, "ru": 26},
        ledger={
            Ledger.FETCHED: 1406,
            Ledger.REDIRECTED: 37,
            Ledger.HTTP_ERROR: 4,
            Ledger.BLOCKED: 2,
            Ledger.OUT_OF_SCOPE: 288,
            Ledger.BEYOND_BUDGET: 1240,
        },
        truncated=True,
        truncated_by="pages",
        home_read=True,
        render_available=True,
        browser="Chromium 150.0",
        fonts=Fonts(count=291, sha256="0f" * 32, defaults={"sans-serif": "Noto Sans", "serif": "Noto Serif"}),
        unreachable=(
            LedgerEntry(url=f"{SITE}/ru/contacts", ledger=Ledger.FAILED, reason="timeout", attempts=2, confirmed=True),
            LedgerEntry(url=f"{SITE}/kk/map", ledger=Ledger.BLOCKED, reason="403", status=403, attempts=1),
        ),
    )


def finding(
    parameter: str,
    outcome: Outcome,
    url: str,
    ru: str,
    kk: str,
    evidence: tuple[str, ...],
    *,
    check: str = "internal-links-and-fragments-live",
    subject: str = "",
    language: str | None = None,
    facts: dict[str, object] | None = None,
    locator: Locator | None = None,
    count: int = 1,
    confidence: str = "1",
    needs_review: bool = False,
) -> Finding:
    return Finding(
        id=finding_id(check, parameter, language, outcome, url, subject or url),
        check=check,
        check_version="1",
        parameter=parameter,
        language=language,  # type: ignore[arg-type]
        outcome=outcome,
        count=count,
        url=url,
        facts=facts or {},
        locator=locator or Locator(),
        message=Message(kk=kk, ru=ru, en=f"{check}: {outcome}"),
        evidence=evidence,
        confidence=confidence,
        needs_review=needs_review,
        captured_at=SEEN,
        options_sha256=OPTIONS,
    )


def picture(words: str, size: tuple[int, int] = (1280, 1900), ground: str = "#f4f6f8") -> bytes:
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], 90), fill="#0a4a7a")
    for line in range(12):
        draw.rectangle((60, 150 + line * 60, max(80, size[0] - 120 - (line % 4) * 140), 172 + line * 60), fill="#c3ccd6")
    draw.text((60, 30), words, fill="white", font_size=34)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def artifact(kind: ArtifactKind, url: str, digest: str, selector: str = "") -> Artifact:
    return Artifact(
        id=f"{kind}-{digest[:8]}",
        kind=kind,
        url=url,
        device=Device.DESKTOP,
        captured_at=SEEN,
        object_sha256=digest,
        media_type="image/png",
        selector=selector,
    )


def dead_links(page_digest: str, number: int = 6) -> list[Finding]:
    made = []
    for place in range(number):
        target = f"{SITE}/ru/documents/order-{place + 1}.pdf"
        made.append(
            finding(
                "kz-2017:a14.2.9.1",
                Outcome.DEFICIENCY,
                f"{SITE}/ru/documents",
                f"Ссылка «Приказ № {place + 1}» ведёт на несуществующую страницу {target} (код 404).",
                f"«№ {place + 1} бұйрық» сілтемесі жоқ бетке апарады: {target} (404 коды).",
                (page_digest,),
                subject=target,
                language="ru",
                facts={"target": target, "status": 404},
                locator=Locator(
                    xpath=f"/html/body/main/ul/li[{place + 1}]/a", quote=f"Приказ № {place + 1} от 12 марта 2026 года"
                ),
            )
        )
    return made


class Case:
    """Everything that a run hands to reports, with its objects stored under ``root``.

    Without ``drawn`` the pictures are plain bytes, so that their digests do not hang on the version of the PNG writer.
    """

    def __init__(self, root: Path, drawn: bool = True) -> None:
        self.objects = ObjectStore(str(root))
        put = self.objects.put
        self.page = put("<!doctype html><title>Документы</title>".encode())
        self.shot = put(picture("example.gov.kz/ru/documents") if drawn else b"page")
        self.element = put(picture("#8a8a8a", (420, 120), "#ffffff") if drawn else b"element")
        self.basis = put(b'{"pages": 1251, "words": ["breadcrumb"]}')
        self.artifacts = (
            artifact(ArtifactKind.SCREENSHOT, f"{SITE}/ru/documents", self.shot),
            artifact(ArtifactKind.ELEMENT, f"{SITE}/ru/news", self.element, "footer .note"),
        )
        self.links = dead_links(self.page)
        self.contrast = finding(
            "kz-2017:a14.3.6",
            Outcome.DEFICIENCY,
            f"{SITE}/ru/news",
            "Контраст текста к фону 3,45:1 меньше 4,5:1.",
            "Мәтіннің фонға қатысты контрасты 3,45:1, бұл 4,5:1 мәнінен аз.",
            (self.element, self.page),
            check="text-has-contrast",
            facts={"ratio": "3.45", "required": "4.5", "colours": ["#8a8a8a", "#ffffff"]},
            locator=Locator(css="footer .note", quote="Барлық құқықтар қорғалған"),
            language="kk",
        )
        self.crumbs = finding(
            "kz-2017:a14.2.4",
            Outcome.MISSING,
            f"{SITE}/kk/",
            "Навигационная цепочка не найдена ни на одной из 1 251 страницы.",
            "Навигациялық тізбек 1 251 беттің ешқайсысынан табылмады.",
            (self.basis,),
            check="pages-have-breadcrumbs",
            count=1,
        )
        self.depth = finding(
            "kz-2017:a14.2.2",
            Outcome.MET,
            f"{SITE}/ru/",
            "За 5 переходов доступно 97 % материалов.",
            "Материалдардың 97 %-ы 5 өту арқылы қолжетімді.",
            (self.page,),
            check="materials-within-click-limit",
        )
        self.language = finding(
            "kz-2017:a14.2.9.2",
            Outcome.UNVERIFIED,
            f"{SITE}/ru/press/1",
            "Не удалось установить, та ли это страница на казахском языке.",
            "Қазақ тіліндегі дәл сол бет екенін анықтау мүмкін болмады.",
            (self.page,),
            check="language-switch-keeps-page",
            confidence="0.62",
            needs_review=True,
        )
        self.findings = [*self.links, self.contrast, self.crumbs, self.depth, self.language]


def capture(url: str, digest: str, **more: object) -> Capture:
    return Capture(
        id=f"capture-{digest[:12]}",
        url=url,
        requested_at=SEEN,
        status=200,
        headers=(),
        object_sha256=digest,
        size=0,
        media_type="text/html",
        **more,  # type: ignore[arg-type]
    )
