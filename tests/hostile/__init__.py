"""A site that does everything wrong, for both lanes of the harvest.

``with hostile() as server`` serves it on loopback; ``FAULTS`` lists what is wrong where and where each address must end:

>>> from tests.hostile import FAULTS, hostile
>>> with hostile() as server:
...     addresses = [fault.address(server) for fault in FAULTS if fault.browser is Look.READ]
"""

from tests.hostile.faults import FAULTS, Fault, Look
from tests.hostile.server import Hostile, hostile

__all__ = ["FAULTS", "Fault", "Hostile", "Look", "hostile"]
