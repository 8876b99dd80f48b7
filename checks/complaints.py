"""What forms say of a field that was left empty: told in words, marked without a word, or nothing that could be seen without sending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.measured import Report
from checks.sampled import Fault

CHOSEN = frozenset({"select-one", "range", "color"})


def forms_of(report: Report) -> list[dict[str, Any]]:
    """Forms into which something is entered; searches are none of them, nor is a choice that always has its value."""
    return [
        form for form in report.data.get("forms") or () if any(field["type"] not in CHOSEN for field in form.get("fields") or ())
    ]


def certain(report: Report) -> Iterator[Fault]:
    """Forms that mark a field as faulty, or come back when they are sent without what they ask for, and have no word for it."""
    for form in forms_of(report):
        if not speaks(form) and (_marks(form) or _comes_back(form)):
            yield _noted(report, "wordless", form)


def doubtful(report: Report) -> Iterator[Fault]:
    """Forms that took everything as it was: only an answer to what is really sent could tell."""
    for form in forms_of(report):
        if not (speaks(form) or _marks(form) or _comes_back(form)):
            yield _noted(report, "unsure", form)


def speaks(form: dict[str, Any]) -> bool:
    """Whether the page, the browser or the answer to what was sent says in words what is wrong with some field."""
    faulty = [field for field in form["fields"] if _faulty(field)]
    beside = any(field["native"].strip() or field["linked"].strip() or field["near"].strip() for field in faulty)
    told = faulty and (form["new_text"].strip() or form["spoken"].strip())
    return bool(beside or told or (form.get("sent") and form.get("answer_words")))


def _comes_back(form: dict[str, Any]) -> bool:
    """Whether a form that asks for something was sent without it and stands there again, with nothing new on the page."""
    asks = any(field["required"] for field in form["fields"])
    return bool(asks and form.get("sent") and form.get("again") and form.get("answer_new") == [])


def _faulty(field: dict[str, Any]) -> bool:
    return bool(field["complained"] or field["aria_invalid"] or field["near"].strip())


def _marks(form: dict[str, Any]) -> bool:
    return any(field.get("marked") for field in form["fields"])


def _noted(report: Report, kind: str, form: dict[str, Any]) -> Fault:
    labels = ", ".join(filter(None, (field["label"].strip()[:40] for field in form["fields"])))
    return Fault(report, kind, form["xpath"], labels, {"fault": "sent-without-complaint"} if kind == "unsure" else {})
