"""What the commands of imports have in common: the law that a file is read for, and what is said of a file that was taken in."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from openness.console import tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from reports.numbers import moment
from scoring import methodology as law
from store.reported import StoredImport

if TYPE_CHECKING:
    from openness.imports.take import Taken

SHOWN_FACTS = 40


def known_law(folder: Path, methodology: str | None) -> str | None:
    """The law that a command names. Raises WrongUse for one that there is not."""
    known = sorted({edition.id for edition in law.available(folder)})
    if methodology is not None and methodology not in known:
        raise WrongUse(N_("--methodology «{given}»: one of {known} was expected"), given=methodology, known=", ".join(known))
    return methodology


def edition_on(folder: Path, methodology: str | None, day: date) -> law.Edition:
    """The edition that scores on the day."""
    return law.chosen_on(folder, known_law(folder, methodology), day)[0]


def told_of(taken: "Taken", language: str, facts: bool = True) -> None:
    """Says what became of a file, with the first of its facts where they are figures."""
    item = taken.item
    when = moment(item.imported_at, language)
    if not taken.new:
        tell(t("{file}: on record already (taken in {when}); nothing was changed.", language, file=item.name, when=when))
        return
    tell(
        t(
            "{file}: taken in for {body}, period {period}. Lines: {lines}.",
            language,
            file=item.name,
            body=item.body,
            period=item.period,
            lines=item.rows,
        )
    )
    if taken.replaced is not None:
        before = taken.replaced
        words = N_("It takes the place of {file}, which was taken in {when}; that one stays on record.")
        tell(t(words, language, file=before.name, when=moment(before.imported_at, language)))
    if taken.rulings:
        tell(t("Decisions: {count}, new ones among them: {new}.", language, count=taken.rulings, new=taken.new_rulings))
    if item.facts and facts:
        tell(_facts(item, language))
    if len(item.facts) > SHOWN_FACTS and facts:
        tell(t("… and {more} more; --json shows all.", language, more=len(item.facts) - SHOWN_FACTS))


def _facts(item: StoredImport, language: str) -> Table:
    table = Table(box=None)
    for title in (N_("Parameter"), N_("Figure"), N_("Language"), N_("Subject"), N_("Value")):
        table.add_column(t(title, language), overflow="fold")
    for fact in item.facts[:SHOWN_FACTS]:
        value = fact.value if language == "en" else fact.value.replace(".", ",")
        cells = (fact.parameter, fact.name, fact.language or "", fact.subject, value)
        table.add_row(*(Text(cell) for cell in cells))
    return table
