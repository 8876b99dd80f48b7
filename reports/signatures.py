"""A detached CMS signature (RFC 5652) or a time stamp (RFC 3161) held against the bytes that it was made over, and against authorities.

Everything in both comes from whoever made the package: sizes and numbers are bounded, and what cannot be read is a fault of the file.
pyHanko does the proving; it asks no network, so nothing is known of revoked certificates. No clock is read: a certificate must have been
valid when it was used.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reports.errors import ReportError
from store.told import N_

# A signature with its chain takes 5 kB, a token 8 kB.
MOST_BYTES = 1 << 18
MOST_CERTIFICATES = 16
MOST_ANCHORS = 1 << 20
HASHES = frozenset({"sha256", "sha384", "sha512"})
GRANTED = frozenset({"granted", "granted_with_mods"})
USED_TO_SIGN = frozenset({"digital_signature", "non_repudiation"})
_NUMBERS = re.compile(r"\d+(\.\d+)+")

BROKEN = N_("{file}: it cannot be read; it was changed, or it is no detached CMS signature and no RFC 3161 answer.")
REFUSED = N_("{file}: the time stamp authority refused to stamp ({status}).")
OTHER_BYTES = N_("{file}: made over other bytes than those in the package; the package was changed afterwards.")
FALSE = N_("{file}: the signature is false; it was changed or made with another key than that of its certificate.")
WEAK = N_("{file}: made by a method that can be forged; it proves nothing.")
UNKNOWN = N_("{file}: made by a method that this program does not know ({method}); check it with the authority's own program.")
NO_ANCHOR = N_("{file}: none of the authorities in --trust vouches for {who}.")
NOT_VALID = N_("{file}: the certificate of {who} was valid from {begin} to {end}, but it was used on {at}.")
OTHER_USE = N_("{file}: the certificate of {who} was not issued for this use.")
NO_CHAIN = N_("{file}: the chain from the authority to {who} does not hold.")
NO_TIME = N_("{file}: it tells no time and bears no time stamp; whether the certificate of {who} was valid then cannot be told.")
NOT_HERE = N_("{file}: signatures cannot be checked here; install the part for it: `python -m pip install 'openness[signing]'`.")
NO_CERTIFICATES = N_("no certificates; name a file with those of the authorities, as PEM or DER")
NO_LIBRARY = N_("certificates cannot be read here; install the part for signatures: `python -m pip install 'openness[signing]'`")
# What nobody can tell here, which is not the file's fault.
OPEN = frozenset({UNKNOWN, NOT_HERE})


class Checked(NamedTuple):
    """What a signature or stamp proves: the fault (a text of the catalogues with its fields), else who made it, when, and who vouches."""

    fault: str = ""
    values: dict[str, object] = {}
    who: str = ""
    issuer: str = ""
    digest: str = ""
    at: datetime | None = None
    anchor: str = ""


class Anchors(NamedTuple):
    """Certificates of authorities; without any nobody is vouched for."""

    certificates: tuple[Any, ...] = ()


def anchors(path: Path) -> Anchors:
    """The certificates in a file, one or many.

    :raises ReportError: the file cannot be read or holds none.
    """
    try:
        from pyhanko.keys import load_certs_from_pemder_data
    except ImportError as fault:
        raise ReportError(path, NO_LIBRARY) from fault
    try:
        data = path.read_bytes()
        found = tuple(load_certs_from_pemder_data(data)) if len(data) <= MOST_ANCHORS else ()
        _ = [one.subject.native for one in found]
    except _unreadable() as fault:
        raise ReportError(path, NO_CERTIFICATES) from fault
    if not found:
        raise ReportError(path, NO_CERTIFICATES)
    return Anchors(found)


def signature(given: bytes, signed: bytes, trust: Anchors, stamped: datetime | None = None) -> Checked:
    """Holds the detached signature ``given`` against the bytes ``signed``.

    :param trust: who may vouch for the signer. :param stamped: when the signature is known to have been there already.
    """
    return _safely(lambda: _signature(given, signed, trust, stamped), given)


def stamp(given: bytes, stamped: bytes, trust: Anchors) -> Checked:
    """Holds the time stamp authority's answer ``given`` against the bytes ``stamped``."""
    return _safely(lambda: _stamp(given, stamped, trust), given)


def as_der(given: bytes) -> bytes:
    """What a command made, without the armour of PEM that some programs put around it."""
    try:
        from asn1crypto import pem

        return bytes(pem.unarmor(given)[2]) if pem.detect(given) else given
    except (ImportError, ValueError):
        return given


def _safely(check: Callable[[], Checked], given: bytes) -> Checked:
    try:
        import pyhanko.sign.validation.generic_cms  # noqa: F401 - only whether it is there
    except ImportError:
        return Checked(NOT_HERE)
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    if len(given) > MOST_BYTES:
        return Checked(BROKEN)
    try:
        return check()
    except _unreadable():
        return Checked(BROKEN)


def _unreadable() -> tuple[type[Exception], ...]:
    """What the readers raise over bytes that are not what they should be."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from pyhanko_certvalidator.errors import PathError, ValidationError

    return (
        OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, RecursionError, NotImplementedError, AssertionError,
        UnsupportedAlgorithm, InvalidSignature, PathError, ValidationError,
    )  # fmt: skip


def _signature(given: bytes, signed: bytes, trust: Anchors, stamped: datetime | None) -> Checked:
    from asn1crypto import cms
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, extract_self_reported_ts
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    data = _signed_data(cms.ContentInfo.load(given, strict=True))
    if unknown := _unknown(data):
        return unknown
    at = stamped or extract_self_reported_ts(extract_signer_info(data))
    usage = KeyUsageConstraints(key_usage=set(USED_TO_SIGN))
    # The unsigned attributes may bear a stamp of their own; nothing rests on it, so it is judged by nobody's authority.
    nobody = _context(Anchors(), at)
    status = asyncio.run(async_validate_detached_cms(signed, data, _context(trust, at), nobody, key_usage_settings=usage))
    return _judged(status, trust, at)


def _stamp(given: bytes, stamped: bytes, trust: Anchors) -> Checked:
    from asn1crypto import cms, core, tsp
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko.sign.validation.status import TimestampSignatureStatus

    class Answer(core.Sequence):  # type: ignore[misc]
        """A refusal has no token (RFC 3161, 2.4.2), which the library's own reader does not allow for."""

        _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]

    answer = Answer.load(given, strict=True)
    told = str(answer["status"]["status"].native)
    if told not in GRANTED:
        return Checked(REFUSED, {"status": told})
    data = _signed_data(answer["time_stamp_token"])
    info = data["encap_content_info"]["content"].parsed
    method = str(info["message_imprint"]["hash_algorithm"]["algorithm"].native)
    if method not in HASHES:
        return Checked(UNKNOWN, {"method": method})
    if unknown := _unknown(data):
        return unknown
    at = info["gen_time"].native
    proved = validate_tst_signed_data(data, _context(trust, at), lambda name: hashlib.new(name, stamped).digest())
    return _judged(TimestampSignatureStatus(**asyncio.run(proved)), trust, at)


def _signed_data(content: Any) -> Any:
    if content["content_type"].native != "signed_data":
        raise ValueError("no signed data")
    data = content["content"]
    if len(data["certificates"]) > MOST_CERTIFICATES:
        raise ValueError("more certificates than any chain has")
    return data


def _unknown(data: Any) -> Checked | None:
    """Methods that are no names but numbers to the library: Kazakhstan's GOST among them."""
    from pyhanko.sign.general import extract_certificate_info

    (info,) = data["signer_infos"]
    key = extract_certificate_info(data).signer_cert["tbs_certificate"]["subject_public_key_info"]["algorithm"]["algorithm"]
    for one in (info["digest_algorithm"]["algorithm"], info["signature_algorithm"]["algorithm"], key):
        if _NUMBERS.fullmatch(str(one.native)):
            return Checked(UNKNOWN, {"method": str(one.native)})
    return None


def _context(trust: Anchors, at: datetime | None) -> Any:
    """Without a time nothing is said of trust; then any moment serves, so that no clock is read."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(trust.certificates), moment=at or datetime(2000, 1, 1, tzinfo=UTC), allow_fetching=False
    )


def _judged(status: Any, trust: Anchors, at: datetime | None) -> Checked:
    from pyhanko.sign.ades.report import AdESIndeterminate as Open

    certificate = status.signing_cert
    if not status.valid:
        return Checked(FALSE)
    if not status.intact:
        return Checked(OTHER_BYTES)
    problem = status.trust_problem_indic
    if problem in (Open.CRYPTO_CONSTRAINTS_FAILURE, Open.CRYPTO_CONSTRAINTS_FAILURE_NO_POE):
        return Checked(WEAK)
    found = Checked(
        who=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        digest=hashlib.sha256(certificate.dump()).hexdigest(),
        at=at,
    )
    if not trust.certificates:
        return found
    who: dict[str, object] = {"who": found.who}
    if problem is Open.NO_CERTIFICATE_CHAIN_FOUND:
        return Checked(NO_ANCHOR, who)
    if at is None:
        return Checked(NO_TIME, who)
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    if not begin <= at <= end:
        return Checked(NOT_VALID, {**who, "begin": written(begin), "end": written(end), "at": written(at)})
    if problem is Open.CHAIN_CONSTRAINTS_FAILURE:
        return Checked(OTHER_USE, who)
    if not status.trusted:
        return Checked(NO_CHAIN, who)
    return found._replace(anchor=_name(status.validation_path.first.subject))


def written(at: datetime | None) -> str:
    """A time as it stands in messages, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else "–"


def _name(name: Any) -> str:
    """The parts of a certificate's name as they stand there: person, number, organisation, country."""
    return ", ".join(str(part["value"].native) for group in name.chosen for part in group)
