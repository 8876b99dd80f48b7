"""What every audit loads and makes, once for all that are forked: modules, patterns, templates, and what files of the configuration hold.

Whatever is remembered here of a file is remembered by the bytes that it was made of, so a file that changes later is read anew.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from pathlib import Path

from store.strictyaml import MOST_KNOWN, ConfigError, read_strict

MODULES = (
    "crawler.browser.run",
    "crawler.extract.run",
    "crawler.harvest",
    "crawler.positions.gather",
    "crawler.scans.gather",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.textpath",
    "openness.jobs.child",
    "openness.jobs.closing",
    "openness.jobs.nights",
    "openness.jobs.telling",
    "openness.pipeline",
    "openness.reporting",
    "playwright.async_api",
    "psycopg",
    "reports.evidence",
    "scrapy.core.engine",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.extensions.remote_control",
)
# A reactor belongs to one process, with its descriptors: none may be made before the fork.
REACTOR = "twisted.internet.reactor"


def load(config: Path) -> None:
    """Loads the program and reads a configuration as far as it can be read: what is wrong with it is told by whoever needs it.

    :raises RuntimeError: something that was loaded made what two processes cannot share.
    """
    from checks.runner import catalogue
    from crawler.browser.look import rests
    from crawler.harvest import load_http
    from openness import programs

    load_http()
    for name in MODULES:
        importlib.import_module(name)
    catalogue()
    # Which sources these are is told of those that were loaded, not of those that lie there after an upgrade.
    programs.ready()
    rests.ready()
    _templates()
    with suppress(ConfigError, OSError):
        _words(config)
    if REACTOR in sys.modules:
        raise RuntimeError(f"{REACTOR} was made before the fork")


def _templates() -> None:
    from reports.html.page import environment
    from reports.i18n import LANGUAGES

    for language in LANGUAGES:
        for name in environment(language).list_templates():
            environment(language).get_template(name)


def _words(config: Path) -> None:
    from crawler.extract.ready import make_ready
    from store.lexicon import load_lexicons

    for path in sorted(config.rglob("*.yaml"))[:MOST_KNOWN]:
        with suppress(ConfigError):
            read_strict(path)
    make_ready(load_lexicons(config))
