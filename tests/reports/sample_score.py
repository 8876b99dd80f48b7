"""The conclusion that the sample findings lead to, made by hand."""

from __future__ import annotations

from decimal import Decimal

from store.base import Basis, Text
from store.conclusion import (
    Conclusion,
    CriterionScore,
    Deduction,
    ElementScore,
    IndicatorScore,
    ParameterScore,
    Range,
    Status,
    Step,
    Total,
)
from tests.reports.sample import Case, rule, text


def parameter(
    row: str,
    title: Text,
    weight: str,
    low: str,
    high: str,
    status: Status,
    **more: object,
) -> ParameterScore:
    return ParameterScore(
        id=f"kz-2017:a14.{row}",
        number=row,
        title=title,
        language=None,
        weight=Decimal(weight),
        points=Decimal(low),
        range=Range(low=Decimal(low), high=Decimal(high)),
        status=status,
        rule=more.pop("rule", rule(row)),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def conclusion(case: Case) -> Conclusion:
    ids = tuple(one.id for one in case.links)
    links = parameter(
        "2.9",
        text("Гипермәтіндік сілтемелердің қолжетімділігі", "Доступность гипертекстовых ссылок"),
        "0.60",
        "0",
        "0.4",
        Status.UNVERIFIED,
        deductions=(Deduction(rule="2.9 1)", count=6, points=Decimal("0.2"), cap=Decimal("0.2"), capped=True),),
        findings=(*ids, case.language.id),
        elements=(
            ElementScore(
                id="kz-2017:a14.2.9.1",
                title=text(
                    "белсенді емес сілтемелердің және жоқ беттерге апаратын сілтемелердің болмауы",
                    "отсутствие неактивных ссылок и ссылок на несуществующие страницы",
                ),
                status=Status.MISSING,
                findings=ids,
            ),
            ElementScore(
                id="kz-2017:a14.2.9.2",
                title=text(
                    "басқа тілдік нұсқаның тиісті бетіне өту", "переход на соответствующую страницу другой языковой версии"
                ),
                status=Status.UNVERIFIED,
                findings=(case.language.id,),
            ),
        ),
        explanation=(
            Step(key="Weight"),
            Step(key="{points} of {max}", values={"points": Decimal("0.40"), "max": Decimal("0.60")}),
        ),
        open_reasons=(Step(key="not verified"),),
    )
    crumbs = parameter(
        "2.4",
        text("Навигациялық тізбектердің болуы", "Наличие навигационных цепочек, отображающих местонахождение пользователя"),
        "1",
        "0",
        "0",
        Status.MISSING,
        findings=(case.crumbs.id,),
    )
    depth = parameter(
        "2.2",
        text("Навигациялық қолжетімділік", "Навигационная доступность (не более чем за 3 перехода)"),
        "0.30",
        "0.3",
        "0.3",
        Status.MET,
        findings=(case.depth.id,),
        rule=rule(
            "2.2",
            Basis.RECONSTRUCTED,
            text("Шешуші өлшем – 5 өту.", "Решает предел в 5 переходов из порядка распределения баллов."),
        ),
    )
    contrast = parameter(
        "3.6",
        text("Мәтін мен фонның контрасты", "Контрастность текста по отношению к фону не менее 4,5:1"),
        "0.20",
        "0",
        "0",
        Status.MISSING,
        deductions=(Deduction(rule="3.6", count=1, points=Decimal("0.20")),),
        findings=(case.contrast.id,),
    )
    keyboard = parameter(
        "3.3",
        text("Пернетақта арқылы басқару мүмкіндігі", "Управление всей функциональностью с помощью клавиатуры"),
        "0.20",
        "0",
        "0.2",
        Status.UNVERIFIED,
        open_reasons=(Step(key="a person should look"),),
    )
    indicator = IndicatorScore(
        id="kz-2017:a14",
        number="3",
        title=text("Интернет-ресурстың қолжетімділігі", "Доступность интернет-ресурса"),
        max=Decimal(5),
        raw=Range(low=Decimal("0.3"), high=Decimal("0.9")),
        raw_max=Decimal(10),
        points=Decimal("0.15"),
        range=Range(low=Decimal("0.15"), high=Decimal("0.45")),
        explanation=(Step(key="{points} of {max}", values={"points": Decimal("0.15"), "max": Decimal(5)}),),
        sections=(
            ("2", text("Интернет-ресурстағы ақпараттың қолжетімділігі", "Доступность информации на интернет-ресурсе"), (0, 1, 2)),
            ("3", text("Нашар көретін адамдар үшін қолжетімділік", "Доступность для слабовидящих людей"), (3, 4)),
        ),
        parameters=(depth, crumbs, links, keyboard, contrast),
    )
    criterion = CriterionScore(
        id="kz-2017:openness",
        number="1",
        title=text("Интернет-ресурстың ашықтығы", "Открытость интернет-ресурса"),
        max=Decimal(20),
        points=Decimal("0.15"),
        range=Range(low=Decimal("0.15"), high=Decimal("15.45")),
        indicators=(indicator,),
    )
    return Conclusion(
        methodology="kz-2017",
        edition="2017-12-20",
        methodology_sha256="1a" * 32,
        total=Total(
            points=Decimal("0.15"),
            max=Decimal(20),
            penalty=Decimal(0),
            final=None,
            range=Range(low=Decimal("0.15"), high=Decimal("15.45")),
            grade=None,
            grade_range=("none", "middle"),
            open=2,
        ),
        criteria=(criterion,),
    )
