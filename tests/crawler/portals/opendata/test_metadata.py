"""Passports that nobody here wrote: catalogues of another country put into the portal's form, read by its reader and judged by its check."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from checks.opensets import OpenSet
from checks.setfaults import of_passport
from crawler.portals.opendata.catalogue import sets
from crawler.portals.opendata.profile import profile
from crawler.portals.opendata.rules import Rules
from crawler.portals.opendata.xmlrows import rows_of
from openness.registers import load_rules
from store.items import ItemRecord
from tests.conftest import ROOT

pytestmark = pytest.mark.corpus
RULES = next(one for one in load_rules(ROOT / "config") if isinstance(one, Rules))
REQUIRED = re.compile(r"\(root\): '(\w+)' is a required")
# Names of the standard's fields that a passport of the portal has as well.
SHARED = {"title": "title", "description": "description", "keyword": "keywords", "identifier": "identifier", "modified": "modified",
          "publisher": "publisher"}  # fmt: skip
Difference = tuple[frozenset[str], frozenset[str]]
# Fields lacking to us and to the schema where both differ, how often, and why.
OTHERWISE: dict[Difference, tuple[int, str]] = {
    (frozenset({"modified"}), frozenset()): (27, "a period («R/P1W») stands where the portal tells a day"),
    (frozenset({"modified"}), frozenset({"description"})): (
        1, "the text is longer than the schema allows, which no passport has a bound for; a day without dashes is none of the portal's"),
}  # fmt: skip


def as_told_here(one: dict[str, Any]) -> dict[str, Any]:
    """A data set of the standard as the portal's catalogue would give it."""
    owner = (one.get("publisher") or {}).get("name")
    names = {f"name{language}": one.get("title") for language in ("Ru", "Kk")}
    texts = {f"description{language}": one.get("description") for language in ("Ru", "Kk")}
    return {**names, **texts, "apiUri": one.get("identifier"), "keyWords": one.get("keyword"), "modifiedDate": one.get("modified"),
            "govAgency": {"id": owner, "nameRu": owner}, "actualizeType": one.get("accrualPeriodicity")}  # fmt: skip


def lacking(one: dict[str, Any]) -> frozenset[str]:
    """What our reader and check find empty in it, of the fields that both know."""
    read = list(sets({"datasets": [as_told_here(one)]}, RULES))
    if not read:
        return frozenset({"identifier"})
    item = read[0]
    entry = ItemRecord(capture_id="c", url="u", seq=0, portal="open-data", source="sets", kind="dataset", key=item.key,
                       facts=dict(item.facts))  # fmt: skip
    faults = [
        name for fault in of_passport(OpenSet(entry)) if fault.message == "field-empty" for name in fault.facts["passport-fields"]
    ]
    rest = {"modified": entry.facts["modified"], "publisher": item.body_name}
    return frozenset({*faults, *(name for name, value in rest.items() if not value)} & set(SHARED.values()))


def wanted(errors: str) -> frozenset[str]:
    """The fields that the schema complains of, of those that both know."""
    said = [REQUIRED.match(error) for error in errors.split(" | ")]
    named = [match[1] if match else error.split(":")[0] for match, error in zip(said, errors.split(" | "), strict=True)]
    return frozenset(SHARED[name] for name in named if name in SHARED)


def test_empty_fields_are_those_that_the_schema_finds(corpus: Path) -> None:
    folder = corpus / "data-metadata-catalogs"
    files: dict[str, list[dict[str, Any]]] = {}
    found: Counter[str] = Counter()
    differ: dict[Difference, int] = defaultdict(int)
    with (folder / "truth_dcatus11_nonfederal.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if not (folder / line["file"]).is_file():  # samples of one repository that the corpus names and does not hold
                found["absent"] += 1
                continue
            if line["file"] not in files:
                files[line["file"]] = json.loads((folder / line["file"]).read_bytes())["dataset"]
            ours, theirs = lacking(files[line["file"]][int(line["index"])]), wanted(line["errors"])
            found["agree" if ours == theirs else "differ"] += 1
            if ours != theirs:
                differ[ours, theirs] += 1
    assert differ == {key: number for key, (number, _) in OTHERWISE.items()}
    assert found == {"absent": 30, "agree": 396, "differ": 28}


def test_files_that_no_parser_takes_are_told_with_their_place(corpus: Path) -> None:
    folder = corpus / "data-metadata-catalogs"
    marked = [path for path in sorted(folder.rglob("*")) if path.suffix in (".xml", ".rdf")]
    told = {path.name: (given.fault, given.place) for path in marked if (given := rows_of(path.read_bytes())).fault}
    # A letter of another encoding, and a file of a remark alone; the ISO records around them are well-formed.
    assert told == {"decode_error.xml": ("not-xml", "4:15"), "to_be_filtered_by_datetime.xml": ("cut-off", "3:6")}
    assert len(marked) > 15
    written = [path for path in sorted(folder.rglob("*")) if path.suffix in (".json", ".jsonld")]
    broken = {
        path.name: facts["place"] for path in written if (facts := profile(path.read_bytes(), 1000))["problem"] == "not-json"
    }
    assert broken == {"full_croissant_dataset.jsonld": "78:13"}
    assert len(written) > 40


def test_passports_in_other_languages_are_no_copies(corpus: Path) -> None:
    path = corpus / "data-metadata-catalogs" / "ckanext-dcat" / "examples" / "ckan" / "ckan_dataset_multilingual.json"
    one = json.loads(path.read_bytes())
    titles, texts = one["title_translated"], one["notes_translated"]
    facts = {"title-kk": titles["ca"], "title-ru": titles["es"], "description-kk": texts["ca"], "description-ru": texts["es"],
             "keywords": [tag["name"] for tag in one["tags"]], "categories-ru": ["t"], "period": "monthly"}  # fmt: skip
    entry = ItemRecord(capture_id="c", url="u", seq=0, portal="open-data", source="sets", kind="dataset", key="k", facts=facts)
    assert list(of_passport(OpenSet(entry))) == []
