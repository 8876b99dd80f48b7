"""``explain``: the page of a parameter, or of a table, section, criterion or direction."""

from collections.abc import Callable

import typer
from rich.console import Group

from checks import runner
from openness.cli import DONE
from openness.commands.options import Shared, day_of, default_config, print_json
from openness.console import tell
from openness.example import example_of
from openness.faults import WrongUse
from openness.registers import names_of
from reports.demands import beside_lines, thing_of, thing_page
from reports.i18n import N_
from reports.law import Place, act_of, find, touching
from reports.law_pages import explain_place
from reports.pages import explain_parameter
from scoring import methodology as law
from store.base import Frozen


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)

    @app.command(
        "explain",
        help=_("What a parameter asks, its law, its weight, how it is checked, what a finding looks like."),
        epilog=_("Example: openness explain kz-2017:a14.2.9"),
    )
    def explain(
        parameter: str,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        known = runner.catalogue()
        name = parameter.partition(":")[0]
        day = day_of(as_of)
        edition, _note = law.choose(config or default_config(), name, day, known)
        thing = thing_of(edition, parameter)
        if thing is not None:
            if json:
                print_json(thing.model_dump_json(indent=1))
            else:
                tell(thing_page(edition, thing, language))
            return DONE
        found = find(edition, parameter)
        if found is None:
            raise WrongUse(
                N_("parameter «{given}» is not in {law} {edition}; see `openness methodologies show {law}`"),
                given=parameter,
                law=edition.id,
                edition=edition.edition,
            )
        if json:
            print_json(holder(found).model_dump_json(indent=1))
            return DONE
        exemptions, bodies = touching(edition, found), names_of(config or default_config())
        if found.parameter is None:
            tell(Group(explain_place(found, exemptions, language, bodies), *beside_lines(edition, found, language)))
            return DONE
        row, example = found.parameter, example_of(edition, found)
        act = act_of(edition, row.rule.citation.law)
        page = explain_parameter(row, found.element, known, language, found.indicator, exemptions, example, act, bodies)
        tell(Group(page, *beside_lines(edition, found, language)))
        return DONE


def holder(place: Place) -> Frozen:
    """The thing itself that an id names. Raises ValueError for a place that names nothing."""
    chain = (place.element, place.parameter, place.section, place.indicator, place.criterion, place.part.direction)
    for thing in chain:
        if thing is not None:
            return thing
    raise ValueError("the place names nothing")
