"""How the portal of minutes is read."""

from crawler.portals.reading.seam import PortalRules


class Rules(PortalRules):
    """Nothing beyond what every portal says."""
