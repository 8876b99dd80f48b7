"""A configuration for one test: that of the product, but for what the test says otherwise."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from checks.meta import MEASURED
from checks.runner import catalogue
from crawler.browser.probes import EVERY, ON_HOMES
from store.harvest import Limits, ProbeLimits

ROOT = Path(__file__).resolve().parent.parent
PROBES = {probe.name: probe.kind for probe in (*EVERY, *ON_HOMES)}
# The browser opens pages, reads their state, asks axe and takes pictures: for tests of the lane, whose point is no measurement.
UNMEASURED = ProbeLimits(off=tuple(PROBES), engines=0, phones=False)


def configured(folder: Path, off: tuple[str, ...] = (), probes: dict[str, int | str] | None = None, **limits: float) -> Path:
    """A copy of the configuration below ``folder``, made where there is none yet, with other bounds of the harvest.

    :param off: names of probes that are not run.
    :param probes: other bounds of the browser's measurements.
    :param limits: other bounds of the harvest.
    :returns: the folder to name with ``--config``.
    """
    config = folder / "config"
    if not config.exists():
        shutil.copytree(ROOT / "config", config)
    file = config / "crawl.yaml"
    text = file.read_text(encoding="utf-8")
    for name, value in limits.items():
        assert name in Limits.model_fields, f"there is no bound {name}"
        text, found = re.subn(rf'^  {name}: ".*"$', f'  {name}: "{value}"', text, flags=re.MULTILINE)
        if not found:
            text = re.sub(r"^limits:$", f'limits:\n  {name}: "{value}"', text, count=1, flags=re.MULTILINE)
    told = [f"off: [{', '.join(off)}]"] if off else []
    told += [f'{name}: "{value}"' for name, value in (probes or {}).items()]
    assert "\n  probes:" not in text
    text, found = re.subn(r"^limits:$", f"limits:\n  probes: {{{', '.join(told)}}}", text, count=1, flags=re.MULTILINE)
    assert found
    file.write_text(text, encoding="utf-8")
    return config


def unread_probes() -> tuple[str, ...]:
    """Probes whose reports no check reads: what findings come out cannot depend on them."""
    needed = {MEASURED.get(need) for check in catalogue().values() for need in check.meta.needs}
    return tuple(name for name, kind in PROBES.items() if kind not in needed)
