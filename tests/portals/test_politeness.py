"""However many processes read a portal, for whatever bodies and languages: one request at a time, and the configured pace between two."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.portals.opennpa.server import Site, serve
from tests.settings import configured
from tests.warm import program

pytestmark = pytest.mark.costs(40)
PACE = 0.05
BODIES = ("9000811", "9000901")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The stand-in after two processes read it at once, each for another body into a database of its own."""
    folder = tmp_path_factory.mktemp("polite")
    rules = configured(folder) / "portals" / "opennpa.yaml"
    rules.write_text(
        re.sub(r"^pace: .*$", f'pace: "{PACE}"', rules.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )
    with serve() as site:
        command = [*program("openness"), "portal", "read", "open-npa", "--portal", f"open-npa={site.root}"]
        command += ["--allow-private", "--json", "--config", str(folder / "config")]
        both = [
            subprocess.Popen(
                [*command, "--body-id", body, "--db", f"sqlite:///{folder}/{body}.db"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for body in BODIES
        ]
        for child in both:
            out, err = child.communicate(timeout=600)
            assert child.returncode in (0, 1), (out, err)
        yield site


def test_both_bodies_were_read_in_both_languages(read: Site) -> None:
    for body in BODIES:
        assert [count for path, count in read.asked.items() if path == f"/list?governmentId={body}&page=1"] == [2]
    assert read.asked["/robots.txt"] == 2


def test_never_two_requests_were_under_way(read: Site) -> None:
    assert len(read.arrivals) > 50
    assert read.most_under_way == 1


def test_the_pace_was_kept_between_any_two(read: Site) -> None:
    # Clocks of the machine may run a little apart; a pace that is not kept is none at all.
    assert min(after - before for before, after in pairwise(read.arrivals)) > PACE * 0.9
