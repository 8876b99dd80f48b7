"""A sealed package: every byte still counts, and what hashes cannot show – that everything was forged together – the seal does."""

from __future__ import annotations

import re
import shlex
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import seals
from reports.evidence import export
from reports.signatures import Anchors, anchors
from reports.verify import verify
from tests.conftest import ROOT as ROOT_OF_ALL
from tests.openness.test_rejudging import rehashed, zipped
from tests.reports import authority
from tests.reports.conftest import Run
from tests.reports.test_evidence import content, repacked

ROOT, OTHER = authority.authority(), authority.authority("Басқа орталық")
SIGNER, STAMPER = authority.signer(ROOT), authority.stamper(ROOT)
FITS = "Nobody vouches for that: name the certificate of its authority with --trust."


def made(whole: bytes, sign: bool = True, stamp: bool = True) -> dict[str, bytes]:
    """What commands of the machine make over the list of a package."""
    found = {seals.SIGNATURE: authority.signature(whole, SIGNER)} if sign else {}
    if stamp:
        name = seals.STAMP_OF_SIGNATURE if sign else seals.STAMP
        found[name] = authority.answer(authority.request(found.get(seals.SIGNATURE, whole)), STAMPER)
    return found


def packed(run: Run, target: Path, seal: Callable[[bytes], dict[str, bytes]] | None = made) -> Path:
    return export(run.out, target, run.edition, run.captures, run.artifacts, seal=seal).path


@pytest.fixture(scope="module")
def package(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(run, tmp_path_factory.mktemp("sealed") / "sealed.zip")


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Anchors:
    path = tmp_path_factory.mktemp("trust") / "ca.pem"
    path.write_bytes(ROOT.pem)
    return anchors(path)


def documented(language: str) -> list[list[str]]:
    """The commands that the page of documentation gives for checking a seal by hand."""
    page = (ROOT_OF_ALL / "docs" / language / "evidence.md").read_text("utf-8")
    lines = page.replace("\\\n", " ").splitlines()
    return [shlex.split(one) for one in lines if re.match("openssl (cms|ts) -verify|sha256sum ", one)]


def openssl(words: list[str], folder: Path) -> int:
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=600).returncode


def unpacked(package: Path, room: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(room)
    (bag,) = room.iterdir()
    return bag


def test_a_seal_says_who_and_when(package: Path, trust: Anchors) -> None:
    proof = verify(package, "en", trust=trust)
    assert proof.problems == []
    when, who, unknown = proof.seals
    assert when == (
        f"{seals.STAMP_OF_SIGNATURE}: the package was there at 2026-11-20T10:30:00Z: so stamped by KZ, Уақыт белгісі, vouched for by "
        "KZ, Тестовый центр."
    )
    assert who.startswith(
        f"{seals.SIGNATURE}: signed by KZ, Айгүл Сейтова (certificate issued by KZ, Тестовый центр, its SHA-256 "
    )
    assert who.endswith(", vouched for by KZ, Тестовый центр.")
    assert unknown == "Whether a certificate was revoked is not looked up, for that needs a network: ask its authority."


def test_without_an_authority_a_seal_proves_nobody(package: Path) -> None:
    proof = verify(package, "en")
    assert proof.ok
    when, who, claimed = proof.seals
    assert when.endswith(FITS)
    assert "stamped at 2026-11-20T10:30:00Z by what calls itself KZ, Уақыт белгісі" in when
    assert "the signer calls itself KZ, Айгүл Сейтова" in who
    assert who.endswith(FITS)
    assert "2026-11-20T09:30:00Z, is only what the signer's machine told" in claimed
    assert "өзін KZ, Айгүл Сейтова деп атайды" in verify(package, "kk").seals[1]
    assert "называет себя KZ, Айгүл Сейтова" in verify(package, "ru").seals[1]


def test_a_stamp_or_a_signature_alone(run: Run, tmp_path: Path, trust: Anchors) -> None:
    stamped = verify(packed(run, tmp_path / "1.zip", lambda whole: made(whole, sign=False)), "en", trust=trust)
    assert stamped.ok
    assert stamped.seals[0].startswith(
        f"{seals.STAMP}: the package was there at 2026-11-20T10:30:00Z: so stamped by KZ, Уақыт белгісі"
    )
    signed = verify(packed(run, tmp_path / "2.zip", lambda whole: made(whole, stamp=False)), "en", trust=trust)
    assert signed.ok
    assert "signed by KZ, Айгүл Сейтова" in signed.seals[0]
    assert signed.seals[1] == (
        f"{seals.SIGNATURE}: the time of signing, 2026-11-20T09:30:00Z, is only what the signer's machine told; there is no time stamp that "
        "proves it."
    )


def test_a_package_without_seals_is_as_before(run: Run, package: Path, tmp_path: Path, trust: Anchors) -> None:
    plain = packed(run, tmp_path / "plain.zip", None)
    assert packed(run, tmp_path / "none.zip", lambda _: {}).read_bytes() == plain.read_bytes()
    kept = {name: data for name, data in content(package).items() if not name.startswith("signatures/")}
    assert kept == content(plain)
    assert verify(plain, "en").seals == []
    nothing = "The package bears neither a signature nor a time stamp, so --trust has nothing to check."
    assert verify(plain, "en", trust=trust).problems == [nothing]


def test_every_changed_byte_is_named(package: Path, tmp_path: Path) -> None:
    names = [name for name in content(package) if name.startswith("signatures/")]
    assert sorted(names) == sorted([seals.LIST, seals.SIGNATURE, seals.STAMP_OF_SIGNATURE])
    for name in [*names, "tagmanifest-sha256.txt", "README.ru.txt"]:

        def flip(files: dict[str, bytes], name: str = name) -> None:
            data = bytearray(files[name])
            data[len(data) // 2] ^= 1
            files[name] = bytes(data)

        proof = verify(repacked(package, tmp_path / "x.zip", flip), "en")
        assert any(name in problem for problem in proof.problems), (name, proof.problems)


@pytest.mark.parametrize("name", [seals.LIST, seals.SIGNATURE, seals.STAMP_OF_SIGNATURE])
def test_a_seal_that_is_gone_is_named(package: Path, tmp_path: Path, name: str) -> None:
    gone = repacked(package, tmp_path / "x.zip", lambda files: files.pop(name) and None)
    assert f"{name}: listed in the manifest, but not in the package." in verify(gone, "en").problems


@pytest.mark.parametrize("name", ["signatures/more.p7s", "signatures/a/b", "note.txt", f"{seals.STAMP}.p7s"])
def test_a_file_that_no_list_holds_is_named(package: Path, tmp_path: Path, name: str) -> None:
    """The reader of bags looks for such files in the payload only."""
    proof = verify(repacked(package, tmp_path / "x.zip", lambda files: files.update({name: b"x"})), "en")
    assert proof.problems == [f"{name}: in the package, but not in the manifest."]


def forged(package: Path, room: Path) -> Path:
    """The index tells of another address, and every hash and size is made right again; the seals stay."""
    bag = unpacked(package, room)
    path = bag / "data" / "index.csv"
    path.write_bytes(path.read_bytes().replace(b"example.gov.kz", b"another.gov.kz"))
    rehashed(bag)
    return bag


def test_a_forgery_with_every_hash_made_right_is_found_by_the_seal(run: Run, package: Path, tmp_path: Path) -> None:
    assert verify(zipped(forged(packed(run, tmp_path / "p.zip", None), tmp_path / "1"), tmp_path / "1.zip")).ok, (
        "hashes alone do not show it"
    )
    problems = verify(zipped(forged(package, tmp_path / "2"), tmp_path / "2.zip"), "en").problems
    assert problems == [
        f"{seals.SIGNATURE}: made over other bytes than those in the package; the package was changed afterwards."
    ]
    alone = packed(run, tmp_path / "s.zip", lambda whole: made(whole, sign=False))
    problems = verify(zipped(forged(alone, tmp_path / "3"), tmp_path / "3.zip"), "en").problems
    assert problems == [f"{seals.STAMP}: made over other bytes than those in the package; the package was changed afterwards."]


def test_a_forgery_signed_anew_or_stripped_is_found_by_who_vouches(package: Path, tmp_path: Path, trust: Anchors) -> None:
    bag = forged(package, tmp_path / "1")
    forger = authority.signer(OTHER)
    whole = seals.sealed(bag)
    signed = authority.signature(whole, forger)
    seals.put(bag, {seals.SIGNATURE: signed, seals.STAMP_OF_SIGNATURE: authority.answer(authority.request(signed), STAMPER)})
    path = zipped(bag, tmp_path / "anew.zip")
    assert verify(path, "en").ok, "who signs is not proved without an authority"
    assert verify(path, "en", trust=trust).problems == [
        f"{seals.SIGNATURE}: none of the authorities in --trust vouches for KZ, Айгүл Сейтова."
    ]
    for name in (seals.SIGNATURE, seals.STAMP_OF_SIGNATURE, seals.LIST):
        (bag / name).unlink()
    problems = verify(zipped(bag, tmp_path / "stripped.zip"), "en", trust=trust).problems
    assert problems == ["The package bears neither a signature nor a time stamp, so --trust has nothing to check."]


def test_an_old_signature_is_judged_by_the_time_that_is_proved(run: Run, tmp_path: Path, trust: Anchors) -> None:
    """The signer's certificate ended between what its machine told and the stamp: the stamp counts."""
    begin = authority.SIGNED - authority.timedelta(days=365)
    short = authority.signer(ROOT, begin=begin, days=365)

    def seal(whole: bytes) -> dict[str, bytes]:
        signed = authority.signature(whole, short, authority.SIGNED)
        return {seals.SIGNATURE: signed, seals.STAMP_OF_SIGNATURE: authority.answer(authority.request(signed), STAMPER)}

    problems = verify(packed(run, tmp_path / "x.zip", seal), "en", trust=trust).problems
    assert problems == [
        f"{seals.SIGNATURE}: the certificate of KZ, Айгүл Сейтова was valid from 2025-11-20T09:30:00Z to 2026-11-20T09:30:00Z, "
        "but it was used on 2026-11-20T10:30:00Z."
    ]


def test_what_cannot_be_told_here_is_a_fault_only_for_whoever_asks(run: Run, tmp_path: Path, trust: Anchors) -> None:
    def seal(whole: bytes) -> dict[str, bytes]:
        return {seals.SIGNATURE: authority.signature(whole, SIGNER, kind="1.2.398.3.10.1.1.2.3.2")}

    path = packed(run, tmp_path / "x.zip", seal)
    said = f"{seals.SIGNATURE}: made by a method that this program does not know (1.2.398.3.10.1.1.2.3.2); check it with the authority's own program."
    assert (verify(path, "en").ok, verify(path, "en").seals) == (True, [said])
    assert verify(path, "en", trust=trust).problems == [said]


def test_names_in_certificates_steer_no_terminal(run: Run, tmp_path: Path) -> None:
    hostile = authority.signer(ROOT, "А\x1b[2J\u202e\nБ{file}")
    path = packed(run, tmp_path / "x.zip", lambda whole: {seals.SIGNATURE: authority.signature(whole, hostile)})
    told = verify(path, "ru").seals
    assert all(one.isprintable() for one in told)
    assert "{file}" in told[0]


@pytest.mark.needs("openssl")
def test_openssl_proves_the_same_by_hand(package: Path, tmp_path: Path) -> None:
    """The commands of docs/ru/evidence.md and docs/kk/evidence.md, with the files of the package as they lie."""
    bag = unpacked(package, tmp_path / "bag")
    (tmp_path / "ca.pem").write_bytes(ROOT.pem)
    moment = ["-attime", str(int(authority.STAMPED.timestamp()))]
    for language in ("ru", "kk"):
        commands = documented(language)
        assert len(commands) == 3
        for written in commands:
            words = [str(tmp_path / "ca.pem") if word.endswith(".pem") else word for word in written]
            assert openssl([*words, *(moment if words[0] == "openssl" else [])], bag) == 0, words
    (bag / "README.ru.txt").write_bytes(b"x")
    (bag / seals.SIGNATURE).write_bytes(b"x")
    assert [
        openssl([*words, *moment][: len(words) if words[0] != "openssl" else None], bag) == 0 for words in documented("ru")
    ] == [False, False, False]
