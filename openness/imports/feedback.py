"""Messages of citizens on drafts of acts and on budgets: comment or proposal, accepted or not, answered or not – each said by a person."""

from __future__ import annotations

from openness.imports import columns as c
from openness.imports.columns import Choice, Column
from openness.imports.faults import Faults
from openness.imports.kinds import Context, Gathered, Kind, lines, links, prove_day
from openness.imports.rows import Row
from openness.imports.template_day import Offset
from reports.i18n import N_
from store.base import Text
from store.reported import FEEDBACK, Fact

EARLIER = N_("found {found}, which lies before the message came in ({received}); correct one of the dates")
NEEDED = N_("the cell is empty; say of a proposal whether it was accepted")
NOT_ACCEPTED = N_("found «{found}», but only proposals are accepted or refused; empty the cell or correct the class")
NO_BASIS = N_("the cell is empty; of an accepted proposal write the point of the act, the budget programme or another proof")
TWICE = N_("the message {number} stands in line {line} already; keep one of them")
QUOTE = 200

SOURCES = (
    Choice("acts", "НҚА жобасы", "проект НПА", ("құқықтық акт жобасы", "проект правового акта")),
    Choice("budgets", "бюджеттік бағдарлама", "бюджетная программа", ("бюджет",)),
    Choice("other", "басқа", "другое"),
)
CLASSES = (
    Choice("comment", "пікір", "комментарий"),
    Choice("proposal", "ескерту не ұсыныс", "замечание или предложение", ("ескерту", "ұсыныс", "замечание", "предложение")),
)
COLUMNS = (
    Column("source", "қайда түсті", "к чему", "НҚА жобасына, бюджеттік бағдарламаға (жобаға немесе есепке) немесе басқаға.",
           "К проекту НПА, к бюджетной программе (проекту или отчету) или к другому.", c.choice, choices=SOURCES),
    Column("document", "құжат", "документ", "Жобаның немесе есептің атауы.", "Название проекта или отчета.", c.words),
    Column("number", "порталдағы нөмірі", "номер на портале",
           "Хабарламаның порталдағы нөмірі; белгісіз болса, бос.", "Номер сообщения на портале; если неизвестен – пусто.",
           c.words, blank=True, optional=True),
    Column("received", "түскен күні", "дата поступления", "Хабарлама түскен күн.", "День поступления сообщения.", c.day),
    Column("text", "мәтіні", "текст", "Хабарламаның мәтіні немесе оның басы.", "Текст сообщения или его начало.", c.words),
    Column("class", "түрі", "вид",
           "Пікір – нақты ескертулер мен ұсыныстары жоқ көзқарас; өзгесі – ескерту не ұсыныс.",
           "Комментарий – мнение без конкретных замечаний и предложений; остальное – замечание или предложение.",
           c.choice, choices=CLASSES),
    Column("accepted", "қабылданды", "принято", "Ескерту не ұсыныс қабылданды ма; пікір үшін бос.",
           "Принято ли замечание или предложение; для комментария – пусто.", c.choice, blank=True, choices=c.YES_NO),
    Column("basis", "қайда ескерілді", "где учтено",
           "Қабылданған ұсыныс үшін – күшіне енген актінің тармағы, бекітілген бюджеттік бағдарлама немесе өзге растау.",
           "Для принятого – пункт вступившего в силу акта, утвержденная бюджетная программа или другое подтверждение.",
           c.proof, blank=True),
    Column("answered", "жауап күні", "дата ответа", "Жауап берілген күн; жауап болмаса, бос.", "День ответа; если ответа нет – пусто.",
           c.day, blank=True),
    Column("note", "ескертпе", "примечание", "Ескертпе; есепке алынбайды.", "Примечание; в подсчете не участвует.",
           c.words, blank=True, optional=True),
)  # fmt: skip


def gather(rows: list[Row], context: Context, faults: Faults) -> Gathered:
    """The four figures of point 22, and every message by itself for comparison with the portals."""
    for row in rows:
        _prove(row, context, faults)
    _prove_numbers(rows, faults)
    if faults:
        return Gathered()
    rule = context.rules.feedback
    proposals = [row for row in rows if row["class"] == "proposal"]
    comments = [row for row in rows if row["class"] == "comment"]
    counted = (
        (rule.proposals, proposals),
        (rule.accepted, [row for row in proposals if row["accepted"] == "yes"]),
        (rule.comments, comments),
        (rule.answered, [row for row in comments if row["answered"] is not None]),
    )
    sums = (Fact(name=name, value=str(len(found)), places=lines(found), proof=links(found, "basis")) for name, found in counted)
    return Gathered(facts=(*sums, *map(_message, rows)))


def _prove(row: Row, context: Context, faults: Faults) -> None:
    prove_day(row, "received", context, faults)
    prove_day(row, "answered", context, faults, in_period=False)
    if row["answered"] and row["received"] and row["answered"] < row["received"]:
        faults.add(row.number, row.column("answered"), EARLIER, found=row["answered"], received=row["received"])
    if not row.sound:
        return
    proposal = row["class"] == "proposal"
    if proposal and row["accepted"] is None:
        faults.add(row.number, row.column("accepted"), NEEDED)
    if not proposal and row["accepted"] is not None:
        faults.add(
            row.number, row.column("accepted"), NOT_ACCEPTED, found=next(one for one in c.YES_NO if one.code == row["accepted"])
        )
    if row["accepted"] == "yes" and not row["basis"]:
        faults.add(row.number, row.column("basis"), NO_BASIS)


def _prove_numbers(rows: list[Row], faults: Faults) -> None:
    """A message stands once: by its number, else by document, day and words."""
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        if not row.sound:
            continue
        number = row["number"]
        own = (row["document"], row["received"], row["text"])
        key = (
            row["source"],
            *((number.casefold(),) if number else (text if not isinstance(text, str) else c.folded(text) for text in own)),
        )
        if key in seen:
            at = "number" if number else "text"
            faults.add(row.number, row.column(at), TWICE, number=number or "", line=seen[key])
        seen.setdefault(key, row.number)


def _message(row: Row) -> Fact:
    told = {
        "source": row["source"],
        "class": row["class"],
        "accepted": row["accepted"] or "",
        "answered": "" if row["answered"] is None else row["answered"].isoformat(),
        "received": row["received"].isoformat(),
        "text": row["text"][:QUOTE],
        "document": row["document"][:QUOTE],
    }
    details = {name: value for name, value in told.items() if value}
    return Fact(
        name=FEEDBACK, subject=row["number"] or "", value="1", places=lines([row]), proof=links([row], "basis"), details=details
    )


KIND = Kind(
    code="feedback",
    title=Text(kk="Азаматтардың жобалар мен бюджеттерге пікірлері", ru="Сообщения граждан к проектам и бюджетам"),
    help=Text(
        kk="Кезең ішінде НҚА жобаларына, бюджеттік бағдарламалардың жобалары мен есептеріне түскен барлық пікірлер, ескертулер мен "
        "ұсыныстар, әрқайсысы – бір жол. Ештеңе түспесе, тек тақырып жолы қалады.",
        ru="Все комментарии, замечания и предложения, поступившие за период к проектам НПА, проектам бюджетных программ и отчетам, "
        "каждое – одна строка. Если ничего не поступило, остается одна строка заголовка.",
    ),
    columns=COLUMNS,
    gather=gather,
    empty=True,
    examples=(
        {
            "source": "acts",
            "document": Text(
                kk="Қағидаларға өзгерістер енгізу туралы бұйрық жобасы", ru="Проект приказа о внесении изменений в Правила"
            ),
            "number": "811001",
            "received": Offset(20),
            "text": Text(
                kk="5-тармақтан екінші сөйлемді алып тастауды ұсынамын", ru="Предлагаю исключить второе предложение пункта 5"
            ),
            "class": "proposal",
            "accepted": "yes",
            "basis": "https://example.gov.kz/act-5",
            "answered": Offset(25),
            "note": None,
        },
        {
            "source": "budgets",
            "document": Text(kk="015 бюджеттік бағдарламасының жобасы", ru="Проект бюджетной программы 015"),
            "number": None,
            "received": Offset(30),
            "text": Text(kk="Бағдарламаны қолдаймын", ru="Программу поддерживаю"),
            "class": "comment",
            "accepted": None,
            "basis": None,
            "answered": Offset(33),
            "note": None,
        },
    ),
)
