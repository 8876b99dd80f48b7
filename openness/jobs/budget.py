"""The requests of a night shared among its bodies: who needs little gets it, and what is left is shared evenly by the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def shared(requests: int, needs: Mapping[str, int]) -> dict[str, int]:
    """Max-min fair shares of whole requests.

    :param requests: there are. :param needs: of each body at most; in the order in which single requests that are left over are given.
    :returns: of each body; never more than its need, in all never more than there are.
    Source: D. Bertsekas, R. Gallager, Data Networks, 1992, 6.5.2 (max-min fairness by progressive filling).
    """
    left, shares = requests, dict.fromkeys(needs, 0)
    open_ = sorted(needs, key=lambda code: needs[code])
    while open_:
        code = open_[0]
        part = left // len(open_)
        if needs[code] > part:
            break
        shares[code] = needs[code]
        left -= needs[code]
        open_ = open_[1:]
    for number, code in enumerate(name for name in needs if name in set(open_)):
        shares[code] = left // len(open_) + (number < left % len(open_))
    return shares


def fitting(requests: int, least: int, codes: Sequence[str]) -> tuple[str, ...]:
    """The bodies, in their order, for which the requests suffice if each is to get at least ``least``."""
    return tuple(codes[: max(1, requests // least)])
