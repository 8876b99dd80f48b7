"""``python -m tests.portals.opendata --port-file FILE``: serves the stand-in until SIGTERM or Ctrl-C; tells its port in the file."""

import sys

from tests.portals.opendata.server import FAULTS, Server
from tests.portals.serving import parser_of, serve

sys.exit(serve(parser_of("opendata", FAULTS), lambda wanted: Server(("127.0.0.1", wanted.port), wanted.fault)))
