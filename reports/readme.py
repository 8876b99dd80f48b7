"""README of an evidence package in plain text: what it is, what lies where, how to prove it with common tools, what it cannot prove."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from reports.i18n import N_, t
from reports.numbers import day, moment
from reports.numbers import edition as dated
from store.visible import line

README = {"kk": "README.kk.txt", "ru": "README.ru.txt", "en": "README.en.txt"}
# Where the state's database of law shows an act of this number.
ACTS = {
    "kk": "https://adilet.zan.kz/kaz/docs/{act}",
    "ru": "https://adilet.zan.kz/rus/docs/{act}",
    "en": "https://adilet.zan.kz/rus/docs/{act}",
}
_ACT = re.compile(r"[A-Z]\d{9,12}")
WIDTH = 100

TITLE = N_("EVIDENCE PACKAGE OF AN OPENNESS AUDIT")
WHAT = N_("What this is")
WHAT_TEXT = N_(
    "Everything that the score of one audit rests on: what the site answered, what a browser measured and pictured, each finding, the "
    "points, the edition of the law they were counted by, and the reports. It can be read and proved on any machine, without this "
    "program's database and without a network."
)
FACTS = (
    (N_("Body"), "body"),
    (N_("Run"), "run"),
    (N_("Software"), "software"),
    (N_("State as of"), "as_of"),
    (N_("Audit began"), "began"),
    (N_("Audit ended"), "ended"),
)
LAW = N_("The law")
LAW_TEXT = N_("The points were counted by {title}, edition {edition} ({id}). Its tables as data, with a citation beside each number, lie in "
              "data/methodology; the digest that closes them: {digest}.")  # fmt: skip
WHERE = N_("What lies where")
PLACES = (
    ("data/report.kk.html, data/report.ru.html, data/report.en.html", N_("the report to be read, with every finding")),
    ("data/result.json", N_("the points, row by row, with the arithmetic and people's decisions")),
    ("data/findings.jsonl", N_("every finding, one a line, with the digests of its evidence")),
    ("data/ledger.jsonl", N_("every address that was met and where it ended")),
    ("data/index.kk.html, data/index.ru.html, data/index.csv", N_("the index: address, time, files")),
    ("data/objects/", N_("what was stored, each file under its SHA-256, in folders by its first two signs")),
    ("data/warc/", N_("the exchange with the site as it was, in WARC files (ISO 28500)")),
    ("data/indexes/index.cdxj", N_("the index of the WARC files, from which a program that replays archives («pywb») shows the site as it was")),
    ("data/captures.jsonl, data/artifacts.jsonl", N_("the same index for the program that verifies")),
    ("data/run.json", N_("what was asked of the audit")),
    ("data/methodology/", N_("the edition of the law as data")),
    ("bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt", N_("the list of all files with their SHA-256 (BagIt, RFC 8493)")),
    ("signatures/", N_("where the auditor had them made: signature and time stamp over tagmanifest-sha256.txt")),
)  # fmt: skip
HASHES = N_("How to check the digests with common tools")
HASHES_TEXT = N_("Unpack the ZIP file and go into the folder that holds this README. Every line must end with OK:")
TOOLS = (
    ("Linux", "sha256sum -c manifest-sha256.txt"),
    ("macOS", "shasum -a 256 -c manifest-sha256.txt"),
    ("Windows", "certutil -hashfile data\\result.json SHA256"),
    ("BagIt", "python -m pip install bagit; python -m bagit --validate ."),
)
ONE_FILE = N_(
    "On Windows the command shows the SHA-256 of one file; compare it with the line of that file in manifest-sha256.txt."
)
VERIFY = N_("How to verify the whole")
VERIFY_TEXT = N_(
    "The program proves more than digests: that every finding has its evidence, that each record of the WARC files agrees with its "
    "object, that the result and the findings name each other, that the edition of the law is the closed one:"
)
NOTED = N_(
    "The SHA-256 of the ZIP file itself was printed when it was made. Where it was written into an act or a letter, compare it first: "
    "a package that was changed and packed again has another one."
)
NOT = N_("What the package cannot prove")
LIMITS = (
    N_("When it was made: the times are those of the auditor's machine. A date that nobody can doubt comes from noting the SHA-256 of the ZIP "
       "file in a dated act or from a time stamp of a certifying authority."),
    N_("That the site answers everybody alike: it shows what came to the auditor's machine at those times."),
    N_("That what was not read does not exist: addresses that could not be read stand in data/ledger.jsonl with the reason, and are open in the "
       "score."),
    N_("Who made it, where the folder signatures is absent: only a signature tells that."),
    N_("Why an address was asked, which machine answered and which tools are named: nothing else in the package tells these and no "
       "point rests on them; only a signature keeps them from being changed."),
)  # fmt: skip
HOLDS = N_(
    "A WACZ holds the site's answers as they came, with their times, an index and the list of pages read; no points, findings, "
    "measurements of the browser or decisions. It proves neither who made it nor that nothing in it was changed: changes are found "
    "by verifying the evidence package (`openness evidence verify`), and who made that is proved by a signature alone."
)
CARE = N_("Care")
CARE_TEXT = N_(
    "The files in data/objects came from a site and may hold harmful scripts. Look at copies without a network or in a text editor; the "
    "ending that a copy needs stands in the index."
)


def readme(result: dict[str, Any], package: str, language: str) -> str:
    """The text in ``kk``, ``ru`` or ``en``.

    :param result: the value of result.json. :param package: the name of the package's folder.
    """
    return "\n".join(_lines(result, package, language)) + "\n"


def _lines(result: dict[str, Any], package: str, language: str) -> Iterator[str]:
    yield t(TITLE, language)
    yield from _section(WHAT, language)
    yield from _wrapped(t(WHAT_TEXT, language))
    yield ""
    values = _values(result, language)
    yield from (f"  {t(name, language)}: {values[key]}" for name, key in FACTS)
    yield from _section(LAW, language)
    yield from _law(result["methodology"], language)
    yield from _section(WHERE, language)
    for place, words in PLACES:
        yield f"  {place}"
        yield f"      {t(words, language)}"
    yield from _section(HASHES, language)
    yield from _wrapped(t(HASHES_TEXT, language))
    yield from (f"  {system + ':':9} {command}" for system, command in TOOLS)
    yield from _wrapped(t(ONE_FILE, language))
    yield from _section(VERIFY, language)
    yield from _wrapped(t(VERIFY_TEXT, language))
    yield f"  openness evidence verify {package}.zip"
    yield from _wrapped(t(NOTED, language))
    yield from _section(NOT, language)
    for limit in LIMITS:
        yield from _wrapped(t(limit, language), "- ")
    yield from _wrapped(t(HOLDS, language), "- ")
    yield from _section(CARE, language)
    yield from _wrapped(t(CARE_TEXT, language))


def _own(text: dict[str, str], language: str) -> str:
    """A text of the law or a name; English readers get the Russian one, for lack of an official text."""
    return text["kk" if language == "kk" else "ru"]


def _values(result: dict[str, Any], language: str) -> dict[str, str]:
    run, body = result["run"], result["body"]
    return {
        "body": line(f"{_own(body['name'], language)} ({body['code']})", 500),
        "run": line(run["id"]),
        "software": line(run["software"]),
        "as_of": day(run["as_of"], language),
        "began": moment(run["started_at"], language),
        "ended": moment(run["finished_at"], language),
    }


def _law(edition: dict[str, Any], language: str) -> Iterator[str]:
    said = t(LAW_TEXT, language, title=f"«{_own(edition['title'], language)}»", edition=dated(edition["edition"], language), id=edition["id"],
             digest=edition["sha256"])  # fmt: skip
    yield from _wrapped(said)
    for place in edition["law"]:
        note = _own(place["note"], language) if place["note"] else ""
        yield from _wrapped(f"{place['law']}. {note}".strip(), "- ")
        if _ACT.fullmatch(place["law"]):
            yield f"  {ACTS[language].format(act=place['law'])}"


def _section(title: str, language: str) -> Iterator[str]:
    words = t(title, language)
    yield from ("", "", words, "-" * len(words))


def _wrapped(text: str, mark: str = "") -> Iterator[str]:
    yield from textwrap.wrap(
        line(text, 4000),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
