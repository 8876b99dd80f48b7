"""Signature and time stamp of a package made by the configured commands, and proved before they go into it."""

from __future__ import annotations

from openness.faults import WrongUse
from openness.sealing.command import made_by
from openness.sealing.settings import Signing
from reports.seals import SIGNATURE, STAMP, STAMP_OF_SIGNATURE
from reports.signatures import NOT_HERE, REFUSED, UNKNOWN, WEAK, Anchors, Checked, as_der, signature, stamp
from store.told import N_

UNFIT = {
    "sign": N_(
        "the command under «sign» did not write a detached CMS signature over the file that it was given, as DER or PEM; mend its options"
    ),
    "stamp": N_(
        "the command under «stamp» did not write the whole RFC 3161 answer over the file that it was given, as DER; mend its options"
    ),
}


def sealed(settings: Signing, content: bytes) -> dict[str, bytes]:
    """Seals over ``content`` by their names in the package: what the settings have a command for.

    The stamp is made over the signature where there is one. Who vouches for them is the affair of whoever verifies.

    :raises WrongUse: a command fails, or what it makes is no signature or stamp over what it was given.
    """
    made: dict[str, bytes] = {}
    if settings.sign is not None:
        signed = as_der(made_by("sign", settings.sign, content))
        _refuse("sign", signature(signed, content, Anchors()))
        made[SIGNATURE] = signed
    if settings.stamp is not None:
        over = made.get(SIGNATURE, content)
        name = STAMP_OF_SIGNATURE if SIGNATURE in made else STAMP
        stamped = made_by("stamp", settings.stamp, over)
        _refuse("stamp", stamp(stamped, over, Anchors()))
        made[name] = stamped
    return made


def _refuse(key: str, checked: Checked) -> None:
    """A signature by a method unknown here (the state's own among them) is taken as it is: others can check it."""
    if checked.fault in (NOT_HERE, REFUSED, WEAK):
        raise WrongUse(checked.fault, file=f"«{key}»", status=checked.values.get("status", ""))
    if checked.fault and checked.fault != UNKNOWN:
        raise WrongUse(UNFIT[key])
