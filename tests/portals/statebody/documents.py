"""Makes the files offered for download into ``files/``; run by hand: ``python -m tests.portals.statebody.documents``.

PDFs are printed by Chromium (so they carry a text layer and fonts), the scan is drawn as a picture without text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from playwright.sync_api import sync_playwright

from tests.portals.statebody.content import HERE, load
from tests.portals.statebody.markup import render_markdown

FOLDER = HERE / "files"
MADE = datetime(2026, 11, 3, 9, 30)  # noqa: DTZ001 - the file formats hold no zone
_ANCHOR = re.compile(r"</?a\b[^>]*>")
_SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

ROADS = [
    ("SR-001", "Астана – Қорғалжын дала жолы", "Степная дорога Астана – Коргалжын", "131.4", "қиыршық тас / щебень", "жақсы / хорошее"),
    ("SR-014", "Қостанай – Торғай дала жолы", "Степная дорога Костанай – Торгай", "402.7", "топырақ / грунт", "қанағаттанарлық / удовлетворительное"),
    ("SR-022", "Ырғыз – Шалқар дала жолы", "Степная дорога Иргиз – Шалкар", "188.0", "топырақ / грунт", "нашар / плохое"),
    ("SR-037", "Түркістан – Созақ дала жолы", "Степная дорога Туркестан – Созак", "149.6", "қиыршық тас / щебень", "жақсы / хорошее"),
    ("SR-041", "Ақтау – Сенек дала жолы", "Степная дорога Актау – Сенек", "176.2", "қиыршық тас / щебень", "қанағаттанарлық / удовлетворительное"),
    ("SR-058", "Көкшетау – Зеренді дала жолы", "Степная дорога Кокшетау – Зеренда", "48.9", "асфальт", "жақсы / хорошее"),
]  # fmt: skip
POSTS = [
    ("WP-1", "SR-001", "50.5872", "70.0241", "2025-06-01"),
    ("WP-2", "SR-014", "49.6301", "63.4922", "2025-06-01"),
    ("WP-3", "SR-022", "48.6180", "61.2627", "2026-04-15"),
    ("WP-4", "SR-037", "44.1503", "68.4710", "2026-04-15"),
]
PLAN = [
    ("№", "Атауы / Наименование", "Саны / Количество", "Сомасы, теңге / Сумма, тенге", "Мерзімі / Срок"),
    (1, "Қиыршық тас / Щебень", 12000, 96000000, "IV тоқсан / квартал"),
    (2, "Жол белгілері / Дорожные знаки", 480, 31000000, "IV тоқсан / квартал"),
    (3, "Су деңгейінің датчиктері / Датчики уровня воды", 6, 18600000, "II тоқсан / квартал"),
    (4, "Тірек пункттеріне жанармай / Топливо для опорных пунктов", 90000, 27450000, "III тоқсан / квартал"),
]
PRINTED = {
    "development-plan-2026-kk": ("2026–2030 жылдарға арналған даму жоспары", "activity/plan/", "kk"),
    "development-plan-2026-ru": ("План развития на 2026–2030 годы", "activity/plan/", "ru"),
    "report-appendix-2025-kk": ("2025 жылғы жылдық есепке қосымша: негізгі көрсеткіштер", "activity/statistics/", "kk"),
    "report-appendix-2025-ru": ("Приложение к годовому отчёту за 2025 год: основные показатели", "activity/statistics/", "ru"),
}
ACT = [
    "Министерство степных дорог Республики Казахстан",
    "АКТ ПРОВЕРКИ",
    "исполнения плана развития за первое полугодие 2026 года",
    "город Астана, 30 июня 2026 года",
    "",
    "Комиссия в составе пяти человек проверила исполнение плана развития",
    "и установила:",
    "1. Отремонтировано 298 километров дорог при плане 290 километров.",
    "2. Сдано семь мостов при плане восемь мостов.",
    "3. Датчики уровня воды установлены на 24 переправах.",
    "4. Отклонений в расходовании бюджетных средств не выявлено.",
    "",
    "Председатель комиссии ________________",
    "Члены комиссии ________________",
]
FORMS = {
    "kk": ["Қазақстан Республикасының Дала жолдары министрлігіне", "ӨТІНІШ", "Ірі көлікті өткелден өткізуге рұқсат беруіңізді сұраймын.",
           "Өтініш беруші: ______________________", "Көліктің маркасы және нөмірі: ______________________", "Толық салмағы, тонна: ____________",
           "Өткелдің атауы: ______________________", "Өту күні: ____________", "Қолы: ____________"],
    "ru": ["В Министерство степных дорог Республики Казахстан", "ЗАЯВЛЕНИЕ", "Прошу выдать разрешение на проезд крупного транспорта через переправу.",
           "Заявитель: ______________________", "Марка и номер транспорта: ______________________", "Полная масса, тонн: ____________",
           "Название переправы: ______________________", "Дата проезда: ____________", "Подпись: ____________"],
}  # fmt: skip


def page_html(title: str, path: str, lang: str) -> str:
    """A page text as a sheet for printing."""
    content = load()
    source = content.pages[path].data["body"][lang]
    main = _ANCHOR.sub("", render_markdown(source, str, "")[0])
    style = "body{font:12pt 'DejaVu Serif',serif;margin:1cm}table{border-collapse:collapse}td,th{border:1px solid;padding:4pt}"
    return f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>{style}</style><h1>{title}</h1>{main}'


def act_html() -> str:
    """The inspection act with a text layer, for the flawless site."""
    rows = "".join(f"<p>{line}</p>" for line in ACT)
    return f'<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>Акт проверки</title><body style="font:13pt DejaVu Serif,serif">{rows}'


def print_pdfs() -> None:
    """PDFs with text, by Chromium."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name, (title, path, lang) in PRINTED.items():
            page.set_content(page_html(title, path, lang))
            page.pdf(path=FOLDER / f"{name}.pdf", format="A4", tagged=True)
        page.set_content(act_html())
        page.pdf(path=FOLDER / "inspection-act-2026.pdf", format="A4", tagged=True)
        browser.close()


def scan_pdf() -> None:
    """The inspection act as a slightly turned, grey picture: a PDF in which nothing can be searched."""
    sheet = Image.new("L", (1240, 1754), 246)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(_SERIF, 28)
    for row, line in enumerate(ACT):
        draw.text((130, 200 + 62 * row), line, 40, font)
    draw.ellipse((760, 1020, 1000, 1260), outline=120, width=6)
    sheet = sheet.rotate(0.7, fillcolor=246, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.8))
    sheet.quantize(16).convert("L").save(
        FOLDER / "inspection-act-2026.scan.pdf", resolution=150, creationDate=MADE.timetuple(), modDate=MADE.timetuple()
    )


def order_docx(lang: str) -> None:
    """The rules of order No. 27 as a Word document."""
    page = load().pages["documents/order-27/"]
    document = Document()
    document.core_properties.created = document.core_properties.modified = MADE
    document.core_properties.title = page.data["title"][lang]
    document.core_properties.language = lang
    document.add_heading(page.data["title"][lang], 0)
    for line in page.data["body"][lang].splitlines():
        words = line.split(" {#")[0].strip()
        if words.startswith("## "):
            document.add_heading(words[3:], 1)
        elif words:
            document.add_paragraph(words)
    document.save(str(FOLDER / f"order-27-{lang}.docx"))


def plan_xlsx() -> None:
    """The plan of purchases as a workbook."""
    book = Workbook()
    book.properties.created = book.properties.modified = MADE
    sheet = book.active
    sheet.title = "2026"
    for row in PLAN:
        sheet.append(row)
    book.save(FOLDER / "procurement-plan-2026.xlsx")


def tables() -> None:
    """Open data as CSV, alone and in an archive with its description."""
    roads = _csv(("number", "name_kk", "name_ru", "length_km", "surface", "state"), ROADS)
    (FOLDER / "steppe-roads.csv").write_bytes(roads)
    (FOLDER / "weather-posts.csv").write_bytes(_csv(("post", "road", "latitude", "longitude", "since"), POSTS))
    readme = "Дала жолдарының тізбесі. Кодтауы – UTF-8.\nПеречень степных дорог. Кодировка – UTF-8.\n"
    with zipfile.ZipFile(FOLDER / "steppe-roads.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in (("steppe-roads.csv", roads), ("readme.txt", readme.encode())):
            archive.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)


def _csv(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()


def form_rtf(lang: str) -> None:
    """The application form in RTF, letters outside ASCII as RTF escapes."""
    lines = r"\par ".join("".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in line) for line in FORMS[lang])
    text = r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24 " + lines + "}"
    (FOLDER / f"crossing-application-{lang}.rtf").write_text(text, encoding="ascii")


def main() -> None:
    """Writes every file."""
    print_pdfs()
    scan_pdf()
    plan_xlsx()
    tables()
    for lang in ("kk", "ru"):
        order_docx(lang)
        form_rtf(lang)


if __name__ == "__main__":
    main()
