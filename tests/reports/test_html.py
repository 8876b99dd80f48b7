"""The report: what it says, how it escapes, how large it grows."""

from __future__ import annotations

import random
import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from reports.errors import ReportError
from reports.html import write_html
from reports.html.allowance import Allowance
from reports.html.pictures import NUMBER, Pictures, small_copy
from reports.html.safe import clean, cut, href
from reports.html.view import build
from reports.numbers import printed
from reports.read import read_lines, read_result
from reports.result import write_run
from scoring.engine import score
from scoring.methodology import choose, rows
from store.demands import Proof
from store.findings import Outcome
from store.harvest import ArtifactKind
from store.methodology import Methodology
from tests.reports import sample
from tests.reports.conftest import Run
from tests.reports.sample_score import conclusion

CONFIG = Path(__file__).parents[2] / "config"
LIMIT = 20 * 1024 * 1024
SCRIPT = (Path(__file__).parents[2] / "reports" / "html" / "static" / "report.js").read_text("utf-8")
PAYLOADS = ('<img src=x onerror="alert(1)">', "'\"><script>alert(1)</script>", "</style><svg onload=alert(1)>", "{{ 7*7 }}")


def report(run: Run, language: str) -> LexborHTMLParser:
    return LexborHTMLParser((run.out / f"report.{language}.html").read_text("utf-8"))


def words(node: object) -> str:
    return " ".join(node.text(separator=" ").split())  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_structure(run: Run, language: str) -> None:
    tree = report(run, language)
    assert tree.css_first("html").attributes["lang"] == language
    assert [len(tree.css(name)) for name in ("h1", "main", "header", "footer", "nav", "script", "link")] == [1, 1, 1, 1, 1, 1, 0]
    assert tree.css_first("h1").text() == sample.body().name.model_dump()["kk" if language == "kk" else "ru"]
    other = "ru" if language == "kk" else "kk"
    assert tree.css_first(f".other-name[lang={other}]").text() == sample.body().name.model_dump()[other]
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = [node.attributes["href"][1:] for node in tree.css("a[href^='#']")]
    assert set(targets) <= set(ids)


def test_in_english_the_words_of_the_law_are_marked_as_russian(run: Run) -> None:
    tree = report(run, "en")
    assert words(tree.css_first(".row .arithmetic")).startswith("Weight 0.40 of 0.60")
    for part in tree.css("style, script, title, option, .draft, [lang=ru], [lang=kk]"):
        part.decompose()
    left = tree.body.text(separator="\n") if tree.body is not None else ""
    assert [line for line in left.splitlines() if re.search("[а-яё]", line, re.IGNORECASE)] == []


def test_a_result_of_an_earlier_version_is_told_in_russian_and_marked(run: Run, tmp_path: Path) -> None:
    result = read_result(run.out)
    for row in (row for table in result["criteria"] for one in table["indicators"] for row in one["parameters"]):
        row["explanation"].pop("en")
    path = write_html(tmp_path, "en", result, read_lines(run.out), run.case.objects)
    line = LexborHTMLParser(path.read_text("utf-8")).css_first(".row .arithmetic li span")
    assert line.attributes["lang"] == "ru"
    assert line.text() == "Вес"


def test_nothing_is_loaded_from_outside(run: Run) -> None:
    tree = report(run, "ru")
    assert all(node.attributes["src"].startswith("data:image/webp;base64,") for node in tree.css("[src]"))
    assert "url(" not in tree.css_first("style").text()
    assert "default-src 'none'" in tree.css_first("meta[http-equiv]").attributes["content"]


def test_score_and_open_total(run: Run) -> None:
    score = words(report(run, "ru").css_first("section.score"))
    assert "Подтверждённые баллы 0,15 из 20,00" in score
    assert "Возможный диапазон 0,15–15,45" in score
    assert "Итоговая оценка пока не поставлена" in score
    assert "Не решены 2 строки." in score
    assert "между «неэффективная деятельность» и «средняя степень эффективности»" in score
    kazakh = words(report(run, "kk").css_first("section.score"))
    assert "Расталған балдар 0,15 / 20,00" in kazakh
    assert "2 жол шешілмеген." in kazakh


def test_bar_shows_certain_and_open(run: Run) -> None:
    bar = report(run, "ru").css_first("section.score svg")
    assert bar.attributes["aria-label"] == "Подтверждено: 0,15 из 20,00; возможно: до 15,45."
    assert bar.css_first(".bar-sure").attributes["width"] == "7"
    assert (bar.css_first(".bar-open").attributes["x"], bar.css_first(".bar-open").attributes["width"]) == ("7", "765")


def test_rows_stand_as_printed(run: Run) -> None:
    table = report(run, "ru").css_first("table.printed")
    rows = [words(row) for row in table.css("tbody tr:not(.parts-of)")]
    # The parts of a requirement stand in the row below it.
    assert [words(row).split(" ")[0] for row in table.css("tbody tr:has(+ tr.parts-of) > td.no")] == ["2.9"]
    assert len(table.css("tbody tr.parts-of li:not(.paper)")) == 2
    assert [row.split(" ")[0] for row in rows] == ["2.", "2.2", "2.4", "2.9", "3.", "3.3", "3.6"]
    assert rows[1] == "2.2 Навигационная доступность (не более чем за 3 перехода) – 0,30 0,30 – выполнено – 1 – строка 2.2"
    assert rows[3].endswith("– 0,60 0,00 0,00–0,40 не решено −0,20 (6 фактов; предел 0,20, достигнут) 7 – строка 2.9")
    assert words(table.css_first("tfoot tr")) == "Сумма строк 10,00 0,30 0,30–0,90"


def test_finding_tells_everything_that_proves_it(run: Run) -> None:
    tree = report(run, "ru")
    card = tree.css_first(f"article[id$='{run.case.links[0].id}']")
    said = words(card)
    for part in (
        run.case.links[0].message.ru,
        "https://example.gov.kz/ru/documents",
        "Приказ № 1 от 12 марта 2026 года",
        "/html/body/main/ul/li[1]/a",
        "20 ноября 2026 г., 13:03:11 (UTC+5)",
        run.case.page,
    ):
        assert part in said
    assert card.css_first("q").attributes["lang"] == "ru"
    link = card.css_first("a.address")
    assert (link.attributes["href"], link.attributes["rel"]) == ("https://example.gov.kz/ru/documents", "noopener noreferrer")
    picture = tree.css_first(f"#picture-{run.case.shot[:16]} img")
    assert picture.attributes["alt"] == "Снимок страницы https://example.gov.kz/ru/documents"


def test_one_picture_is_embedded_once(run: Run) -> None:
    tree = report(run, "ru")
    assert len(tree.css("img")) == 2
    assert len(tree.css(f"a[href='#picture-{run.case.shot[:16]}']")) == len(run.case.links) - 1


def test_coverage_and_open_rows_are_told(run: Run) -> None:
    tree = report(run, "kk")
    coverage = words(tree.css_first("section[aria-labelledby=coverage]"))
    assert "қазақ тілі 611 48 22" in coverage
    assert "тілі анықталмаған 12 0 0" in coverage
    assert "уақытында жауап болмады" in coverage
    assert "https://example.gov.kz/kk/map автоматты сұрауға жабық 403 коды (кейінгі талпыныспен расталмаған) 1" in coverage
    still_open = words(tree.css_first("section[aria-labelledby=open]"))
    assert "3.3 Пернетақта арқылы басқару мүмкіндігі – 0,00–0,20 адамның қарауы қажет" in still_open


def test_how_to_mend_stands_in_full_once_for_each_check(run: Run, tmp_path: Path) -> None:
    text = "Замените `href` на <b>адрес</b>."
    both = {"kk": "<a href=1>", "ru": "<a href=1>"}
    lines = read_lines(run.out)
    mends = {
        line["check"]: {"mend": {"kk": text, "ru": text, "en": text}, "before": both, "after": {**both, "ru": "<a href=2>"}}
        for line in lines
    }
    path = write_html(tmp_path, "ru", read_result(run.out), lines, run.case.objects, run.artifacts, mends=mends)
    tree = LexborHTMLParser(path.read_text("utf-8"))
    shorts = {line["check"] for line in lines if line["outcome"] in ("deficiency", "missing")}
    full = tree.css("article details.mend")
    assert shorts
    assert {node.attributes["id"] for node in full} == {f"mend-{check}" for check in shorts}
    for node in full:
        assert node.css_first("p").html == "<p>Замените <code>href</code> на &lt;b&gt;адрес&lt;/b&gt;.</p>"
        assert [one.text() for one in node.css("pre")] == ["<a href=1>", "<a href=2>"]
    # Every other shortcoming leads to it, and what is met or open tells nothing of mending.
    leads = tree.css("article p.mend a")
    assert {one.attributes["href"].removeprefix("#") for one in leads} <= {node.attributes["id"] for node in full}
    charged = tree.css("article.card-deficiency, article.card-missing")
    assert len(leads) + len(full) == len(charged)
    assert tree.css("article.card-met .mend, article.card-unverified .mend") == []


def test_what_is_on_each_page_leads_to_the_cards_that_tell_it(run: Run) -> None:
    tree = report(run, "ru")
    shown = tree.css("section[aria-labelledby=pages] details.page")
    lines = [line for line in read_lines(run.out) if line["outcome"] in ("deficiency", "missing", "unverified")]
    wanted = {url for line in lines for url in line.get("pages") or [line["url"]] if url.startswith("http")}
    told = {node.css_first("p a").attributes["href"]: node for node in shown}
    assert wanted
    assert set(told) <= wanted
    for node in shown:
        links = [one.attributes["href"] for one in node.css("li a")]
        assert links
        assert len(set(links)) == len(links)
        assert all(tree.css_first(f"[id='{link[1:]}']") is not None for link in links if link)
    heads = [words(node.css_first("summary")) for node in shown]
    charged = [any("недостат" in one for one in head.split(";")) for head in heads]
    assert charged == sorted(charged, reverse=True), "pages with shortcomings come first"
    # Nothing that is met stands among what is to be mended.
    assert not any("выполнено" in words(node) for node in tree.css("section[aria-labelledby=pages] li .outcome"))


def test_unknown_language_and_unwritable_folder(run: Run, tmp_path: Path) -> None:
    result, lines = read_result(run.out), read_lines(run.out)
    with pytest.raises(ReportError, match="written in kk, ru, en, not in «tr»"):
        write_html(tmp_path, "tr", result, lines, run.case.objects)
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match=r"report.ru.html: cannot be written"):
        write_html(tmp_path / "file", "ru", result, lines, run.case.objects)


def _poisoned(value: object, payload: str, key: str = "") -> object:
    """The value with the payload in every text that a page, a register or a methodology file can fill."""
    kept = {"id", "outcome", "status", "points", "weight", "max", "low", "as_of", "started_at", "finished_at", "captured_at"}
    kept |= {
        "range",
        "raw",
        "raw_max",
        "penalty",
        "final",
        "cap",
        "findings",
        "language",
        "evidence",
        "grade",
        "grade_range",
        "decided",
    }
    if key in kept:
        return value
    if isinstance(value, dict):
        return {name: _poisoned(item, payload, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_poisoned(item, payload) for item in value]
    return f"{value}{payload}" if isinstance(value, str) else value


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_becomes_markup(run: Run, tmp_path: Path, payload: str) -> None:
    result, lines = read_result(run.out), read_lines(run.out)
    hostile = _poisoned(result, payload)
    marked = [{**_poisoned(line, payload), "facts": {payload: payload, "list": [payload]}} for line in lines]  # type: ignore[dict-item]
    clean_tags = sorted({node.tag for node in report(run, "ru").css("body *")})
    text = write_html(tmp_path, "ru", hostile, marked, run.case.objects, run.artifacts).read_text("utf-8")  # type: ignore[arg-type]
    tree = LexborHTMLParser(text)
    assert sorted({node.tag for node in tree.css("body *")}) == clean_tags
    assert [node.text() for node in tree.css("script")] == [SCRIPT]
    assert tree.css("[onerror], [onload], [onclick]") == []
    assert len(tree.css("style")) == 1
    assert "49" not in tree.css_first("h1").text()
    assert payload in tree.css_first("h1").text()
    hrefs = {
        node.attributes["href"].partition(":")[0] for node in tree.css("a[href]") if not node.attributes["href"].startswith("#")
    }
    assert hrefs <= {"http", "https"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.kz",
        "ftp://example.kz/",
        "https://",
        "http://[",
        "https://x/" + "a" * 2100,
    ],
)
def test_addresses_that_are_no_links(url: str) -> None:
    assert href(url) is None


def test_addresses_that_are_links() -> None:
    assert href("https://example.gov.kz/?a=1&b=2") == "https://example.gov.kz/?a=1&b=2"


def test_turning_and_control_letters_are_made_visible() -> None:
    assert clean("gov\u202ezk.\u0000exe\tа") == "gov\ufffdzk.\ufffdexe\tа"
    assert cut("ә" * 600, 500) == "ә" * 499 + "…"


def test_row_shares_are_bounded_and_the_rest_is_counted(run: Run) -> None:
    line = read_lines(run.out)[2]
    allowance = Allowance()
    told = allowance.add([{**line, "id": f"{number:016x}"} for number in range(1000)])
    few = allowance.add([line])
    allowance.share()
    assert (told.full, told.compact, told.left) == (50, 200, 750)
    assert (few.full, few.compact, few.left) == (1, 0, 0)


def test_a_row_with_long_texts_does_not_starve_the_others(run: Run) -> None:
    line = read_lines(run.out)[2]
    long = {**line, "message": dict.fromkeys(("kk", "ru", "en"), "ә" * 4000)}
    allowance = Allowance(limit=120_000)
    greedy = allowance.add([long] * 500)
    modest = allowance.add([line] * 2)
    allowance.share()
    assert modest.full == 2
    assert greedy.left > 400
    assert allowance.spent <= 120_000


def test_order_of_telling(run: Run) -> None:
    lines = read_lines(run.out)
    told = Allowance().add(
        [{**lines[0], "outcome": name} for name in ("met", "unverified", "missing", "not-applicable", "deficiency")]
    )
    assert [one["outcome"] for one in told.findings] == ["missing", "deficiency", "unverified", "met", "not-applicable"]


def _noise(seed: int) -> bytes:
    """A picture that hardly packs: the worst case for the budget."""
    random.seed(seed)
    image = Image.frombytes("RGB", (640, 480), random.randbytes(640 * 480 * 3))
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=0)
    return buffer.getvalue()


def test_report_of_five_thousand_findings_and_pictures_stays_small(tmp_path: Path) -> None:
    case = sample.Case(tmp_path / "evidence")
    shots = [case.objects.put(_noise(seed)) for seed in range(90)]
    case.artifacts = tuple(
        sample.artifact(ArtifactKind.SCREENSHOT, f"{sample.SITE}/p/{number}", shots[number % len(shots)])
        for number in range(5000)
    )
    case.links = [
        sample.finding(
            "kz-2017:a14.2.9.1",
            Outcome.DEFICIENCY,
            f"{sample.SITE}/p/{number}",
            f"Ссылка № {number} не работает. " + "Очень длинное пояснение. " * 30,
            f"№ {number} сілтеме жұмыс істемейді. " + "Өте ұзақ түсіндірме. " * 30,
            (shots[number % len(shots)], case.page),
            subject=str(number),
        )
        for number in range(5000)
    ]
    case.findings = [*case.links, case.contrast, case.crumbs, case.depth, case.language]
    write_run(
        tmp_path, sample.run_info(), sample.body(), sample.methodology(), sample.coverage(), conclusion(case), case.findings
    )
    path = write_html(tmp_path, "ru", read_result(tmp_path), read_lines(tmp_path), case.objects, case.artifacts)
    assert 1_000_000 < path.stat().st_size < LIMIT
    assert "И ещё 4751 факт в файле findings.jsonl." in path.read_text("utf-8")


def test_picture_budget_in_bytes_and_in_number(tmp_path: Path) -> None:
    case = sample.Case(tmp_path)
    shots = [case.objects.put(_noise(seed)) for seed in range(4)]
    shown = [sample.artifact(ArtifactKind.SCREENSHOT, f"{sample.SITE}/{n}", shot) for n, shot in enumerate(shots)]
    asked = [{"evidence": [shot], "url": sample.SITE} for shot in shots]
    one = Pictures(case.objects, shown).of(asked[0])
    assert one is not None
    pictures = Pictures(case.objects, shown, limit=2 * len(one.uri) + 40_000)
    assert sum(pictures.of(item) is not None for item in asked) == 2
    three = Pictures(case.objects, shown, number=3)
    assert sum(three.of(item) is not None for item in asked) == 3
    assert NUMBER >= 100


def test_damaged_absent_and_dishonest_pictures_are_left_out(tmp_path: Path) -> None:
    case = sample.Case(tmp_path)
    digest = case.objects.put(b"\x89PNG\r\n\x1a\nnot a picture")
    absent = "ab" * 32
    shown = [sample.artifact(ArtifactKind.SCREENSHOT, sample.SITE, name) for name in (digest, absent)]
    pictures = Pictures(case.objects, shown)
    assert pictures.of({"evidence": [digest], "url": ""}) is None
    assert pictures.of({"evidence": [absent], "url": ""}) is None
    buffer = BytesIO()
    Image.new("1", (30_000, 30_000)).save(buffer, "PNG")
    assert small_copy(buffer.getvalue(), crop=False) is None


def test_element_is_shown_before_the_page(run: Run) -> None:
    pictures = Pictures(run.case.objects, run.artifacts)
    picture = pictures.of({"evidence": [run.case.shot, run.case.element], "url": ""})
    assert picture is not None
    assert picture.artifact.kind is ArtifactKind.ELEMENT
    assert not picture.whole_page
    assert (picture.width, picture.height) == (420, 120)


def test_long_page_is_cut_to_its_upper_part(run: Run) -> None:
    picture = Pictures(run.case.objects, run.artifacts).of({"evidence": [run.case.shot], "url": ""})
    assert picture is not None
    assert picture.cut
    assert (picture.width, picture.height) == (640, 704)


def test_rows_outside_printed_sections_are_not_lost(run: Run) -> None:
    result = read_result(run.out)
    indicator = result["criteria"][0]["indicators"][0]
    indicator["sections"] = indicator["sections"][:1]
    view = build(result, read_lines(run.out), Pictures(run.case.objects, ()))
    assert [row.row["number"] for row in view.rows] == ["2.2", "2.4", "2.9", "3.3", "3.6"]


def test_same_run_gives_same_report(run: Run, tmp_path: Path) -> None:
    path = write_html(tmp_path, "kk", read_result(run.out), read_lines(run.out), run.case.objects, run.artifacts)
    assert path.read_bytes() == (run.out / "report.kk.html").read_bytes()


def test_every_row_of_the_encoded_law_stands_in_the_report(tmp_path: Path) -> None:
    edition, note = choose(CONFIG, "kz-2017", date(2018, 6, 1))
    judged = score([], edition, "central")
    write_run(tmp_path, sample.run_info(), sample.body(), edition, sample.coverage(), judged, [], (note,) if note else ())
    path = write_html(tmp_path, "kk", read_result(tmp_path), [], sample.Case(tmp_path / "objects").objects)
    tree = LexborHTMLParser(path.read_text("utf-8"))
    wanted = [row.number for criterion in judged.criteria for indicator in criterion.indicators for row in indicator.parameters]
    rows = tree.css("table.printed tbody tr:not(.group) td.no")
    assert sorted(words(cell) for cell in rows) == sorted(printed(number, "kk") for number in wanted)
    assert len(tree.css("section[aria-labelledby=open] tbody tr:not(.group)")) == judged.total.open
    assert path.stat().st_size < 2_000_000


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_proof_asked_stands_once_beside_an_open_row(tmp_path: Path, language: str) -> None:
    edition, _ = choose(CONFIG, "kz-2025", date(2026, 6, 1))
    judged = score([], edition, "central")
    write_run(tmp_path, sample.run_info(), sample.body(), edition, sample.coverage(), judged, [])
    path = write_html(tmp_path, language, read_result(tmp_path), [], sample.Case(tmp_path / "objects").objects)
    tree = LexborHTMLParser(path.read_text("utf-8"))
    told = [words(node) for node in tree.css("section[aria-labelledby=open] details details")]
    central = {row.id for *_, row in rows(edition, "central")}
    wanted = [proof for proof in edition.demands.proofs for row in proof.rows if row in central]
    assert len(told) == len(wanted)
    for proof in wanted:
        assert any(getattr(proof.text, language).split()[-1] in text for text in told)
    assert any("API" in text and getattr(proof_of(edition, "kz-2025:a9.t1.4").by, language) in text for text in told)


def proof_of(edition: Methodology, name: str) -> Proof:
    return next(proof for proof in edition.demands.proofs if proof.id == name)
