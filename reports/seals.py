"""Signature and time stamp of a package: files in ``signatures/`` beside its lists, over the list that all others hang on.

``tagmanifest-sha256.txt`` lists the bag's own files, among them ``manifest-sha256.txt``, which lists the payload: whoever signs it signs every
byte. It cannot list its own signature; that ``signatures/manifest-sha256.txt`` does, so that a damaged byte there is named too. The stamp
is made over the signature where there is one: then it proves when the signature was there, and with it what was signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.bag import ABSENT, CHANGED, TAGS, Problem
from reports.manifest import digest
from reports.signatures import MOST_BYTES, OPEN, Anchors, Checked, signature, stamp, written
from store.told import N_
from store.visible import line

FOLDER = "signatures"
LIST = f"{FOLDER}/manifest-sha256.txt"
SIGNATURE = f"{FOLDER}/{TAGS}.p7s"
# Over the list itself, where nobody signed; else over the signature.
STAMP = f"{FOLDER}/{TAGS}.tsr"
STAMP_OF_SIGNATURE = f"{SIGNATURE}.tsr"
SEALS = (SIGNATURE, STAMP_OF_SIGNATURE, STAMP)
_LINE = re.compile(r"[0-9a-f]{64}  (\S{1,200})")

DISAGREE = N_("{file} and {list}: they do not agree; one of them was changed.")
BY = N_("{file}: signed by {who} (certificate issued by {issuer}, its SHA-256 {digest}), vouched for by {anchor}.")
BY_NOBODY = N_(
    "{file}: fits the package; the signer calls itself {who} (certificate issued by {issuer}, its SHA-256 {digest}). Nobody vouches for that: "
    "name the certificate of its authority with --trust."
)
WHEN = N_("{file}: the package was there at {at}: so stamped by {who}, vouched for by {anchor}.")
WHEN_NOBODY = N_(
    "{file}: fits the package; stamped at {at} by what calls itself {who} (certificate issued by {issuer}, its SHA-256 {digest}). Nobody vouches "
    "for that: name the certificate of its authority with --trust."
)
CLAIMED = N_("{file}: the time of signing, {at}, is only what the signer's machine told; there is no time stamp that proves it.")
NONE = N_("The package bears neither a signature nor a time stamp, so --trust has nothing to check.")
REVOKED = N_("Whether a certificate was revoked is not looked up, for that needs a network: ask its authority.")


class Said(NamedTuple):
    """Something told of a seal; ``wrong`` where the package is not what was asked for."""

    wrong: bool
    key: str
    values: dict[str, object]


def put(bag: Path, made: dict[str, bytes]) -> None:
    """Writes seals and their list into the folder of a bag.

    :param made: content by name, which is one of ``SEALS``. :raises OSError: the folder cannot be written.
    """
    for name, content in made.items():
        (bag / name).parent.mkdir(exist_ok=True)
        (bag / name).write_bytes(content)
    if made:
        (bag / LIST).write_text(_listed(bag), encoding="utf-8", newline="\n")


def sealed(bag: Path) -> bytes:
    """The bytes that a signature is made over."""
    return (bag / TAGS).read_bytes()


def proved(bag: Path, trust: Anchors | None) -> Iterator[Said]:
    """Holds the seals of a bag against its list of files.

    :param trust: the authorities that must vouch for signer and stamp; None where nobody named any.
    :raises ReportError: a file that cannot be read.
    """
    found = [name for name in SEALS if (bag / name).is_file()]
    broken = list(_damaged(bag, found))
    yield from (Said(True, one.key, one.values) for one in broken)
    if not found and trust is not None:
        yield Said(True, NONE, {})
    if broken or not found or not (bag / TAGS).is_file():
        return
    whole, at = sealed(bag), None
    given = {name: _read(bag / name) for name in found}
    for name in (STAMP_OF_SIGNATURE, STAMP):
        if name in given:
            over = given[SIGNATURE] if name == STAMP_OF_SIGNATURE else whole
            checked = stamp(given[name], over, trust or Anchors())
            yield _told(name, checked, WHEN if checked.anchor else WHEN_NOBODY, trust)
            at = checked.at if checked.anchor and name == STAMP_OF_SIGNATURE else at
    if SIGNATURE in given:
        yield from _signed(signature(given[SIGNATURE], whole, trust or Anchors(), at), trust, at)
    if trust is not None:
        yield Said(False, REVOKED, {})


def _signed(checked: Checked, trust: Anchors | None, at: datetime | None) -> Iterator[Said]:
    yield _told(SIGNATURE, checked, BY if checked.anchor else BY_NOBODY, trust)
    if not checked.fault and at is None and checked.at is not None:
        yield Said(False, CLAIMED, {"file": SIGNATURE, "at": written(checked.at)})


def _told(name: str, checked: Checked, key: str, trust: Anchors | None) -> Said:
    """What cannot be told here is a fault only for whoever asked for it."""
    if checked.fault:
        return Said(checked.fault not in OPEN or trust is not None, checked.fault, {"file": name, **_plain(checked.values)})
    values = {"who": checked.who, "issuer": checked.issuer, "digest": checked.digest, "anchor": checked.anchor}
    return Said(False, key, {"file": name, "at": written(checked.at), **_plain({**values})})


def _plain(values: dict[str, object]) -> dict[str, object]:
    """Names in certificates come from anybody."""
    return {name: line(str(value)) for name, value in values.items()}


def _damaged(bag: Path, found: list[str]) -> Iterator[Problem]:
    """Damage and loss in the folder of seals, by its own list."""
    path = bag / LIST
    if not path.is_file():
        if found:
            yield Problem(ABSENT, {"file": LIST})
        return
    stated = path.read_bytes().decode("utf-8", "replace") if path.stat().st_size <= MOST_BYTES else ""
    lines = {match[1]: match[0] for match in map(_LINE.fullmatch, stated.split("\n")) if match}
    if stated == _listed(bag) and found:
        if STAMP_OF_SIGNATURE in found and SIGNATURE not in found:
            yield Problem(ABSENT, {"file": SIGNATURE})
        return
    wrong = [name for name in SEALS if name in lines and (name not in found or lines[name] != _line(bag, name))]
    for name in wrong:
        yield Problem(DISAGREE, {"file": name, "list": LIST}) if name in found else Problem(ABSENT, {"file": name})
    if not wrong:
        yield Problem(CHANGED, {"file": LIST})


def _listed(bag: Path) -> str:
    return "".join(f"{_line(bag, name)}\n" for name in SEALS if (bag / name).is_file())


def _line(bag: Path, name: str) -> str:
    return f"{digest(bag / name)}  {name}"


def _read(path: Path) -> bytes:
    """A seal, or of one that is larger than any so much that it is told to be so."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
