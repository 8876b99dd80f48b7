"""The browser runs the rules of axe-core that somebody reads, all of them and no others."""

from __future__ import annotations

from checks.contrasts import RULE
from checks.counsel import RULES as ADVICE
from checks.pictures import AXE_RULES
from crawler.browser.page.axe import RULES
from crawler.browser.probes.contrast import RULES as MEASURED


def test_every_rule_that_is_read_is_run_and_no_other() -> None:
    assert set(RULES) == {RULE, *AXE_RULES, *ADVICE, *MEASURED}
    assert len(RULES) == len(set(RULES))
