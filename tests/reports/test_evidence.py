"""The evidence package: whole, the same every time, and any change of it named."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import unpack
from reports.errors import ReportError
from reports.evidence import Package, export, verify
from reports.manifest import build, write_manifest
from reports.methodology_files import digest_of, mapping_digest_of
from reports.read import read_result
from tests.crawler.extract.filemaker import overlapping
from tests.reports.conftest import Run, make_run

TOP = "openness-2026-11-20-mam-01"
Change = Callable[[dict[str, bytes]], None]


def packed(run: Run, target: Path) -> Package:
    return export(run.out, target, run.edition, run.captures, run.artifacts)


@pytest.fixture(scope="session")
def package(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(run, tmp_path_factory.mktemp("package") / "evidence.zip").path


def content(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name.removeprefix(f"{TOP}/"): archive.read(name) for name in archive.namelist()}


def repacked(package: Path, target: Path, change: Change) -> Path:
    files = content(package)
    change(files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{TOP}/{name}", data)
    return target


def test_round_trip(run: Run, package: Path) -> None:
    proof = verify(package)
    assert proof.problems == []
    assert proof.ok
    assert proof.counts == {
        "files": len(content(package)) - 1,
        "objects": 4,
        "findings": 10,
        "warc_files": 1,
        "warc_records": 3,
        "captures": 1,
    }


def test_package_holds_everything(run: Run, package: Path) -> None:
    names = set(content(package))
    digests = (run.case.page, run.case.shot, run.case.element, run.case.basis)
    assert names == {
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "README.en.txt",
        "README.kk.txt",
        "README.ru.txt",
        "data/index.csv",
        "data/indexes/index.cdxj",
        "data/index.kk.html",
        "data/index.ru.html",
        "data/result.json",
        "data/findings.jsonl",
        "data/run.json",
        "data/report.en.html",
        "data/report.kk.html",
        "data/report.ru.html",
        "data/captures.jsonl",
        "data/artifacts.jsonl",
        "data/warc/harvest-00000.warc.gz",
        "data/methodology/a14.yaml",
        "data/methodology/mapping.yaml",
        "data/methodology/methodology.yaml",
        "data/methodology/LOCK",
        *(f"data/objects/{digest[:2]}/{digest}" for digest in digests),
    }
    info = content(package)["bag-info.txt"].decode()
    assert "External-Identifier: 2026-11-20-mam-01\n" in info
    assert "Bagging-Date: 2026-11-20\n" in info
    assert "Payload-Oxum: " in info


def test_same_run_gives_same_package(run: Run, package: Path, tmp_path: Path) -> None:
    again = packed(run, tmp_path / "again.zip")
    assert again.path.read_bytes() == package.read_bytes()
    assert again.size == package.stat().st_size
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.zip"]


def test_packing_leaves_the_run_as_it_was(run: Run, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in run.out.rglob("*") if path.is_file()}
    packed(run, tmp_path / "evidence.zip")
    assert {path: path.read_bytes() for path in run.out.rglob("*") if path.is_file()} == before


def test_one_changed_byte_in_any_file_names_the_file(package: Path, tmp_path: Path) -> None:
    for name in content(package):

        def flip(files: dict[str, bytes], name: str = name) -> None:
            data = bytearray(files[name])
            data[len(data) // 2] ^= 1
            files[name] = bytes(data)

        proof = verify(repacked(package, tmp_path / "changed.zip", flip))
        assert not proof.ok, name
        assert any(name in problem for problem in proof.problems), (name, proof.problems)


def test_a_removed_or_added_file_is_named(package: Path, tmp_path: Path) -> None:
    proof = verify(repacked(package, tmp_path / "1.zip", lambda files: files.pop("data/report.kk.html") and None), "en")
    assert "data/report.kk.html: listed in the manifest, but not in the package." in proof.problems
    proof = verify(repacked(package, tmp_path / "2.zip", lambda files: files.update({"data/extra.txt": b"x"})), "en")
    assert "data/extra.txt: in the package, but not in the manifest." in proof.problems


def _rebagged(run: Run, tmp_path: Path, change: Callable[[Path], None]) -> Path:
    """A package that is a sound bag, but made of a run whose files were forged before packing."""
    forged = tmp_path / "forged"
    shutil.copytree(run.out, forged, copy_function=shutil.copyfile)
    change(forged)
    write_manifest(forged / "evidence")
    return export(forged, tmp_path / "forged.zip", run.edition, run.captures, run.artifacts).path


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def test_a_sound_bag_with_forged_content_is_found_out(run: Run, tmp_path: Path) -> None:
    crumbs = run.case.crumbs.id
    result = _rebagged(run, tmp_path / "1", lambda out: _edit(out / "result.json", lambda text: text.replace(crumbs, "f" * 16)))
    problems = verify(result, "en").problems
    assert f"data/result.json: kz-2017:a14.2.4 names the finding {'f' * 16}, which is not in findings.jsonl." in problems
    assert f"data/findings.jsonl: the finding {crumbs} is named nowhere in result.json." in problems

    plan = _rebagged(run, tmp_path / "2", lambda out: _edit(out / "run.json", lambda text: text.replace("mam", "mfa")))
    assert verify(plan, "en").problems == [
        "data/run.json: the plan is of run 2026-11-20-mfa-01, the result of run 2026-11-20-mam-01."
    ]


def test_capture_record_and_object_must_agree(run: Run, tmp_path: Path) -> None:
    wrong_place = run.captures[0].model_copy(update={"warc_offset": 7})
    other_object = run.captures[0].model_copy(update={"object_sha256": run.case.basis})
    no_object = run.captures[0].model_copy(update={"object_sha256": "ab" * 32, "warc_file": None})
    found = []
    for number, capture in enumerate((wrong_place, other_object, no_object)):
        path = export(run.out, tmp_path / f"{number}.zip", run.edition, (capture,)).path
        found += verify(path, "en").problems
    assert found == [
        "data/captures.jsonl:1: its WARC record is not where the capture says.",
        "data/captures.jsonl:1: its WARC record holds another answer than its object.",
        f"data/captures.jsonl:1: the object {'ab' * 32} is not in the package.",
        "data/captures.jsonl:1: it names no WARC record; every answer of the harvest has one.",
    ]


def test_a_damaged_warc_is_named(run: Run, tmp_path: Path) -> None:
    def cut(out: Path) -> None:
        path = next((out / "evidence" / "warc").iterdir())
        path.write_bytes(path.read_bytes()[:-40])

    problems = verify(_rebagged(run, tmp_path / "1", cut), "en").problems
    assert problems[0] == (
        "data/warc/harvest-00000.warc.gz: record at byte 0: the file is cut off or damaged there; copy or fetch the package anew."
    )
    for language, said in (("ru", "файл там обрывается"), ("kk", "файл сол жерден үзілген")):
        assert said in verify(tmp_path / "1" / "forged.zip", language).problems[0]


def test_an_answer_that_is_no_object_is_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run.out, folder, copy_function=shutil.copyfile)
    page = run.case.page
    _edit(folder / "findings.jsonl", lambda text: text.replace(page, run.case.basis))
    (folder / "evidence" / page[:2] / page).unlink()
    write_manifest(folder / "evidence")
    problems = verify(export(folder, tmp_path / "x.zip", run.edition).path, "en").problems
    assert len(problems) == 1
    assert problems[0].startswith("data/warc/harvest-00000.warc.gz: the answer at byte ")


def test_other_edition_and_lock(run: Run, tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    shutil.copytree(run.edition, edition)
    _edit(edition / "a14.yaml", lambda text: text + "# changed\n")
    with pytest.raises(ReportError, match=f"not the edition that the run was scored by .* digest {digest_of(run.edition)}"):
        export(run.out, tmp_path / "x.zip", edition)
    assert not (tmp_path / "x.zip").exists()
    shutil.copyfile(run.edition / "a14.yaml", edition / "a14.yaml")
    (edition / "LOCK").write_text(f"sha256:{'0' * 64}\n")
    problems = verify(export(run.out, tmp_path / "y.zip", edition).path, "en").problems
    assert problems == [f"data/methodology/LOCK: the edition differs from the one that was closed ({'0' * 64})."]


def test_another_mapping_is_told_apart_from_another_law(run: Run, tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    shutil.copytree(run.edition, edition)
    _edit(edition / "mapping.yaml", lambda text: text + "# changed\n")
    with pytest.raises(ReportError, match=f"not the mapping of rows .*digest {mapping_digest_of(run.edition)}"):
        export(run.out, tmp_path / "x.zip", edition)
    stated = read_result(run.out)["mapping"]
    assert stated == mapping_digest_of(run.edition)
    good = export(run.out, tmp_path / "y.zip", run.edition).path
    assert verify(good, "en").problems == []


def test_a_mapping_changed_in_the_package_is_named(package: Path, tmp_path: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        files["data/methodology/mapping.yaml"] += b"# changed\n"

    problems = verify(repacked(package, tmp_path / "z.zip", change), "en").problems
    assert any(one.startswith("data/methodology/mapping.yaml: digest ") for one in problems)
    assert not any(one.startswith("data/methodology: digest") for one in problems)


def test_changed_or_incomplete_evidence_is_not_packed(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    page = run.out / "evidence" / run.case.page[:2] / run.case.page
    original = page.read_bytes()
    page.write_bytes(b"another page")
    with pytest.raises(ReportError, match=f"{run.case.page}: changed since the report"):
        packed(run, tmp_path / "x.zip")
    with pytest.raises(ReportError, match="no longer matches its name"):
        build(run.out / "evidence")
    page.unlink()
    write_manifest(run.out / "evidence")
    with pytest.raises(ReportError, match=f"the object {run.case.page} of finding .* is gone"):
        packed(run, tmp_path / "x.zip")
    page.write_bytes(original)
    (run.out / "evidence" / "manifest.json").unlink()
    with pytest.raises(ReportError, match="run the report stage"):
        packed(run, tmp_path / "x.zip")


def test_a_target_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path, tmp_path / "file" / "x.zip"):
        with pytest.raises(ReportError) as caught:
            packed(run, target)
        assert str(target) in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        f"{TOP}/../../evil",
        "/etc/evil",
        f"{TOP}\\evil",
        "C:/evil",
        f"{TOP}//evil",
        f"{TOP}/./evil",
        "evil",
        f"{TOP}/a\nb",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{TOP}/bagit.txt", "x")
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, "evil")
    proof = verify(path, "en")
    assert not proof.ok
    assert proof.problems == [f"The package holds the file name {name!r}, which leads elsewhere; it is not opened."]
    assert [found.name for found in tmp_path.iterdir()] == ["evil.zip"]


def _one(path: Path, data: bytes, attributes: int = 0, method: int = zipfile.ZIP_STORED, twice: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in (f"{TOP}/a", f"{TOP}/A")[: 1 + twice]:
            entry = zipfile.ZipInfo(name)
            entry.external_attr, entry.compress_type = attributes << 16, method
            archive.writestr(entry, data)
    return path


def test_links_twins_and_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = _one(tmp_path / "link.zip", b"/etc/passwd", stat.S_IFLNK | 0o777)
    assert verify(link, "en").problems == [f"{TOP}/a: not an ordinary file but a link or a device; the package is not opened."]
    twins = _one(tmp_path / "twins.zip", b"x", twice=True)
    assert verify(twins, "en").problems == [f"The package holds the file name '{TOP}/A' twice; it is not opened."]
    bomb = _one(tmp_path / "bomb.zip", bytes(unpack.SMALL + 1), method=zipfile.ZIP_DEFLATED)
    assert verify(bomb, "en").problems == ["The package unpacks to more than 200 times its size; it is not opened."]
    monkeypatch.setattr(unpack, "MAX_TOTAL", 10)
    assert verify(_one(tmp_path / "big.zip", b"x" * 11), "en").problems == [
        "Unpacked, the package would take 11 bytes; more than 10 are not opened."
    ]


def test_members_that_share_their_bytes_and_strange_packing_are_refused(tmp_path: Path) -> None:
    """Ratio and sizes are taken from what members claim, which holds only where each has its bytes to itself."""
    bomb = tmp_path / "overlap.zip"
    bomb.write_bytes(overlapping([f"{TOP}/{number}" for number in range(200)], bytes(2_000_000)))
    assert bomb.stat().st_size < 30_000
    (problem,) = verify(bomb, "en").problems
    assert re.fullmatch(rf"'{TOP}/\d+': lies over another file of the package; it is not opened\.", problem)
    odd = _one(tmp_path / "odd.zip", b"x", method=zipfile.ZIP_BZIP2)
    assert verify(odd, "en").problems == [
        f"{odd}: not a whole ZIP file as this program packs them; copy or fetch the package anew."
    ]


def test_what_is_no_package_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("text")
    assert verify(tmp_path / "text.zip", "ru").problems == [
        f"{tmp_path / 'text.zip'}: не целый файл ZIP в том виде, в каком его делает программа; скопируйте или получите пакет заново."
    ]
    assert verify(tmp_path / "absent.zip", "kk").problems == [
        f"{tmp_path / 'absent.zip'}: жүйе оны оқуға не ашуға мүмкіндік бермейді; осы пайдаланушының оқу құқығын тексеріңіз "
        "немесе жинақты қайта көшіріп алыңыз."
    ]
    proof = verify(_one(tmp_path / "other.zip", b"x"), "en")
    assert proof.problems == [f"{tmp_path / 'other.zip'}: not an evidence package: bagit.txt is not in it."]


def test_every_byte_of_the_file_counts_or_says_nothing(package: Path, tmp_path: Path) -> None:
    """Where a flipped byte of the file itself is not found out, what comes out of the package is unchanged."""
    data, whole = package.read_bytes(), content(package)
    changed = tmp_path / "changed.zip"
    for place in range(0, len(data), max(1, len(data) // 40)):
        changed.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        proof = verify(changed)
        if proof.ok:
            assert content(changed) == whole


def test_manifest_lists_objects_and_warcs_sorted(run: Run) -> None:
    evidence = run.out / "evidence"
    manifest = json.loads((evidence / "manifest.json").read_text("utf-8"))
    paths = [entry["path"] for entry in manifest["objects"]]
    assert paths == sorted(f"{name[:2]}/{name}" for name in (run.case.page, run.case.shot, run.case.element, run.case.basis))
    assert [entry["path"] for entry in manifest["warc"]] == ["warc/harvest-00000.warc.gz"]
    assert all(entry["size"] == os.path.getsize(evidence / entry["path"]) for entry in manifest["objects"])


def test_problems_speak_the_reader_s_language(package: Path, tmp_path: Path) -> None:
    changed = repacked(package, tmp_path / "x.zip", lambda files: files.update({"data/extra.txt": b"x"}))
    assert verify(changed, "ru").problems[0] == "data/extra.txt: есть в пакете, но не указан в описи."
    assert verify(changed, "kk").problems[0] == "data/extra.txt: жинақта бар, бірақ тізімде жоқ."


def test_a_member_that_cannot_be_unpacked_is_told_without_a_library_s_words(package: Path, tmp_path: Path) -> None:
    """A byte of the packed member itself is changed, so that the ZIP file's own sum of it is wrong."""
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo(f"{TOP}/data/report.ru.html")
    data = bytearray(package.read_bytes())
    data[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 1
    (tmp_path / "x.zip").write_bytes(data)
    said = {language: verify(tmp_path / "x.zip", language).problems[0] for language in ("ru", "kk")}
    assert said == {
        "ru": f"{TOP}/data/report.ru.html: файл в пакете поврежден; скопируйте или получите пакет заново.",
        "kk": f"{TOP}/data/report.ru.html: жинақтағы файл бүлінген; жинақты қайта көшіріп алыңыз.",
    }
