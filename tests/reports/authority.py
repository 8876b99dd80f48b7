"""An authority of the tests' own: certificates, signatures and time stamps with real bytes, at times that the test chooses.

Made with asn1crypto and cryptography by the standards, not with the library that the product proves them by.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SIGNED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
STAMPED = SIGNED + timedelta(hours=1)
POLICY = "1.2.3.4.1"


class Holder(NamedTuple):
    """A certificate with its key, and those between it and the authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def parsed(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    def keep(self, path: Path) -> Path:
        """Key and certificates in one PEM file, as openssl takes them."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(key + self.pem + b"".join(one.public_bytes(Encoding.PEM) for one in self.chain))
        return path


def kept(path: Path) -> Holder:
    """What ``keep`` wrote."""
    certificates = x509.load_pem_x509_certificates(path.read_bytes())
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Holder(certificates[0], key, tuple(certificates[1:]))


def authority(name: str = "Тестовый центр") -> Holder:
    """One that vouches for others."""
    return _issued(name, None, SIGNED - timedelta(days=3000), 10_000, ca=True)


def signer(by: Holder, name: str = "Айгүл Сейтова", begin: datetime = SIGNED - timedelta(days=100), days: int = 365) -> Holder:
    """A person who signs."""
    return _issued(name, by, begin, days)


def stamper(by: Holder, name: str = "Уақыт белгісі", begin: datetime = SIGNED - timedelta(days=100), days: int = 365) -> Holder:
    """An authority of time."""
    return _issued(name, by, begin, days, stamps=True)


def _issued(name: str, by: Holder | None, begin: datetime, days: int, ca: bool = False, stamps: bool = False) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(
            x509.KeyUsage(**usage, digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca, crl_sign=ca),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if by is not None:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(issuer, critical=False)
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    chain = (by.certificate, *by.chain) if by is not None and by.certificate.issuer != by.certificate.subject else ()
    return Holder(builder.sign(by.key if by else key, hashes.SHA256()), key, chain)


def between(by: Holder, name: str = "Аралық центр") -> Holder:
    """An authority that another one vouches for."""
    return _issued(name, by, SIGNED - timedelta(days=1000), 3000, ca=True)


def signature(
    content: bytes, by: Holder, at: datetime | None = SIGNED, method: str = "sha256", kind: str = "sha256_ecdsa"
) -> bytes:
    """A detached CMS signature over ``content``, as DER.

    :param at: the time that it tells; None leaves it out. :param method: of the digest. :param kind: what it calls the method of signing.
    """
    attributes = [] if at is None else [cms.CMSAttribute({"type": "signing_time", "values": [cms.Time({"utc_time": at})]})]
    return bytes(_content_info(_signed_data("data", None, content, by, attributes, method, kind)).dump())


def answer(request: bytes, by: Holder, at: datetime = STAMPED) -> bytes:
    """The answer of a time stamp authority to a request, both by RFC 3161."""
    asked = tsp.TimeStampReq.load(request, strict=True)
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": asked["message_imprint"],
            "serial_number": 7,
            "gen_time": at,
            **({"nonce": asked["nonce"]} if asked["nonce"].native is not None else {}),
        }
    )
    certificate = hashlib.sha256(by.parsed.dump()).digest()
    named = tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2({"cert_hash": certificate})]})
    attributes = [cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]})]
    whole = cms.EncapsulatedContentInfo({"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())})
    data = _signed_data("tst_info", whole, info.dump(), by, attributes)
    return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": _content_info(data)}).dump())


def request(content: bytes, method: str = "sha256") -> bytes:
    """What is asked of a time stamp authority over ``content``."""
    imprint = {"hash_algorithm": {"algorithm": method}, "hashed_message": hashlib.new(method, content).digest()}
    return bytes(tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True}).dump())


def refusal() -> bytes:
    """The answer of an authority that stamps nothing: the status «rejection» alone, which asn1crypto cannot write without a token."""
    return bytes.fromhex("30053003020102")


def _signed_data(
    kind: str, whole: Any, content: bytes, by: Holder, more: list[Any], method: str = "sha256", signing: str = "sha256_ecdsa"
) -> cms.SignedData:
    digest = hashlib.new(method, content).digest()
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": [kind]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            *more,
        ]
    )
    value = by.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA1() if signing == "sha1_ecdsa" else hashes.SHA256()))  # noqa: S303 - a weak one, to be refused
    identity = {"issuer": by.parsed.issuer, "serial_number": by.parsed.serial_number}
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": identity}),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": method}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": signing}),
            "signature": value,
        }
    )
    certificates = [by.parsed, *(asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in by.chain)]
    return cms.SignedData(
        {
            "version": "v1" if kind == "data" else "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": method})],
            "encap_content_info": whole or {"content_type": kind},
            "certificates": certificates,
            "signer_infos": [info],
        }
    )


def _content_info(data: cms.SignedData) -> cms.ContentInfo:
    return cms.ContentInfo({"content_type": "signed_data", "content": data})
