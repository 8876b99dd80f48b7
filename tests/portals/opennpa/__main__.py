"""``python -m tests.portals.opennpa --port-file FILE``: serves the stand-in until SIGTERM or Ctrl-C; tells its port in the file."""

import argparse
import sys
from datetime import date

from tests.portals.opennpa.content import Bulk
from tests.portals.opennpa.server import FAULTS, Site
from tests.portals.serving import parser_of, serve


def start(given: argparse.Namespace) -> Site:
    """The portal as it was asked for."""
    bulk = Bulk(given.cards, date(2026, 9, 20), given.moved) if given.cards else None
    return Site(given.port, given.fault, given.closed, bulk, given.host)


PARSER = parser_of("opennpa", FAULTS)
PARSER.add_argument("--host", default="127.0.0.1")
PARSER.add_argument("--closed", action="store_true", help="robots.txt keeps robots from the cards, as that of the portal does")
PARSER.add_argument("--cards", type=int, default=0, help="further cards of the archive")
PARSER.add_argument("--moved", type=int, default=0, help="of them that came in since a first look")
sys.exit(serve(PARSER, start))
