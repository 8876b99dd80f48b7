"""States of a run, as lists of runs and reports word them."""

from openness.commands.runs import STATES
from reports.words import STATE
from store.course import State


def test_every_state_of_a_run_has_its_words() -> None:
    assert list(STATES) == [state.value for state in State]
    assert set(STATE) >= set(STATES)
