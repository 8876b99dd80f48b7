"""A configuration for the stand-ins: the product's own, the state bodies of the scenarios in its register, and portals of this machine,
which nobody else asks, without long pauses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from crawler.portals.registry import folder_of, is_whole
from openness.registers import load_rules
from tests.plainyaml import read_yaml

ROOT = Path(__file__).parents[2]
# Nobody answers there: a portal without a stand-in is asked on this machine and nowhere else.
NOWHERE = "http://127.0.0.1:9"
PAUSES = re.compile(r'^(pace|pause): *"?[0-9.]+"?', re.MULTILINE)
SHORT = r'\1: "0.01"'


def bodies() -> dict[str, dict[str, Any]]:
    """The state bodies of the scenarios, by their keys in ``bodies.yaml``."""
    found: dict[str, dict[str, Any]] = read_yaml(Path(__file__).parent / "bodies.yaml")["bodies"]
    return found


def configured(folder: Path, sites: dict[str, str]) -> Path:
    """Writes the configuration into a folder, over what stands there.

    :param sites: the address of the website of each body that is to stand in the register, by its key in ``bodies.yaml``.
    """
    config = folder / "config"
    shutil.copytree(ROOT / "config", config, dirs_exist_ok=True)
    for rules in load_rules(config):
        if is_whole(rules.portal):
            path = config / "portals" / f"{folder_of(rules.portal)}.yaml"
            path.write_text(PAUSES.sub(SHORT, path.read_text(encoding="utf-8")), encoding="utf-8")
            _move(config, rules.portal)
    # Some of them bear the code of a body that an act treats apart, so they take the register's place.
    # What it tells of bodies is told of those of the product's register.
    (config / "traits.yaml").unlink()
    for path in (config / "bodies").glob("*.yaml"):
        path.unlink()
    known = bodies()
    listed = [{"code": known[key].get("code", key), **_entry(known[key], site)} for key, site in sites.items()]
    register = {"schema": "openness/bodies/1", "source": "tests/portals/bodies.yaml: invented bodies", "bodies": listed}
    # JSON is YAML, and every value stands in quotation marks as the strict reader wants it.
    (config / "bodies" / "standins.yaml").write_text(json.dumps(register, ensure_ascii=False, indent=1), encoding="utf-8")
    return config


def _move(config: Path, portal: str) -> None:
    address = re.compile(rf'(- name: {portal}\n +url: )"[^"]*"')
    for path in (config / "portals").glob("*.yaml"):
        path.write_text(address.sub(rf'\1"{NOWHERE}"', path.read_text(encoding="utf-8")), encoding="utf-8")


def _entry(body: dict[str, Any], site: str) -> dict[str, Any]:
    return {**{name: value for name, value in body.items() if name != "code"}, "sites": [{"url": site}]}
