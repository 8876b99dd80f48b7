"""Labelled lines with contact data: what a person found in each, what the readers find, and how often the two agree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from crawler.extract.facts.contacts import read_contacts
from crawler.extract.facts.persons import read_persons
from crawler.extract.page.lines import lines_of
from crawler.extract.page.tree import Outline, parse
from crawler.extract.text.decode import decode
from crawler.extract.text.words import words_of
from store.lexicon import Lexicon

HERE = Path(__file__).parent
# Names and addresses of persons are kept as digests: the labels need not spread them.
VEILED = ("email", "person")
KINDS = ("postal", "phone", "short", "email", "person", "hours")
_ABOVE, _BELOW = 4, 9
_OURS = {"short-phone": "short"}


class Label(NamedTuple):
    """What a person found in a line: pairs of kind and value; kinds in ``open`` could not be decided and are not judged."""

    language: str
    expected: tuple[tuple[str, str], ...]
    open: frozenset[str]


class Case(NamedTuple):
    """A labelled line with the lines around it, each with its place on the page; ``at`` is the line's number among them."""

    key: str
    label: Label
    lines: tuple[tuple[str, str], ...]
    at: int


class Tally(NamedTuple):
    """Counts of one kind: values that were found and should be, that were missed, and that were found and should not be."""

    right: int
    missed: int
    wrong: int


def key_of(line: str, above: str = "") -> str:
    """The name of a line in the file of labels; the line above it tells two lines of the same words apart."""
    return hashlib.sha256(f"{above}\n{line}".encode() if above else line.encode()).hexdigest()[:12]


def veil(value: str) -> str:
    """The digest that stands for a name or an e-mail address."""
    return "#" + hashlib.sha256(" ".join(value.casefold().split()).encode()).hexdigest()[:10]


def label_of(language: str, told: str) -> Label:
    """A label from its written form: ``postal=ул. Абая, 5; phone=77172740001; ?hours``; ``-`` for a line that holds nothing."""
    parts = [part.strip() for part in told.split(";") if part.strip() not in ("", "-")]
    pairs = tuple((kind, value) for kind, _, value in (part.partition("=") for part in parts if part[0] != "?"))
    unknown = {kind for kind, _ in pairs} - set(KINDS)
    if unknown:
        raise ValueError(f"{told}: unknown kinds {sorted(unknown)}")
    return Label(language, pairs, frozenset(part[1:] for part in parts if part[0] == "?"))


def own_cases() -> list[Case]:
    """The lines that we wrote: language, label, the lines above (parted by « / »), the line."""
    cases = []
    for row in (HERE / "contact_lines.tsv").read_text(encoding="utf-8").splitlines():
        language, told, above, line = row.split("\t")
        lines = [*(item for item in above.split(" / ") if item), line]
        cases.append(Case(key_of(line), label_of(language, told), tuple((item, "main") for item in lines), len(lines) - 1))
    return cases


def corpus_cases(corpus: Path) -> list[Case]:
    """The labelled lines of the corpus, found again by their digests. KeyError names one that is no longer there."""
    wanted: dict[str, dict[str, Label]] = {}
    for row in (HERE / "contact_labels.tsv").read_text(encoding="utf-8").splitlines():
        file, key, language, told = row.split("\t")
        wanted.setdefault(file, {})[key] = label_of(language, told)
    return [case for file, labels in wanted.items() for case in _in_file(corpus / file, labels)]


def _in_file(file: Path, labels: dict[str, Label]) -> Iterator[Case]:
    if file.suffix == ".tsv":
        rows = file.read_text(encoding="utf-8").splitlines()[1:]
        places = [[(" ".join(row.split("\t")[4].split()), "main")] for row in rows]
        at = {key_of(lines[0][0]): (lines, 0) for lines in places}
    else:
        page = lines_of(Outline(parse(decode(file.read_bytes(), ()).text)[0]))
        told = [(line.text, line.element.place) for line in page]
        above = ["", *(text for text, _ in told)]
        at = {key_of(text, above[number]): (told, number) for number, (text, _) in reversed(list(enumerate(told)))}
    for key, label in labels.items():
        lines, number = at[key]
        start = max(0, number - _ABOVE)
        yield Case(key_of(lines[number][0]), label, tuple(lines[start : number + _BELOW]), number - start)


def held_out(case: Case) -> bool:
    """Whether a line belongs to the third that nobody looks at while readers are mended."""
    return int(case.key, 16) % 3 == 0


def found_in(case: Case, lexicons: dict[str, Lexicon]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the readers find in the line itself, and in all the lines."""
    outline = Outline(parse(_page(case))[0])
    lines, words = lines_of(outline), words_of(lexicons)
    facts = [(_OURS.get(fact.kind, fact.kind), fact.value, fact.element) for fact in read_contacts(outline, lines, words)]
    for fact in read_persons(lines, words):
        beside = [("hours", fact.hours)] * bool(fact.hours) + [("phone", item) for item in fact.phones]
        facts += [(kind, value, fact.element) for kind, value in [("person", fact.name), *beside]]
    told = [(kind, value, element.get("id") == "it") for kind, value, element in facts if kind in KINDS]
    return [(kind, value) for kind, value, here in told if here], [(kind, value) for kind, value, _ in told]


def _page(case: Case) -> str:
    parts = []
    for number, (text, place) in enumerate(case.lines):
        tag = {"header": "header", "footer": "footer", "nav": "nav", "aside": "aside"}.get(place, "main")
        parts.append(f"<{tag}><p{' id=it' if number == case.at else ''}>{escape(text)}</p></{tag}>")
    return f"<!doctype html><html><body>{''.join(parts)}</body></html>".replace("</main><main>", "")


def same(kind: str, wanted: str, value: str) -> bool:
    """Whether a value that was found is the one that was wanted; of several writings (``a|b``) any will do."""
    return any(_alike(kind, item, value) for item in wanted.split("|"))


def _alike(kind: str, wanted: str, value: str) -> bool:
    if kind in VEILED:
        return wanted == (veil(value) if wanted.startswith("#") else " ".join(value.split()).lower()) or wanted == value
    if kind in ("phone", "short"):
        return _digits(wanted) == _digits(value)
    if kind == "hours":
        return all(_digits(part).lstrip("0") in _digits(value) for part in wanted.split(","))
    return _letters(wanted) in _letters(value)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _letters(text: str) -> str:
    return re.sub(r"[^\w/]", "", text.casefold())


def compare(case: Case, lexicons: dict[str, Lexicon]) -> Iterator[tuple[str, str, str]]:
    """One verdict for each value of a line: kind, ``right``, ``missed`` or ``wrong``, and the value."""
    here, near = found_in(case, lexicons)
    used: set[tuple[str, str]] = set()
    for kind, wanted in case.label.expected:
        hit = next((item for item in [*here, *near] if item[0] == kind and same(kind, wanted, item[1])), None)
        if hit is not None:
            used.add(hit)
        if kind not in case.label.open:
            yield kind, "right" if hit else "missed", wanted
    for kind, value in here:
        if (kind, value) not in used and kind not in case.label.open and not _elsewhere(case, kind, value):
            yield kind, "wrong", value


def _elsewhere(case: Case, kind: str, value: str) -> bool:
    """Whether a value with a person, or one that an expected value repeats in other words, is judged in another line or above."""
    if any(item == kind and same(kind, wanted, value) for item, wanted in case.label.expected):
        return True
    return kind in ("phone", "hours") and _digits(value)[-6:] not in _digits(case.lines[case.at][0])


def tallies(cases: list[Case], lexicons: dict[str, Lexicon], language: Callable[[str], bool] = bool) -> dict[str, Tally]:
    """Counts for each kind over the cases whose language is asked for."""
    counts = {kind: {"right": 0, "missed": 0, "wrong": 0} for kind in KINDS}
    for case in cases:
        if language(case.label.language):
            for kind, verdict, _ in compare(case, lexicons):
                counts[kind][verdict] += 1
    return {kind: Tally(**count) for kind, count in counts.items()}


def recall(tally: Tally) -> float:
    """The share of what should be found that is found."""
    return tally.right / max(1, tally.right + tally.missed)


def precision(tally: Tally) -> float:
    """The share of what is found that should be."""
    return tally.right / max(1, tally.right + tally.wrong)
