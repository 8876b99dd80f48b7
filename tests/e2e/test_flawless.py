"""A site without shortcomings loses nothing."""

import pytest

from tests.e2e.conftest import Audit, audit
from tests.portals.launch import standin

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.xdist_group("flawless"), pytest.mark.costs(80)]


def test_nothing_is_charged(flawless: Audit) -> None:
    assert flawless.status == 0, flawless.stderr
    charged = [
        (item["check"], item["url"], item["message"]["en"])
        for item in flawless.findings
        if item["outcome"] in ("deficiency", "missing")
    ]
    assert charged == []


def test_only_what_a_machine_cannot_know_stays_open(flawless: Audit) -> None:
    open_ = {item["parameter"] for item in flawless.findings if item["outcome"] == "unverified"}
    assert open_ <= {"kz-2017:a14.2.9.1", "kz-2017:a14.3.1"}


@pytest.mark.parametrize("mode", ["cookie", "header"])
def test_languages_at_one_address_are_told_apart(mode: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    with standin("--flawless", "--lang-mode", mode) as site:
        found = audit(tmp_path_factory.mktemp(mode), site, "--no-render")
    assert found.status == 0, found.stderr
    pages = found.result["coverage"]["pages"]
    assert pages["kk"] == pages["ru"] >= 40
    charged = [
        (item["check"], item["url"], item["message"]["en"])
        for item in found.findings
        if item["outcome"] in ("deficiency", "missing")
    ]
    assert charged == []
    assert not [item for item in found.findings if item["facts"].get("reason") == "check-crashed"]
