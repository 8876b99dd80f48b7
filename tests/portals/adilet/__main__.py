"""``python -m tests.portals.adilet --port-file FILE``: serves the stand-in until SIGTERM or Ctrl-C; tells its port in the file."""

import sys

from tests.portals.adilet.server import FAULTS, Database
from tests.portals.serving import parser_of, serve

sys.exit(serve(parser_of("adilet", FAULTS), lambda wanted: Database(wanted.port, wanted.fault)))
