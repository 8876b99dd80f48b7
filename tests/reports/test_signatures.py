"""A signature and a time stamp held against bytes and authorities: what they prove, and each thing that is wrong with them."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from reports.errors import ReportError
from reports.signatures import (
    BROKEN,
    FALSE,
    MOST_BYTES,
    NO_ANCHOR,
    NO_TIME,
    NOT_HERE,
    NOT_VALID,
    OTHER_BYTES,
    OTHER_USE,
    REFUSED,
    UNKNOWN,
    WEAK,
    Anchors,
    Checked,
    anchors,
    as_der,
    signature,
    stamp,
)  # fmt: skip
from tests.reports import authority
from tests.reports.authority import SIGNED, STAMPED, Holder

CONTENT = b"sha256 of all lists\n"
NOBODY = Anchors()
ROOT = authority.authority()
SIGNER = authority.signer(ROOT)
STAMPER = authority.stamper(ROOT)
OTHER = authority.authority("Басқа орталық")


def trust(folder: Path, *holders: Holder) -> Anchors:
    path = folder / "trust.pem"
    path.write_bytes(b"".join(one.pem for one in holders))
    return anchors(path)


def signed(by: Holder = SIGNER, **told: object) -> bytes:
    return authority.signature(CONTENT, by, **told)  # type: ignore[arg-type]


def stamped(by: Holder = STAMPER) -> bytes:
    return authority.answer(authority.request(CONTENT), by)


def test_a_signature_proves_who_and_says_when(tmp_path: Path) -> None:
    proved = signature(signed(), CONTENT, trust(tmp_path, ROOT))
    assert (proved.fault, proved.who, proved.issuer, proved.anchor, proved.at) == (
        "", "KZ, Айгүл Сейтова", "KZ, Тестовый центр", "KZ, Тестовый центр", SIGNED,
    )  # fmt: skip
    unproved = signature(signed(), CONTENT, NOBODY)
    assert unproved == proved._replace(anchor="")


def test_a_stamp_proves_when(tmp_path: Path) -> None:
    proved = stamp(stamped(), CONTENT, trust(tmp_path, ROOT))
    assert (proved.fault, proved.who, proved.anchor, proved.at) == ("", "KZ, Уақыт белгісі", "KZ, Тестовый центр", STAMPED)
    assert stamp(stamped(), CONTENT, NOBODY) == proved._replace(anchor="")
    assert stamp(authority.answer(authority.request(CONTENT, "sha512"), STAMPER), CONTENT, NOBODY).at == STAMPED


def test_other_bytes_are_found_out(tmp_path: Path) -> None:
    for one in (NOBODY, trust(tmp_path, ROOT)):
        assert signature(signed(), CONTENT + b"x", one) == Checked(OTHER_BYTES)
        assert stamp(stamped(), CONTENT + b"x", one) == Checked(OTHER_BYTES)


def test_a_chain_leads_to_any_of_the_named_authorities(tmp_path: Path) -> None:
    person = authority.signer(authority.between(ROOT))
    assert signature(signed(person), CONTENT, trust(tmp_path, OTHER, ROOT)).anchor == "KZ, Тестовый центр"
    assert signature(signed(person._replace(chain=())), CONTENT, trust(tmp_path, ROOT)).fault == NO_ANCHOR
    assert signature(signed(), CONTENT, trust(tmp_path, OTHER)) == Checked(NO_ANCHOR, {"who": "KZ, Айгүл Сейтова"})
    assert stamp(stamped(), CONTENT, trust(tmp_path, OTHER)).fault == NO_ANCHOR


def test_an_authority_of_the_same_name_vouches_for_nobody(tmp_path: Path) -> None:
    forger = authority.authority()
    assert signature(signed(authority.signer(forger)), CONTENT, trust(tmp_path, ROOT)).fault != ""
    assert signature(signed(SIGNER._replace(key=authority.signer(ROOT).key)), CONTENT, trust(tmp_path, ROOT)) == Checked(FALSE)


def test_a_certificate_must_be_valid_when_it_is_used(tmp_path: Path) -> None:
    known = trust(tmp_path, ROOT)
    old = authority.signer(ROOT, begin=SIGNED - timedelta(days=400), days=365)
    fault = signature(signed(old), CONTENT, known)
    assert fault.fault == NOT_VALID
    assert fault.values == {
        "who": "KZ, Айгүл Сейтова", "begin": "2025-10-16T09:30:00Z", "end": "2026-10-16T09:30:00Z", "at": "2026-11-20T09:30:00Z",
    }  # fmt: skip
    # What the signer's machine told is believed only where no stamp says otherwise.
    backdated = signed(old, at=SIGNED - timedelta(days=60))
    assert signature(backdated, CONTENT, known).fault == ""
    assert signature(backdated, CONTENT, known, STAMPED).fault == NOT_VALID
    assert signature(signed(old), CONTENT, NOBODY).fault == "", "without an authority nothing is said of its certificates"
    assert signature(signed(authority.signer(ROOT, begin=SIGNED + timedelta(days=1))), CONTENT, known).fault == NOT_VALID
    late = authority.stamper(ROOT, begin=STAMPED - timedelta(days=400), days=365)
    assert stamp(stamped(late), CONTENT, known).fault == NOT_VALID
    assert signature(signed(at=None), CONTENT, known).fault == NO_TIME
    assert signature(signed(at=None), CONTENT, known, STAMPED).at == STAMPED
    # The signer's own certificate may be the one that is trusted; it ends nevertheless.
    assert signature(signed(old), CONTENT, trust(tmp_path, old)).fault == NOT_VALID


def test_a_certificate_for_another_use_is_refused(tmp_path: Path) -> None:
    assert stamp(stamped(SIGNER), CONTENT, trust(tmp_path, ROOT)).fault == OTHER_USE
    assert signature(signed(authority.between(ROOT)), CONTENT, trust(tmp_path, ROOT)).fault == OTHER_USE


def test_methods_that_prove_nothing_or_are_not_known(tmp_path: Path) -> None:
    for one in (NOBODY, trust(tmp_path, ROOT)):
        assert signature(signed(method="sha1", kind="sha1_ecdsa"), CONTENT, one).fault == WEAK
        gost = signature(signed(kind="1.2.398.3.10.1.1.2.3.2"), CONTENT, one)
        assert gost == Checked(UNKNOWN, {"method": "1.2.398.3.10.1.1.2.3.2"})
        assert stamp(authority.answer(authority.request(CONTENT, "sha1"), STAMPER), CONTENT, one).fault == UNKNOWN


def test_a_refusal_of_the_authority_is_no_stamp() -> None:
    assert stamp(authority.refusal(), CONTENT, NOBODY) == Checked(REFUSED, {"status": "rejection"})


@pytest.mark.parametrize("check", [signature, stamp])
@pytest.mark.parametrize(
    "given", [b"", b"x", b"\x30\x80" * 5000, bytes(MOST_BYTES + 1), CONTENT], ids=["empty", "letter", "nested", "large", "text"]
)
def test_what_is_neither_is_told_so(check: object, given: bytes) -> None:
    assert check(given, CONTENT, NOBODY) == Checked(BROKEN)  # type: ignore[operator]


def test_one_is_not_taken_for_the_other() -> None:
    assert signature(stamped(), CONTENT, NOBODY) == Checked(BROKEN)
    assert stamp(signed(), CONTENT, NOBODY) == Checked(BROKEN)


def test_no_changed_byte_makes_another_signer_or_time(tmp_path: Path) -> None:
    """A byte outside of what is signed may say nothing; one inside never goes unseen, and none is a fault of the program."""
    known = trust(tmp_path, ROOT)
    for given, check in ((signed(), signature), (stamped(), stamp)):
        whole = check(given, CONTENT, known)
        found = []
        for place in range(0, len(given), 7):
            changed = check(given[:place] + bytes([given[place] ^ 4]) + given[place + 1 :], CONTENT, known)
            assert changed.fault or changed._replace(digest="") == whole._replace(digest=""), place
            found.append(changed.fault)
        assert found.count("") < len(found) // 20


def test_a_file_of_certificates_that_holds_none_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "trust.pem"
    for content in (b"", b"text", ROOT.pem[:-80], bytes(2 << 20)):
        path.write_bytes(content)
        with pytest.raises(ReportError, match="no certificates; name a file"):
            anchors(path)
    with pytest.raises(ReportError, match="no certificates; name a file"):
        anchors(tmp_path / "absent")
    path.write_bytes(as_der(ROOT.pem))
    assert signature(signed(), CONTENT, anchors(path)).anchor == "KZ, Тестовый центр"


def test_without_the_part_for_signatures_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign.validation.generic_cms", None)
    assert signature(signed(), CONTENT, NOBODY) == Checked(NOT_HERE)
    assert stamp(stamped(), CONTENT, NOBODY) == Checked(NOT_HERE)
    monkeypatch.setitem(sys.modules, "pyhanko.keys", None)
    (tmp_path / "trust.pem").write_bytes(ROOT.pem)
    with pytest.raises(ReportError, match="install the part for signatures"):
        anchors(tmp_path / "trust.pem")
