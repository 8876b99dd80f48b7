"""Zip archives that claim more than they hold: members that share their bytes, members packed in ways that no bound holds."""

from __future__ import annotations

import zipfile

# The fixed part of a member's own header. Source: APPNOTE.TXT 4.3.7.
HEADER = 30
# What Python unpacks step by step; of BZIP2 and LZMA one step of a few kilobytes can give a gigabyte.
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Overlapping(zipfile.BadZipFile):
    """Members that lie over each other, or over the archive's directory; ``name`` is one of them."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the member {name!r} lies over another")
        self.name = name


def refuse_overlapping(archive: zipfile.ZipFile) -> None:
    """Looks whether each member has its bytes to itself; then no archive unpacks to more than a thousand times its own size.

    :raises Overlapping: where two members share bytes, which honest archivers never write and bombs are made of.
    """
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    ends = [member.header_offset for member in members[1:]] + [archive.start_dir]
    for member, end in zip(members, ends, strict=True):
        if member.header_offset < 0 or member.header_offset + HEADER + member.compress_size > end:
            raise Overlapping(member.filename)


def refuse_method(member: zipfile.ZipInfo) -> None:
    """Looks how a member is packed.

    :raises NotImplementedError: where it is neither stored nor deflated.
    """
    if member.compress_type not in METHODS:
        raise NotImplementedError(f"the member {member.filename!r} is neither stored nor deflated")
