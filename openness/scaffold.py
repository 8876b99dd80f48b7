"""``openness new``: the files of one more check, portal, formula, form or edition, laid from moulds into a tree of the source.

A mould is a folder of ``openness/moulds``; a file of it lies where its copy will lie, named with ``.new`` behind, and ``@@word@@`` stands for
a value in its name and its text. ``.once`` marks what others may have laid already (the folder of a group, the entry of a register): it is
left as it is. No file that exists is ever changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from checks import pages
from crawler.portals.registry import folder_of
from openness.faults import WrongUse
from openness.registers import PortalsFile
from reports.files import write_whole
from store.strictyaml import validate
from store.told import N_

MARK = re.compile(r"@@([a-z_]+)@@")
NEW, ONCE = ".new", ".once"
# By these a folder is known for a tree of the source.
SIGNS = ("checks/catalog", "config/methodology", "crawler/portals", "scoring/formulas", "tests")
CLAIM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
PORTAL = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
GROUP = re.compile(r"[a-z][a-z0-9]*")
FORM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FORMULA = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# Checks without a group of their own.
GENERAL = "content"
EDITION = re.compile(r"(?P<law>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)/(?P<day>\d{4}-\d{2}-\d{2})")

BAD_CHECK = N_(
    "check «{given}»: an id is a claim in small Latin letters, words joined by hyphens; write for example pages-have-title"
)
BAD_GROUP = N_("--group «{given}»: one word in small Latin letters was expected; write for example content")
BAD_PORTAL = N_("portal «{given}»: small Latin letters, words joined by hyphens were expected; write for example open-budget")
BAD_FORMULA = N_("formula «{given}»: small Latin letters, words joined by «_» were expected; write for example share_of_max")
BAD_FORM = N_("form «{given}»: small Latin letters, words joined by hyphens were expected; write for example conclusion-2030")
NO_EDITION = N_(
    "--edition «{given}»: there is no such edition in the tree; known are {known}; lay it first with `openness new edition`"
)
BAD_EDITION = N_(
    "edition «{given}»: the law and the day of its entry into force were expected; write for example kz-2030/2030-01-01"
)
NO_TREE = N_("{folder} is no tree of the source ({lacking} is missing); go there or name it with --into")
EXISTS = N_("{file} exists already and is never overwritten; take another id or remove the file")


class Laid(NamedTuple):
    """Files that were written, by their paths below the tree, and the test that fails until they are filled."""

    files: tuple[str, ...]
    test: str


def lay(kind: str, name: str, tree: Path, of: str = "") -> Laid:
    """Writes the files of one more thing.

    :param kind: a key of ``KINDS``.
    :param name: its id: of a check a claim, of an edition law/day.
    :param tree: the source that it is laid into.
    :param of: the folder of checks/catalog that a check is laid into; the edition, law/day, whose result a form tells.
    :raises WrongUse: a bad id, a folder that is no tree of the source, a file that exists; nothing is written then.
    """
    lacking = next((sign for sign in SIGNS if not (tree / sign).is_dir()), None)
    if lacking:
        raise WrongUse(NO_TREE, folder=tree, lacking=lacking)
    values = KINDS[kind](name, of, tree)
    drafts = _drafts(kind, tree, values)
    for path in drafts:
        if (tree / path).exists():
            raise WrongUse(EXISTS, file=tree / path)
    for path, text in drafts.items():
        write_whole(tree / path, [text])
    return Laid(tuple(drafts), values["test"])


def _drafts(kind: str, tree: Path, values: dict[str, str]) -> dict[str, str]:
    """The files by path; those that may exist are left out where they do."""
    found: dict[str, str] = {}
    for place, mould in _moulds(files("openness").joinpath("moulds", kind)):
        path = _filled(place.removesuffix(ONCE).removesuffix(NEW), values)
        if place.endswith(ONCE) and ((tree / path).exists() or _registered(kind, tree, values)):
            continue
        found[path] = mould.read_text(encoding="utf-8")
    if kind == "check":
        module = _filled(found[f"checks/catalog/{values['group']}/{values['module']}.py"], values)
        values["digest"] = pages.digest(ast.get_docstring(ast.parse(module), clean=False) or "")
    return {path: _filled(text, values) for path, text in sorted(found.items())}


def _registered(kind: str, tree: Path, values: Mapping[str, str]) -> bool:
    """Whether a register of the tree knows the portal already; files named as a portal's folder are its rules."""
    if kind != "portal":
        return False
    paths = sorted((tree / "config" / "portals").glob("*.yaml"))
    registers = [validate(path, PortalsFile) for path in paths if not (tree / "crawler" / "portals" / path.stem).is_dir()]
    return values["id"] in {portal.name for register in registers for portal in register.portals}


def _moulds(folder: Traversable, above: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            found += _moulds(item, f"{above}{item.name}/")
        elif item.name.endswith((NEW, ONCE)):
            found.append((above + item.name, item))
    return found


def _filled(text: str, values: Mapping[str, str]) -> str:
    return MARK.sub(lambda mark: values[mark[1]], text)


def _check(name: str, of: str, _tree: Path) -> dict[str, str]:
    group = of or GENERAL
    if not CLAIM.fullmatch(name):
        raise WrongUse(BAD_CHECK, given=name)
    if not GROUP.fullmatch(group):
        raise WrongUse(BAD_GROUP, given=group)
    module = name.replace("-", "_")
    claim = name.replace("-", " ").capitalize()
    return {"id": name, "group": group, "module": module, "claim": claim, "test": f"tests/checks/test_cases.py -k {name}"}


def _portal(name: str, _of: str, _tree: Path) -> dict[str, str]:
    if not PORTAL.fullmatch(name):
        raise WrongUse(BAD_PORTAL, given=name)
    module = folder_of(name)
    return {"id": name, "module": module, "test": f"tests/crawler/portals/{module}"}


def _formula(name: str, _of: str, _tree: Path) -> dict[str, str]:
    if not FORMULA.fullmatch(name):
        raise WrongUse(BAD_FORMULA, given=name)
    return {"id": name, "module": name, "test": f"tests/scoring/formulas/test_{name}.py"}


def _edition(name: str, _of: str, _tree: Path) -> dict[str, str]:
    parts = EDITION.fullmatch(name)
    if parts is None or not _is_day(parts["day"]):
        raise WrongUse(BAD_EDITION, given=name)
    return {"law": parts["law"], "day": parts["day"], "test": f"tests/scoring/test_examples.py -k {parts['law']}"}


def _form(name: str, of: str, tree: Path) -> dict[str, str]:
    if not FORM.fullmatch(name):
        raise WrongUse(BAD_FORM, given=name)
    parts = EDITION.fullmatch(of)
    if parts is None or not (tree / "config" / "methodology" / of).is_dir():
        known = sorted(
            f"{path.parent.name}/{path.name}" for path in (tree / "config" / "methodology").glob("*/*") if path.is_dir()
        )
        raise WrongUse(NO_EDITION, given=of, known=", ".join(known) or "–")
    return {"id": name, "law": parts["law"], "day": parts["day"], "test": f"tests/openness/forms -k {name}"}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


KINDS: dict[str, Callable[[str, str, Path], dict[str, str]]] = {
    "check": _check,
    "portal": _portal,
    "formula": _formula,
    "form": _form,
    "edition": _edition,
}
