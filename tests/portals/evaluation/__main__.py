"""``python -m tests.portals.evaluation --port-file FILE``: serves the stand-in until SIGTERM or Ctrl-C; tells its port in the file."""

import sys

from tests.portals.cardkit import FAULTS
from tests.portals.evaluation.site import start
from tests.portals.serving import parser_of, serve

sys.exit(serve(parser_of("evaluation", FAULTS), lambda wanted: start(wanted.port, wanted.fault)))
