"""``python -m tests.portals.opendialogue --port-file FILE``: serves the stand-in until SIGTERM or Ctrl-C; tells its port in the file."""

import sys

from tests.portals.cardkit import FAULTS
from tests.portals.opendialogue.site import start
from tests.portals.serving import parser_of, serve

sys.exit(serve(parser_of("opendialogue", FAULTS), lambda wanted: start(wanted.port, wanted.fault)))
