"""``python -m benchmarks.judging``: all checks of an edition on the records of a bilingual site of 500, 2,000 and 8,000 pages.

The records are made, not harvested: half of the pages Kazakh and half Russian, a menu of 60 entries on each, news, sections and
documents, text drawn from a skewed vocabulary. Each size is a process of its own; seconds and peak memory are written beside the bound.
``--findings FOLDER`` keeps the findings of each size, so that two versions of the program can be compared byte by byte (``cmp``);
``--engines`` measures the index beside SQLite FTS5 on the same labels and lines.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import create_engine, insert

from checks.index import index
from checks.labels import sightings
from checks.letters import plain, words
from checks.phrases import phrases
from checks.runner import catalogue, run_checks
from openness.registers import load_indicators, load_lexicons
from scoring.methodology import available, load, orders
from store import schema
from store.base import Frozen, Text
from store.findings import CheckOrder
from store.harvest import Body, Capture, Coverage, CrawlPlan, Kind, Ledger, LedgerEntry, Site
from store.objects import ObjectStore
from store.records import DocumentRecord, ImageRecord, LinkRecord, PageRecord, TextRecord
from store.snapshot import Snapshot
from tests.checks.casekit import START, TEXTS

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "config"
HOST = "http://mekeme.example"
MENU, OWN, LINES, LINE = 60, 20, 30, 14
LANGUAGES = ("kk", "ru")
SITE = f"{HOST}/"


class Made:
    """Records of a site of so many pages."""

    def __init__(self, pages: int) -> None:
        self.pages, self.draw = pages, random.Random(pages)
        self.vocabulary = {language: self._vocabulary(language) for language in LANGUAGES}
        self.weights = {
            name: list(accumulate(1 / (rank + 1) for rank in range(len(said)))) for name, said in self.vocabulary.items()
        }

    def _vocabulary(self, language: str) -> list[str]:
        known = TEXTS[language].split() + [
            one for item in load_indicators(CONFIG).values() for name in item.names.of(language) for one in name.split()
        ]
        ends = "дер лар ның дың мен" if language == "kk" else "ов ами ого ых ением"
        made = [f"{start}{end}{number}" for number in range(40) for start in known[:60] for end in ends.split()]
        return (TEXTS[language].split() + made)[:7000] + known

    def line(self, language: str, length: int = LINE) -> str:
        return " ".join(self.draw.choices(self.vocabulary[language], cum_weights=self.weights[language], k=length))

    def records(self) -> Iterator[Frozen]:
        for number in range(self.pages):
            yield from self._page(LANGUAGES[number % 2], number // 2)
        for number in range(self.pages // 10):
            yield from self._document(number)

    def _page(self, language: Any, number: int) -> Iterator[Frozen]:
        url = f"{HOST}/{language}" if number == 0 else f"{HOST}/{language}/{'news' if number > MENU else 'page'}/{number}"
        own: dict[str, Any] = {"capture_id": url, "url": url, "language": language}
        title = self.line(language, 4 if number <= MENU else 9)
        yield Capture(
            id=url, url=url, requested_at=START, status=200, headers=(), object_sha256="0" * 64, size=1, media_type="text/html"
        )
        yield LedgerEntry(url=url, depth=min(number, 3), ledger=Ledger.FETCHED, kind=Kind.PAGE, status=200, capture_id=url)
        yield PageRecord(
            **own, captured_at=START, object_sha256="0" * 64, final_url=url, is_home=number == 0, depth=min(number, 3), title=title,
            h1=title, headings=(title,), text_language=language, text_length=2000, landmarks=("navigation",),
        )  # fmt: skip
        yield TextRecord(**own, text="\n".join([title, *(self.line(language) for _ in range(LINES))]))
        half = max(self.pages // 2, MENU + 1)
        goals = [(f"{HOST}/{language}/page/{goal}", f"{self.vocabulary[language][goal]} {self.vocabulary[language][-goal]}", "nav")
                 for goal in range(1, MENU + 1)]  # fmt: skip
        goals += [
            (f"{HOST}/{language}/news/{self.draw.randrange(MENU + 1, half + 1)}", self.line(language, 8), "main")
            for _ in range(OWN)
        ]
        goals.append((f"{HOST}/files/{number % max(self.pages // 10, 1)}.pdf", self.line(language, 4), "main"))
        for seq, (target, text, place) in enumerate(goals):
            yield LinkRecord(
                **own, seq=seq, raw=target, target=target, scope="internal", tag="a", attr="href", text=text, place=place,
                xpath=f"/html/body/{place}/ul/li[{seq + 1}]/a[1]",
            )  # fmt: skip
        yield ImageRecord(**own, seq=0, tag="img", src=f"{HOST}/i/{number}.jpg", alt=self.line(language, 3))

    def _document(self, number: int) -> Iterator[Frozen]:
        url = f"{HOST}/files/{number}.pdf"
        yield LedgerEntry(url=url, depth=2, ledger=Ledger.FETCHED, kind=Kind.DOCUMENT, status=200)
        text = "\n".join(self.line("ru") for _ in range(LINES * 3))
        yield DocumentRecord(
            capture_id=url, url=url, captured_at=START, object_sha256="0" * 64, media_type="application/pdf", kind="pdf", pages=3,
            pages_read=3, text_pages=3, text_length=len(text), readable=True,
        )  # fmt: skip
        yield TextRecord(capture_id=url, url=url, text=text)


def snapshot_of(pages: int, folder: Path) -> Snapshot:
    """The sealed harvest of a made site, in a database of its own."""
    sites = tuple(Site(url=f"{HOST}/{language}") for language in LANGUAGES)
    plan = CrawlPlan(
        run_id="made", body=Body(code="mekeme", kind="local", name=Text(kk="Мекеме", ru="Учреждение"), sites=sites),
        methodology="kz-2017", edition="2017-12-28", as_of=date(2026, 11, 20), period="2026", user_agent="bench", seed=1, key="made",
        config_sha256="0" * 64, software="bench", out="",
    )  # fmt: skip
    db = create_engine(f"sqlite:///{folder}/made.db").connect()
    schema.metadata.create_all(db)
    row = {"id": "made", "key": "made", "body": "mekeme", "state": "extracted", "plan": plan.model_dump_json(), "out": ""}
    coverage = Coverage(home_read=True, render_available=True).model_dump_json()
    db.execute(insert(schema.runs).values(**row, coverage=coverage, started_at=START.isoformat()))
    schema.write(db, "made", Made(pages).records())
    db.commit()
    return Snapshot(db, ObjectStore(str(folder / "objects")), plan, load_lexicons(CONFIG), load_indicators(CONFIG))


def judge(pages: int, kept: Path | None = None) -> dict[str, float]:
    """Processor seconds of the index, of the indicators of every edition, and of all checks of one, as an audit makes them, with peak memory
    in MiB; findings go into the folder ``kept``."""
    edition = load([one for one in available(CONFIG) if one.id == "kz-2017"][-1].folder, catalogue())
    with tempfile.TemporaryDirectory(prefix="judging-") as folder:
        snapshot = snapshot_of(pages, Path(folder))
        started = process_time()
        for language in LANGUAGES:
            index(snapshot, language)  # type: ignore[arg-type]
        indexed = process_time()
        wanted = [CheckOrder(check="information-present", parameter="made:1", languages=LANGUAGES, options={"concept": concept})
                  for concept in load_indicators(CONFIG)]  # fmt: skip
        asked = len(list(run_checks(snapshot, wanted)))
        searched = process_time()
    with tempfile.TemporaryDirectory(prefix="judging-") as folder:
        # An audit asks for what its edition asks, and nothing of it is known before.
        snapshot = snapshot_of(pages, Path(folder))
        begun = process_time()
        told = list(run_checks(snapshot, orders(edition, "local")))
        done = process_time()
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{one.model_dump_json()}\n" for one in told)
        (kept / f"findings-{pages}.jsonl").write_text(lines, encoding="utf-8")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "pages": pages, "index": indexed - started, "indicators": len(wanted), "search": searched - indexed, "verdicts": asked,
        "all checks": done - begun, "findings": len(told), "MiB": memory,
    }  # fmt: skip


def engines(pages: int) -> dict[str, float]:
    """The index beside SQLite FTS5 on the same labels: seconds to build, and to find the names of every indicator."""
    with tempfile.TemporaryDirectory(prefix="judging-") as folder:
        snapshot = snapshot_of(pages, Path(folder))
        seen = list(dict.fromkeys(one.text for one in sightings(snapshot, "ru")))
        wanted = [one for item in load_indicators(CONFIG).values() for one in phrases(item.names.ru, "ru")]
        started = process_time()
        made = index(snapshot, "ru")
        built = process_time()
        ours = {(phrase.text, hit.text) for phrase in wanted for hit in made.find(phrase)}
        found = process_time()
        table = sqlite3.connect(":memory:")
        table.execute("CREATE VIRTUAL TABLE labels USING fts5(folded, tokenize='unicode61 remove_diacritics 0', prefix='4 6')")
        table.executemany("INSERT INTO labels VALUES (?)", [(" ".join(map(plain, words(text))),) for text in seen])
        filled = process_time()
        theirs = set()
        for phrase in wanted:
            near = " ".join(f'"{plain(stem.starts[0])}"*' for stem in phrase.stems)
            query = f"NEAR({near}, 2)" if len(phrase.stems) > 1 else near
            theirs |= {
                (phrase.text, seen[row - 1])
                for (row,) in table.execute("SELECT rowid FROM labels WHERE labels MATCH ?", (query,))
            }
        matched = process_time()
    return {
        "pages": pages, "labels": len(seen), "phrases": len(wanted), "own: build": built - started, "own: find": found - built,
        "fts5: build": filled - found, "fts5: find": matched - filled, "own alone": len(ours - theirs), "fts5 alone": len(theirs - ours),
    }  # fmt: skip


def main() -> None:
    """Measures each size in a process of its own and prints one line of JSON for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judging", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[500, 2000, 8000])
    parser.add_argument("--engines", action="store_true", help="the index beside SQLite FTS5")
    parser.add_argument("--findings", type=Path, help="the folder in which findings are kept")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    for pages in given.pages:
        if given.one:
            told = engines(pages) if given.engines else judge(pages, given.findings)
            print(json.dumps({name: round(value, 2) for name, value in told.items()}))
        else:
            command = [
                sys.executable,
                "-m",
                "benchmarks.judging",
                "--one",
                "--pages",
                str(pages),
                *(["--engines"] if given.engines else []),
                *(["--findings", str(given.findings.resolve())] if given.findings is not None else []),
            ]
            subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
