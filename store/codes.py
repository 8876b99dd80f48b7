"""Facts of a finding as a reader reads them: names and values in words, numbers as each language writes them.

findings.jsonl keeps the codes. A message of a check and the technical data of a report take their words from here, so both say
the same. A value that no list knows is what the site said (an address, a quotation) and stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

from store import (
    budgetwords,
    mediafacts,
    opendatawords,
    optionwords,
    ownwords,
    platformwords,
    reasonwords,
    reportwords,
    subordinatewords,
)
from store import checkwords as looked
from store import codewords as say
from store.findings import Message

# Facts whose value is a decimal number as text.
NUMBERS = frozenset({"confidence", "percent", "ratio", "required", "screens", "seconds"}) | ownwords.written("number")
# Facts whose value is a moment as text.
MOMENTS = frozenset({"since"}) | ownwords.written("moment")
# Facts that quote the site: a word of a feed, the label of a link, a kind of address that the page names.
QUOTED = frozenset({"relations", "sign"}) | ownwords.written("quotation")
VALUES: dict[str, dict[str, Message]] = {
    "browser": looked.BROWSER,
    "class": mediafacts.CLASS,
    "content": say.CONTENT,
    "demand": {**looked.DEMAND, **looked.ASKED},
    "devices": say.DEVICE,
    "document": budgetwords.DOCUMENT,
    "element": say.ELEMENT,
    "empty": budgetwords.ROW,
    "fault": say.FAULT,
    "faults": budgetwords.FAULT,
    "form_faults": looked.FORM_FAULT,
    "kind": {**say.DATUM, **say.REFERENCE, **say.FORMAT, **budgetwords.DOCUMENT},
    "kinds": say.FORMAT,
    "language": say.VERSION,
    "left_to": platformwords.LEFT_TO,
    "limit": reasonwords.LIMIT,
    "loading": say.LOADING,
    "means": looked.MEANS,
    "misfits": say.NONE,
    "one_address": looked.ONE_ADDRESS,
    "page_language": say.LANGUAGE,
    "part": {**looked.DEMAND, **budgetwords.PART},
    "parts": budgetwords.PART,
    "place": say.PLACE,
    "reason": {**say.SOURCE_STATE, **reasonwords.REASON, **budgetwords.REASON, **reportwords.REASON},
    "reasons": reasonwords.REASON,
    "relations": say.RELATION,
    "rule": say.AXE_RULE,
    "sign": {**say.SIGN, **say.TRACE},
    "seen_of_it": mediafacts.SEEN,
    "signs": looked.PAIRED,
    "source": looked.SYSTEM,
    "sources": looked.SYSTEM,
    "state": say.SOURCE_STATE,
    "standing": reportwords.STANDING,
    "status": reasonwords.REASON,
    "target_language": say.LANGUAGE,
    "told_by": platformwords.LEFT_TO,
    "unread": say.NONE,
    "view": looked.VIEW,
    "words": mediafacts.MARK,
    "why": {**reasonwords.REASON, **say.SOURCE_STATE, **budgetwords.WHY, **opendatawords.WHY, **platformwords.REASON},
    "wide": say.NONE,
    **opendatawords.CODES,
    **subordinatewords.CODES,
    **optionwords.VALUES,
    **subordinatewords.VALUES,
}
VALUES = ownwords.joined_codes(VALUES, "store/codes.py")
# Facts whose values are names of formats and encodings, which are written in capitals.
CAPITALS = frozenset({"allowed", "archives", "documents", "encoding", "kinds"}) | ownwords.written("format")
FORMATS = frozenset({"kind"})
# Facts that say why: a status where no code does.
FAULTS = frozenset({"fault", "reason", "reasons", "why"})
# Facts in whose words days stand: «811103 (2026-10-05): …».
DATED = frozenset(
    {"drafts_lacking", "drafts_open", "drafts_silent", "held", "late", "overdue", "pending", "unanswered", "weeks"}
) | ownwords.written("days")
# Figures that rows are counted from: two values are the ends between which the figure lies.
FIGURES = frozenset(
    {
        *("answered", "audits-late", "audits-published", "comments", "comments-answered", "discussions", "discussions-announced"),
        *(
            "documents-due",
            "documents-published",
            "drafts",
            "drafts-announced",
            "drafts-due",
            "drafts-published",
            "entries",
            "events",
            "events-public",
        ),
        *(
            "half-years-served",
            "lacking",
            "meetings-held",
            "months-below-one",
            "months-below-two",
            "questions",
            "questions-answered",
        ),
        *("reports-due", "reports-late", "reports-published", "sets-by-api", "sets-published", "sets-required", "updates-due"),
        *("updates-on-time", "weeks-without-entry"),
        *ownwords.written("figure"),
    }
)
UNBOUNDED = "…"
_DAY = re.compile(r"(?<![\w/.-])(\d{4})-(\d{2})-(\d{2})(?![\w/-])")
_LOAD = re.compile(r"(?P<device>[a-z]+-[a-z]+) (?P<address>\S+): (?P<loading>[a-z]+)")
_FORMAT = re.compile(r"[a-z0-9]{2,5}")


def value(name: str, fact: Any, language: str) -> str:
    """A fact's value in one language (kk, ru or en); a list is told with commas."""
    if name in FIGURES and isinstance(fact, list | tuple) and len(fact) == 2 and str(fact[0]).isdigit():
        return _between(str(fact[0]), str(fact[1]), language)
    if isinstance(fact, list | tuple):
        return ", ".join(value(name, one, language) for one in fact)
    if isinstance(fact, bool):
        return str(getattr(say.BOOLEAN[fact], language))
    said = VALUES.get(name, {}).get(str(fact))
    return str(getattr(said, language)) if said is not None else _written(name, str(fact), language)


def _between(low: str, high: str, language: str) -> str:
    """A figure of which only the ends are known, or only the lower one."""
    return str(getattr(say.BOUND["least"], language)).format(number=low) if high == UNBOUNDED else f"{low}–{high}"


def _written(name: str, text: str, language: str) -> str:
    """A value that is no code of its fact."""
    if name in NUMBERS:
        return text if language == "en" else text.replace(".", ",")
    if name in QUOTED:
        return f"«{text}»"
    if language != "en" and (name in DATED or _DAY.fullmatch(text)):
        return _DAY.sub(r"\3.\2.\1", text)
    if name in CAPITALS or (name in FORMATS and _FORMAT.fullmatch(text)):
        return text.upper()
    if name in FAULTS:
        return _formed(text, _FAULTS, language)
    if name == "note":
        return note(text, language)
    load = _LOAD.fullmatch(text) if name == "seen" else None
    if load is None:
        return text
    device, loading = (value(key, load[group], language) for key, group in (("devices", "device"), ("loading", "loading")))
    return f"{device}, {load['address']}: {loading}"


# What an answer or a reader of feeds says in a form of its own: a status, a place in a file.
_FAULTS: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"(?P<a>\d{3})"), Message(kk="жауап коды {a}", ru="код ответа {a}", en="status {a}")),
    (
        re.compile(r"not well-formed: .*\(line (?P<a>\d+)\)"),
        Message(kk="XML бұзылған, {a}-жол", ru="нарушены правила XML, строка {a}", en="not well-formed XML, line {a}"),
    ),
    (re.compile(r"not well-formed: .*"), Message(kk="XML бұзылған", ru="нарушены правила XML", en="not well-formed XML")),
    (
        re.compile(r"mark: (?P<a>.+)"),
        Message(
            kk="жауапта күтілген белгі жоқ: ‹{a}›",
            ru="в ответе нет ожидаемой приметы: ‹{a}›",
            en="the answer lacks the mark ‹{a}›",
        ),
    ),
    (
        re.compile(r"field: (?P<a>.+)"),
        Message(kk="өріс жоқ: ‹{a}›", ru="нет поля: ‹{a}›", en="the field ‹{a}› is lacking"),
    ),
    (
        re.compile(r"items: (?P<a>\d+) < (?P<b>\d+)"),
        Message(
            kk="жазба саны {a}, кемінде {b} керек", ru="записей {a}, нужно не менее {b}", en="{a} items, at least {b} wanted"
        ),
    ),
    (
        re.compile(r"portal-reading-failed: .*"),
        Message(kk="порталды оқу сәтсіз аяқталды", ru="прочитать портал не удалось", en="reading the portal failed"),
    ),
    (re.compile(r"not parsed: .*"), Message(kk="файлды талдау мүмкін болмады", ru="файл не удалось разобрать", en="not parsed")),
)

# What the readers of documents note of a file, by the form of the note.
_NOTES: tuple[tuple[re.Pattern[str], Message], ...] = tuple(
    (re.compile(form), Message(kk=kk, ru=ru, en=en))
    for form, kk, ru, en in (
        (
            r"text on (?P<a>\d+) of (?P<b>\d+) pages read, of (?P<c>\d+)",
            "мәтіні бар беттер: {a}, оқылғаны: {b}, барлығы: {c}",
            "страниц с текстом: {a}, прочитано: {b}, всего: {c}",
            "pages with text: {a}, read: {b}, in all: {c}",
        ),
        (
            r"(?P<a>\d+) pages could not be read",
            "оқылмаған беттер: {a}",
            "не удалось прочитать страниц: {a}",
            "pages that could not be read: {a}",
        ),
        (r"no pages", "беттері жоқ", "нет страниц", "no pages"),
        (r"needs a password", "құпиясөз қажет", "нужен пароль", "needs a password"),
        (
            r"larger than (?P<a>\d+) bytes.*",
            "{a} байттан үлкен, мәтіні оқылмады",
            "больше {a} байт, текст не прочитан",
            "larger than {a} bytes, text not read",
        ),
        (
            r"read up to (?P<a>\d+) bytes unpacked",
            "жайып ашқандағы алғашқы {a} байты оқылды",
            "прочитано до {a} байт в распакованном виде",
            "read up to {a} bytes unpacked",
        ),
        (
            r"bytes are not in the declared encoding",
            "байттар көрсетілген кодтауға сай емес",
            "байты не соответствуют указанной кодировке",
            "bytes are not in the declared encoding",
        ),
        (r"broken (?P<a>\w+): (?P<b>\w+)", "{a} файлы бүлінген", "файл {a} повреждён", "broken {a} ({b})"),
        (r"(?P<a>\w+) not read: .*", "{a} файлы оқылмады", "файл {a} не прочитан", "{a} not read"),
        (r"(?P<a>\d+) files: (?P<b>.*)", "файлдар саны: {a} ({b})", "файлов: {a} ({b})", "files: {a} ({b})"),
    )
)


def note(text: str, language: str) -> str:
    """What a reader of documents noted, in words; a note of no known form stays as it is."""
    return "; ".join(_formed(part, _NOTES, language) for part in text.split("; "))


def _formed(part: str, forms: tuple[tuple[re.Pattern[str], Message], ...], language: str) -> str:
    for form, message in forms:
        match = form.fullmatch(part)
        if match:
            return str(getattr(message, language)).format_map(match.groupdict())
    return part
