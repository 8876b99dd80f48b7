"""Editions of a law as a user names them: ``kz-2017`` (the one in force) or ``kz-2017/2017-12-28``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks import runner
from openness import concepts
from openness.faults import WrongUse
from reports.i18n import N_
from scoring import methodology as law
from store.base import Text
from store.methodology import Methodology

DIFFERS = "differs"
ABSENT = "absent"


def named(config: Path, name: str, as_of: date) -> tuple[Methodology, Text | None]:
    """The edition that a name means, and a note that must be told with it.

    :param name: an id for the edition in force on ``as_of``, id/edition for that very one, or the path of an edition's folder.
    :raises WrongUse: an edition that does not exist; ConfigError: an unknown law or an edition that cannot be read.
    """
    if (Path(name) / law.HEAD).is_file():
        return law.load(name, runner.catalogue()), None
    if "/" not in name:
        return law.choose(config, name, as_of, runner.catalogue())
    return law.load(folder_of(config, name), runner.catalogue()), None


def folder_of(config: Path, name: str) -> Path:
    """The folder of the edition «id/edition». Raises WrongUse where there is none."""
    editions = {f"{one.id}/{one.edition}": one.folder for one in law.available(config)}
    if name not in editions:
        raise WrongUse(
            N_("edition «{given}»: write it as ID/EDITION; at hand: {known}"), given=name, known=", ".join(sorted(editions))
        )
    return editions[name]


def everything(config: Path, checks: bool = True) -> list[Methodology]:
    """Every edition at hand, read and proved, by law and date.

    :param checks: whether it is proved too that the checks and indicators named exist and each indicator serves a row, which needs the
        whole catalogue.
    """
    known = runner.catalogue() if checks else None
    folders = [one.folder for one in law.available(config)]
    found = [law.load(folder, known) for folder in folders]
    if checks:
        for folder in folders:
            concepts.prove(config, folder)
        concepts.prove_used(config, folders)
    return found


def unspoilt(config: Path) -> list[Methodology]:
    """Every edition, refusing one that was changed after it was closed. Raises WrongUse."""
    found = everything(config)
    for edition in found:
        if edition.lock == DIFFERS:
            raise WrongUse(
                N_(
                    "{file}: edition {id}/{edition} was changed after it was closed; restore its files or lay the change in a new "
                    "folder"
                ),
                file=config / "methodology" / edition.id / edition.edition / law.LOCK,
                id=edition.id,
                edition=edition.edition,
            )
    return found


__all__ = ["ABSENT", "DIFFERS", "everything", "folder_of", "named", "unspoilt"]
