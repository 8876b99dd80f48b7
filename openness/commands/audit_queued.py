"""``openness audit --queue``: the audit is put into the queue, before all nightly ones, and followed where that is asked for."""

import getpass
import json as jsonlib
import socket

from openness.cli import DONE, SHORT
from openness.commands.options import print_json, today
from openness.console import say, tell
from openness.faults import WrongUse
from openness.planning import Wish
from reports.i18n import N_, t

FOLLOW_ALONE = N_("--follow is for an audit in the queue; add --queue")
NEW, KNOWN = N_("Run {run} is in the queue."), N_("Run {run} of this body is in the queue already.")
NO_STOP = N_("--stop-after is for an audit that runs here; leave it or --queue out")


def demanded(db: str, wanted: Wish, queue: bool, stop_after: str | None, follow: bool, json: bool, language: str) -> int:
    """Orders the audit and, with its organisations, theirs; the exit status."""
    if not queue:
        raise WrongUse(FOLLOW_ALONE)
    if stop_after is not None:
        raise WrongUse(NO_STOP)
    from openness.jobs import nights, ordering
    from openness.jobs.base import opened
    from openness.pipeline import Pipeline

    pipeline = Pipeline(opened(db, "openness audit --queue"), db, wanted.config)
    plan = pipeline.planned(wanted, today())
    plans = [plan]
    if wanted.subordinates:
        from openness.subordinates.job import proven

        proven(pipeline, plan)
        with pipeline.engine.connect() as connection:
            plans += nights.organisations(pipeline, connection, [plan], {plan.body.code: wanted})
    by = f"{getpass.getuser()}@{socket.gethostname()}"
    # The organisations first: what they score is part of what their body scores.
    made = [ordering.demand(pipeline.engine, one, by) for one in (*plans[1:], plan)]
    runs = [run for run, _ in made]
    if json and not follow:
        print_json(jsonlib.dumps([{"run": run, "new": new} for run, new in made], indent=1))
    elif not json:
        for run, new in made:
            tell(t(NEW if new else KNOWN, language, run=run))
    if not follow:
        return DONE
    from openness.commands.queue import followed

    statuses = [followed(pipeline.engine, db, run, language, json) for run in runs]
    if not json and not any(statuses):
        say(t("Finished; `openness runs show {run}` tells the result.", language, run=runs[-1]))
    return SHORT if any(statuses) else DONE
