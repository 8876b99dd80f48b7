"""Real saved sites audited whole: dead targets and missing places equal the truth files, none more."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Set
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.corpus.labels import every
from tests.corpus.reader import read
from tests.corpus.serving import CORPUS, served
from tests.corpus.standing import WRONG_CHARGES, WRONG_MET, Standing, standing
from tests.e2e.conftest import UNREPORTED, Audit, audit
from tests.settings import PROBES, configured

pytestmark = [pytest.mark.e2e, pytest.mark.corpus, pytest.mark.costs(40)]
DEAD = "internal-links-and-fragments-live"
SMALL = CORPUS / "site-kz-small"
# A script is no reference of hypertext: nobody sees or follows it. The browser's look shows what its absence does.
SCRIPTS = (".js", ".map")


# First pages of versions to which only a script leads.
OFFERED = {"kep-college": "kz/index.html"}


def rendered(folder: Path, site: str) -> Audit:
    """An audit with the browser, which opens pages and measures nothing on them, for only links are compared.

    A page in which only scripts could make what links point at is looked at however few pages are measured; the browser's look at what
    failed can only acquit, so some of many are enough.
    """
    config = configured(folder, tuple(PROBES), {"engines": 0, "phones": "false"}, max_rendered=3, second_looks=5, scans=0)
    return audit(folder, site, "--config", str(config), *UNREPORTED)


def linked(folder: Path, site: str) -> Audit:
    """An audit without the browser of which only links are compared: words on scans lead nowhere, and reading them takes longest of all."""
    return audit(folder, site, "--no-render", "--config", str(configured(folder, scans=0)), *UNREPORTED)


def charged(found: Audit, kind: str) -> set[str]:
    """Paths of dead addresses, or of missing places with their fragments, that were charged."""
    facts = [item["facts"] for item in found.of(DEAD) if item["outcome"] == "deficiency" and item["facts"]["kind"] == kind]
    return {_spelled(item["target"]) for item in facts}


def _spelled(target: str) -> str:
    """A target as the truth files spell it: they were made of paths of files, in which an empty segment is none."""
    parts = urlsplit(target)
    parts = parts._replace(path=re.sub("/{2,}", "/", parts.path))
    return unquote(parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else ""))


def truth(file: Path) -> tuple[set[str], set[str]]:
    """Internal targets that the truth file knows to be absent, and places that are absent from pages that exist."""
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "internal"]
    dead = {unquote(row["resolved"].partition("#")[0]) for row in rows if row["status"] == "MISSING"}
    places = {unquote(row["resolved"]) for row in rows if row["status"] == "MISSING_FRAGMENT"}
    return {target for target in dead if not target.endswith(SCRIPTS)}, places


def checked(found: Audit, file: Path, more: Set[str] = frozenset()) -> tuple[int, int]:
    """How many dead targets and missing places there are, once both sides agree; ``more`` are dead targets that the file does not know."""
    assert found.status in (0, 1), found.stderr
    assert found.result["coverage"]["home_read"]
    assert not [item for item in found.findings if item["facts"].get("reason") == "check-crashed"]
    dead, places = truth(file)
    dead |= more
    assert charged(found, "address") == dead
    assert charged(found, "fragment") == places
    return len(dead), len(places)


@pytest.mark.browser
@pytest.mark.costs(30)
@pytest.mark.xdist_group("gylymordasy")
def test_gylymordasy(tmp_path: Path) -> None:
    with served(CORPUS / "site-kz-gylymordasy" / "site") as site:
        found = rendered(tmp_path, site)
    assert checked(found, CORPUS / "site-kz-gylymordasy" / "truth_links.csv") == (326, 0)
    assert found.result["coverage"]["pages"] == {"ru": 19}


@pytest.mark.browser
@pytest.mark.costs(70)
@pytest.mark.xdist_group("well-made")
@pytest.mark.parametrize(
    ("name", "start", "wanted"),
    [("site-ch-styleguide", "en/index.html", (16, 21)), ("site-uk-nhs-frontend", "nhsuk-frontend/index.html", (3, 18))],
)
def test_well_made_sites(name: str, start: str, wanted: tuple[int, int], tmp_path: Path) -> None:
    with served(CORPUS / name / "site") as site:
        found = rendered(tmp_path, site + start)
    assert checked(found, CORPUS / name / "truth_links.csv") == wanted


SITES = {
    "site-kz-gylymordasy": "index.html",
    "site-ch-styleguide": "en/index.html",
    "site-uk-nhs-frontend": "nhsuk-frontend/index.html",
    "site-kz-sdg-kazstat": "index.html",
}


@pytest.mark.parametrize(("name", "start"), SITES.items())
def test_the_reading_by_other_means_is_that_of_the_truth_files(name: str, start: str) -> None:
    seen = read(CORPUS / name / "site", start)
    assert (seen.dead, seen.places) == truth(CORPUS / name / "truth_links.csv")


# Where a reader of each small site begins, and how many of its targets are dead.
SMALL_SITES = {
    "altynsaryn": ("kz/index.html", 0),
    "kep-college": ("index.html", 11),
    "karaganda-schools": ("html/schools.html", 1),
    "kcecs-trilingual": ("index.html", 23),
    "gharysh-spacedays": ("index.html", 0),
    "kaznpu-admission": ("index.html", 0),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Audit]]:
    """Saved sites audited without the browser, each once, as the kind of body that its labels name.

    One page of one scan is read of each: on the site that has many, all of them take a minute of a processor and decide no labelled row
    otherwise. The benchmark of the labels reads them all.
    """
    labelled = {labels.site: labels for labels in every()}
    with ExitStack() as servers:

        @cache
        def audited(name: str) -> Audit:
            whole, known = CORPUS / name / "site", labelled.get(name)
            start = "" if whole.is_dir() else SMALL_SITES[Path(name).name][0]
            assert whole.is_dir() or known is None or known.start == start
            site = servers.enter_context(served(whole if whole.is_dir() else CORPUS / name))
            folder = tmp_path_factory.mktemp(name.replace("/", "-"))
            config = str(configured(folder, scans=1, scan_pages=1))
            kind = "central" if known is None else known.kind
            return audit(folder, site + start, "--no-render", "--kind", kind, "--config", config, *UNREPORTED)

        yield audited


@pytest.mark.costs(90)
@pytest.mark.xdist_group("plain-sites")
@pytest.mark.parametrize("name", SMALL_SITES)
def test_small_kazakh_sites(name: str, plain: Callable[[str], Audit]) -> None:
    start, dead = SMALL_SITES[name]
    file = SMALL / "_truth" / name / "truth_links.csv"
    seen = read(SMALL / name, start)
    assert (seen.dead, seen.places) == truth(file)
    # A version whose switch is a script's is found by the program alone: the truth file's walker follows links.
    offered = read(SMALL / name, OFFERED[name]).dead if name in OFFERED else set()
    assert checked(plain(f"{SMALL.name}/{name}"), file, offered) == (dead, 0)


@pytest.mark.costs(90)
@pytest.mark.xdist_group("plain-sites")
@pytest.mark.parametrize(
    ("name", "pages", "dead"),
    [
        ("site-kz-astana-energy", 31, 0),
        ("site-kz-maslikhat-shayan", 49, 6),
        ("site-kz-polyclinic33", 91, 5),
        ("site-kz-os2-karaganda", 3, 0),
    ],
)
def test_sites_without_a_truth_file_are_read_as_by_other_means(
    name: str, pages: int, dead: int, plain: Callable[[str], Audit]
) -> None:
    seen = read(CORPUS / name / "site", "")
    assert (len(seen.pages), len(seen.dead)) == (pages, dead)
    found = plain(name)
    assert found.status in (0, 1), found.stderr
    assert charged(found, "address") == seen.dead
    assert charged(found, "fragment") == seen.places
    for item in found.of(DEAD):
        if item["outcome"] == "deficiency":
            carriers = {found.path(url) for url in item["pages"]}
            assert {"/index.html" if page == "/" else page for page in carriers} == seen.carriers[
                _spelled(item["facts"]["target"])
            ]


@pytest.mark.costs(90)
@pytest.mark.xdist_group("plain-sites")
def test_what_is_charged_and_passed_on_labelled_sites_is_right(plain: Callable[[str], Audit]) -> None:
    answers = tuple(answer for labels in every() for answer in standing(labels, plain(labels.site).findings).answers)
    whole = Standing(answers)
    wrong = [answer.line() for answer in answers if answer.wrong]
    assert min(whole.wrong_charges.whole, whole.wrong_met.whole) > 0
    assert whole.wrong_charges.part * 100 <= whole.wrong_charges.whole * WRONG_CHARGES, wrong
    assert whole.wrong_met.part * 100 <= whole.wrong_met.whole * WRONG_MET, wrong


def test_every_site_of_the_corpus_is_audited_here() -> None:
    others = ("small", "astana-energy", "maslikhat-shayan", "polyclinic33", "os2-karaganda")
    assert {folder.name for folder in CORPUS.glob("site-*")} == {*SITES, *(f"site-kz-{name}" for name in others)}


def test_kazstat_has_no_dead_link_and_389_pages(tmp_path: Path) -> None:
    with served(CORPUS / "site-kz-sdg-kazstat" / "site") as site:
        found = linked(tmp_path, f"{site}index.html")
    assert found.status in (0, 1), found.stderr
    assert charged(found, "address") == set()
    assert sum(found.result["coverage"]["pages"].values()) == 389
