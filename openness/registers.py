"""The registers under ``--config``: bodies, portals, word lists and the manners of the crawl."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from crawler.portals import registry
from crawler.portals.seam import Rules
from store.acts import load_acts
from store.base import Frozen, Text
from store.harvest import Body, Limits, Portal
from store.indicators import load_indicators
from store.lexicon import load_lexicons
from store.strictyaml import ConfigError, validate


class BodiesFile(Frozen):
    """A file of config/bodies."""

    form: Literal["openness/bodies/1"] = Field(alias="schema")
    source: str
    bodies: tuple[Body, ...]


class PortalsFile(Frozen):
    """A file of config/portals."""

    form: Literal["openness/portals/1"] = Field(alias="schema")
    source: str
    portals: tuple[Portal, ...]


class Organisations(Frozen):
    """How subordinate organisations are audited: bounds of one harvest, and for how many days an audit serves their body."""

    limits: dict[str, int] = {}
    fresh_days: int = Field(default=30, gt=0)


class CrawlFile(Frozen):
    """config/crawl.yaml: the agent's name with its contact, the user of root's browser, the seed of samples, and bounds."""

    form: Literal["openness/crawl/1"] = Field(alias="schema")
    user_agent: str
    browser_user: str = ""
    seed: int
    limits: Limits
    private_limits: dict[str, int] = {}
    subordinates: Organisations = Organisations()


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError(folder, "no such folder; name the folder of the registers with --config")
    return sorted(folder.glob("*.yaml"))


def load_bodies(config: Path) -> dict[str, Body]:
    """Bodies by code. Raises ConfigError with file and line; also for a code that stands twice."""
    found: dict[str, Body] = {}
    for path in _files(config / "bodies"):
        for body in validate(path, BodiesFile).bodies:
            if body.code in found:
                raise ConfigError(path, "the body «{code}» stands twice; remove one of them", code=body.code)
            found[body.code] = body
    return found


def names_of(config: Path) -> dict[str, Text]:
    """Names of the registered bodies by code; none where the folder holds no register."""
    return {code: body.name for code, body in load_bodies(config).items()} if (config / "bodies").is_dir() else {}


def load_portals(config: Path) -> dict[str, Portal]:
    """Portals by name. Raises ConfigError."""
    files = [validate(path, PortalsFile) for path in _files(config / "portals") if path.stem not in registry.folders()]
    return {portal.name: portal for file in files for portal in file.portals}


def load_rules(config: Path) -> tuple[Rules, ...]:
    """How the portals are read that this version reads, by file name. Raises ConfigError."""
    paths = [path for path in _files(config / "portals") if path.stem in registry.folders()]
    return tuple(_rules(path) for path in paths)


def _rules(path: Path) -> Rules:
    found = validate(path, registry.rules_type(path.stem))
    if registry.folder_of(found.portal) != path.stem:
        raise ConfigError(
            path,
            "the rules of the portal «{portal}» must lie in the file {file}.yaml; rename one of the two",
            portal=found.portal,
            file=registry.folder_of(found.portal),
        )
    return found


def load_crawl(config: Path) -> CrawlFile:
    """Manners and bounds of the crawl. Raises ConfigError."""
    path = config / "crawl.yaml"
    found = validate(path, CrawlFile)
    if off := found.limits.probes.off:
        # Only where one is turned off: probes bring the browser's libraries with them.
        from crawler.browser.probes import EVERY, ON_HOMES

        known = sorted(probe.name for probe in (*EVERY, *ON_HOMES))
        if unknown := next((name for name in off if name not in known), ""):
            raise ConfigError(
                path,
                "there is no measurement «{name}» to be turned off; correct «off» (there are: {known})",
                name=unknown,
                known=", ".join(known),
            )
    return found


def digest_of(config: Path) -> str:
    """SHA-256 over names and bytes of every file under the folder, in order of names."""
    total = hashlib.sha256()
    for path in _all_files(config):
        total.update(str(path.relative_to(config)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _all_files(config: Path) -> Iterable[Path]:
    return sorted(path for path in config.rglob("*") if path.is_file() and path.suffix == ".yaml")


LIKE = 60


def nearest(code: str, bodies: dict[str, Any]) -> str:
    """The known code most like a mistyped one, in brackets; empty when none is like it."""
    from rapidfuzz import process

    match = process.extractOne(code, list(bodies), score_cutoff=LIKE)
    return f" (≈ {match[0]})" if match else ""


__all__ = [
    "digest_of",
    "load_acts",
    "load_bodies",
    "load_crawl",
    "load_indicators",
    "load_lexicons",
    "load_portals",
    "load_rules",
    "names_of",
    "nearest",
]
