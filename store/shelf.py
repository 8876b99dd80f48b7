"""Where WARC files are written: a file of a disk grows in place; elsewhere it grows beside and is put there whole.

Only a disk can append to a file and cut it back. On any other file system that fsspec knows each commit puts a file of its own
there, complete before the rows that point into it are committed; so commits are rarer, and what a kill left is a file that no row names.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Any, Protocol

from fsspec.implementations.local import LocalFileSystem

from store.objects import opened

END = ".warc.gz"


class Shelf(Protocol):
    """The folder of the WARC files of one run."""

    # Whether one file takes what comes after a commit, the seconds between commits, and the bytes at which a file is full.
    grows: bool
    every: float
    rotate_at: int

    def cut_back(self, lengths: dict[str, int]) -> None:
        """Removes what was never committed; ``lengths`` are the committed lengths of the files."""

    def begin(self, name: str) -> Any:
        """The file of this name, open for more bytes; ``settle`` brings them to where they stay."""

    def settle(self, name: str, file: Any) -> None:
        """Makes everything written so far durable. Raises OSError where that is not possible."""

    def place(self, name: str) -> str:
        """Where the bytes are written before they are settled, to be named where there is no room."""


def shelf_at(folder: str) -> Shelf:
    """The shelf in a folder, given by its path or its fsspec address."""
    # Asked for the folder above, which holds the objects: the address of both is one, whatever an address of a chain means by its end.
    above, _, name = folder.rpartition("/")
    fs, path = opened(above)
    return Disk(f"{path}/{name}") if isinstance(fs, LocalFileSystem) else Afar(fs, f"{path}/{name}")


class Disk:
    """A folder of this machine, or one that is mounted like one."""

    grows, every, rotate_at = True, 1.0, 1 << 30

    def __init__(self, folder: str) -> None:
        self._folder = folder
        os.makedirs(folder, exist_ok=True)

    def cut_back(self, lengths: dict[str, int]) -> None:
        """Cuts each file back to its committed length."""
        for name in sorted(name for name in os.listdir(self._folder) if name.endswith(END)):
            path = self.place(name)
            if name not in lengths:
                os.unlink(path)
            elif os.path.getsize(path) > lengths[name]:
                os.truncate(path, lengths[name])

    def begin(self, name: str) -> Any:
        """The file itself, at its end."""
        return open(self.place(name), "ab")

    def settle(self, name: str, file: Any) -> None:  # noqa: ARG002
        """Brings the file to the disk."""
        file.flush()
        os.fsync(file.fileno())

    def place(self, name: str) -> str:
        """The file."""
        return f"{self._folder}/{name}"


class Afar:
    """A folder of a file system that takes whole files only."""

    grows, every, rotate_at = False, 30.0, 1 << 26

    def __init__(self, fs: Any, folder: str) -> None:
        self._fs, self._folder = fs, folder
        fs.makedirs(folder, exist_ok=True)

    def cut_back(self, lengths: dict[str, int]) -> None:
        """Removes files that no commit names."""
        self._fs.invalidate_cache()
        for path in sorted(self._fs.find(self._folder)):
            name = path.rsplit("/", 1)[-1]
            if name.endswith(END) and name not in lengths:
                self._fs.rm_file(path)

    def begin(self, name: str) -> Any:
        """A file of this machine that nobody else sees and that is gone with the process."""
        return tempfile.TemporaryFile(prefix=name)

    def settle(self, name: str, file: Any) -> None:
        """Puts the file there whole."""
        file.seek(0)
        with self._fs.open(f"{self._folder}/{name}", "wb") as there:
            shutil.copyfileobj(file, there)

    def place(self, name: str) -> str:  # noqa: ARG002
        """The folder for temporary files."""
        return tempfile.gettempdir()
