"""Advice without points: the file in which a run keeps it, and its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports import words
from reports.expected import AnyObject
from reports.files import canonical, write_whole
from reports.i18n import N_, t
from reports.jsonread import read_object
from reports.numbers import moment
from store.advice import Counsel

COUNSEL_FILE = "counsel.json"
SCHEMA = "openness/counsel/1"
SENTENCES = {
    "no-tls": N_("Pages come over plain HTTP, where anyone on the line can read and change them: serve the site over HTTPS."),
    "security-headers": N_("The home page is sent without {names}: let the server send these headers, which protect readers."),
    "mixed-content": N_("Secure pages load parts over plain HTTP, which browsers block or warn of: load them over HTTPS."),
    "repeated-pages": N_("The same text stands under several addresses: keep one and redirect the others to it."),
    "orphan-pages": N_("No page leads to these pages: link them from the section they belong to, or take them down."),
    "heavy-pictures": N_("Pictures of more than 1 MB: store them at the size at which they are shown."),
    "standards": N_("Faults by WCAG 2.2 that no row of the act asks for: {names}."),
    "act-rules": N_("Faults by the W3C's rules of testing that no row of the act asks for: {names}."),
    "phone-targets": N_(
        "On a telephone links and buttons smaller than 24 pixels lie so close that a finger misses them: give them room."
    ),
    "records-changed": N_(
        "Contact data, leaders or hours differ from what the run {run} read: see that each change is meant and stands in both languages."
    ),
    "heavy-pages": N_(
        "Pages of more than 5 MB with their pictures, scripts and styles open slowly on a phone: make them lighter."
    ),
}
NOT_GIVEN = N_("not given")
# What a datum is that was read otherwise before.
KINDS = {
    "phone": N_("telephone"),
    "email": N_("e-mail address"),
    "postal": N_("postal address"),
    "hours": N_("hours of work or reception"),
    "person": N_("who holds the post"),
    "post": N_("post"),
}
# What a rule of axe-core finds, or a kind of ACT rules.
RULES = {
    "button-name": N_("buttons without a name"),
    "document-title": N_("pages without a title"),
    "frame-title": N_("frames without a title"),
    "html-has-lang": N_("pages that do not name their language"),
    "html-lang-valid": N_("pages whose language is named wrongly"),
    "label": N_("fields without a label"),
    "link-name": N_("links without a name"),
    "nested-interactive": N_("controls inside controls"),
    "select-name": N_("lists of choices without a label"),
    "target-size": N_("links and buttons too small to be hit"),
    "act-aria": N_("roles and states for screen readers that are wrong or incomplete"),
    "act-hidden-focus": N_("hidden parts that the keyboard still reaches"),
    "act-sound": N_("sound that starts by itself and cannot be stopped"),
    "act-orientation": N_("a page that is turned by force when the telephone is turned"),
    "act-refresh": N_("pages that reload or lead on by themselves"),
    "act-language-of-parts": N_("parts whose language is named wrongly"),
    "act-tables": N_("tables whose headers belong to no cells"),
    "act-empty-headings": N_("headings without words"),
    "act-same-names": N_("links of one name that lead to different things"),
    "act-scrolling": N_("parts that scroll and that the keyboard does not reach"),
    "act-autocomplete": N_("fields whose automatic filling is named wrongly"),
    "act-text-spacing": N_("spacing of text that the reader cannot change"),
    "act-menu-names": N_("entries of menus without a name"),
    "act-media-text": N_("films and recordings without captions or a text"),
    "act-high-contrast": N_("text fainter than 7:1, the enhanced contrast"),
}


def write_counsel(out: Path, found: Iterable[Counsel], more: Iterable[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """Writes counsel.json into a run's folder and gives what it holds. Raises ReportError where it cannot be written.

    :param more: lines that were written once and cannot be told anew, behind the others.
    """
    told = [*(_line(one) for one in found), *more]
    write_whole(out / COUNSEL_FILE, (canonical({"schema": SCHEMA, "counsel": told}, indent=1), "\n"))
    return told


def _line(one: Counsel) -> dict[str, Any]:
    line: dict[str, Any] = {"code": one.code, "count": one.count, "names": list(one.names), "pages": list(one.pages)}
    if one.since:
        line |= {"since": one.since, "changes": [change.model_dump(mode="json") for change in one.changes]}
    return line


def read_counsel(out: Path) -> list[dict[str, Any]]:
    """What counsel.json holds; nothing where the run has none yet. Raises ReportError for a file of another form."""
    if not (out / COUNSEL_FILE).is_file():
        return []
    value, _ = read_object(out / COUNSEL_FILE, AnyObject, SCHEMA)
    return list(value.get("counsel", []))


def sentence(one: dict[str, Any], language: str) -> str:
    """What to mend, in one sentence; a code that this version does not know stands as it is."""
    text = SENTENCES.get(one["code"])
    names = ", ".join(t(RULES[name], language) if name in RULES else name for name in one["names"])
    return one["code"] if text is None else t(text, language, names=names, run=one.get("since", ""))


def change(one: dict[str, Any], language: str) -> str:
    """What a datum was and is, with both days and whose it is."""
    kind = KINDS.get(one["kind"])
    what = one["kind"] if kind is None else t(kind, language)
    about = f" ({one['about']})" if one["about"] else ""
    sides = ((one["before"], one["before_at"]), (one["after"], one["after_at"]))
    told = [f"{value or t(NOT_GIVEN, language)} [{moment(at, language)}]" for value, at in sides]
    return f"{words.word(words.LANGUAGE_SHORT, one['language'], language)}, {what}{about}: {' → '.join(told)}"
