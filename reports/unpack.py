"""Opening a package that may come from anybody: every name, kind and size is checked before a byte is written."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reports.i18n import N_, t
from reports.zipend import directory
from store.faults import is_full, no_room
from store.zips import Overlapping, refuse_method, refuse_overlapping

# A run of 2,500 pages gives some 10,000 files.
MAX_ENTRIES = 150_000
MAX_DIRECTORY = 64 * 1024 * 1024
MAX_TOTAL = 64 * 1024**3
# Deflate reaches 1:1030 on zeros; text of websites stays below 1:100. A package is mostly pictures and packed WARC files.
MAX_RATIO = 200
SMALL = 64 * 1024 * 1024
_BLOCK = 1 << 20
# Room for one name in the directory, on average; names of this program take some 170 bytes.
ENTRY_ROOM = 512
SKELETON = ("bagit.txt", "manifest-sha256.txt", "data/result.json", "data/findings.jsonl")


class Refused(Exception):
    """A package that is not opened; the text says why, in the reader's language."""


def unpack(package: Path, room: Path, language: str, most: int = MAX_ENTRIES) -> tuple[Path, list[str]]:
    """Unpacks a package into the folder ``room``.

    :param most: how many files it may hold.
    :returns: the folder of the bag, and problems of single files that could not be unpacked (each names its file).
    :raises Refused: no readable ZIP file; or names, kinds or sizes in it that no package of this program has.
    """
    try:
        _refuse_crowd(package, language, most)
        with zipfile.ZipFile(package) as archive:
            refuse_overlapping(archive)
            entries = list(_checked(archive, language))
            _refuse_other(archive, package, entries, language)
            _check_room(entries, room, language)
            problems = [problem for entry in entries if (problem := _unpack_one(archive, entry, room, language))]
    except Overlapping as fault:
        name = repr(fault.name)
        raise Refused(t("{file}: lies over another file of the package; it is not opened.", language, file=name)) from fault
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as fault:
        words = N_("{file}: not a whole ZIP file as this program packs them; copy or fetch the package anew.")
        raise Refused(t(words, language, file=str(package))) from fault
    except OSError as fault:
        if is_full(fault):
            raise Refused(no_room(room, fault.errno).line(lambda text, **values: t(text, language, **values))) from fault
        words = N_(
            "{file}: the system does not let it be read or unpacked; see that this user may read it, or copy the package anew."
        )
        raise Refused(t(words, language, file=str(package))) from fault
    return room / PurePosixPath(entries[0].filename).parts[0], problems


def _refuse_crowd(package: Path, language: str, most: int) -> None:
    """Refuses by the end of the file a directory that would take long to read."""
    with package.open("rb") as file:
        found = directory(file)
        if found is None:
            return
        if found.size > max(MAX_DIRECTORY, most * ENTRY_ROOM):
            words = N_("{file}: its list of files takes {size} bytes; it is not opened.")
            raise Refused(t(words, language, file=str(package), size=found.size))
        count = found.claimed if found.claimed > most else found.entries(file)
    if count > most:
        words = N_("{file}: it holds {count} files; more than {most} are opened only with --max-files.")
        raise Refused(t(words, language, file=str(package), count=count, most=most))


def _refuse_other(archive: zipfile.ZipFile, package: Path, entries: list[zipfile.ZipInfo], language: str) -> None:
    """Refuses what is no package before anything of it is unpacked."""
    tops = {entry.filename.partition("/")[0] for entry in entries}
    if len(tops) != 1:
        words = N_("{file}: one folder was expected inside the package, not {count}.")
        raise Refused(t(words, language, file=str(package), count=len(tops)))
    names = set(archive.namelist())
    for name in SKELETON:
        if f"{min(tops)}/{name}" not in names:
            raise Refused(t("{file}: not an evidence package: {name} is not in it.", language, file=str(package), name=name))


def _checked(archive: zipfile.ZipFile, language: str) -> Iterator[zipfile.ZipInfo]:
    seen: set[str] = set()
    total = packed = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        _check_name(entry.filename, seen, language)
        _check_kind(entry, language)
        total += entry.file_size
        packed += entry.compress_size
        yield entry
    if total > MAX_TOTAL:
        raise Refused(
            t(
                "Unpacked, the package would take {size} bytes; more than {most} are not opened.",
                language,
                size=total,
                most=MAX_TOTAL,
            )
        )
    if total > SMALL and total > packed * MAX_RATIO:
        raise Refused(t("The package unpacks to more than {times} times its size; it is not opened.", language, times=MAX_RATIO))


def _check_name(name: str, seen: set[str], language: str) -> None:
    parts = PurePosixPath(name).parts
    clean = name == "/".join(parts) and not name.startswith("/") and ".." not in parts and len(parts) > 1
    plain = not any(letter in name for letter in "\\:\0") and name.isprintable() and len(name) <= 512
    if not clean or not plain:
        raise Refused(
            t("The package holds the file name {name}, which leads elsewhere; it is not opened.", language, name=repr(name))
        )
    if name.casefold() in seen:
        raise Refused(t("The package holds the file name {name} twice; it is not opened.", language, name=repr(name)))
    seen.add(name.casefold())


def _check_kind(entry: zipfile.ZipInfo, language: str) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Refused(
            t("{file}: not an ordinary file but a link or a device; the package is not opened.", language, file=entry.filename)
        )
    if entry.flag_bits & 1:
        raise Refused(t("{file}: encrypted; the package is not opened.", language, file=entry.filename))
    refuse_method(entry)


def _check_room(entries: list[zipfile.ZipInfo], room: Path, language: str) -> None:
    need, free = sum(entry.file_size for entry in entries), shutil.disk_usage(room).free
    if need > free:
        raise Refused(
            t(
                "{need} bytes are needed to unpack, but {free} are free in {folder}.",
                language,
                need=need,
                free=free,
                folder=str(room),
            )
        )


def _unpack_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: Path, language: str) -> str:
    target = room / entry.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(entry) as source, target.open("xb") as sink:
            shutil.copyfileobj(source, sink, _BLOCK)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return t("{file}: damaged in the package; copy or fetch the package anew.", language, file=entry.filename)
    return ""
