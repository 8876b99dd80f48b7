"""Bytes by their SHA-256: written once, verified on every read, on any file system that fsspec knows."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from store.faults import NoRoom, room

FOLDER_LENGTH = 2
BUCKET = "s3://"


class ObjectDamaged(Exception):
    """Stored bytes no longer match their digest."""


class ObjectMissing(KeyError):
    """No object of that digest lies in the store."""


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Of a store of objects no listing is remembered: others put things there."""
    options = {"use_listings_cache": False} if address.startswith(BUCKET) else {}
    fs, path = fsspec.core.url_to_fs(address, **options)
    return fs, path


class ObjectStore:
    """Content-addressed objects under ``root`` (a path or an fsspec address), laid out as ``ab/abcdef…``."""

    def __init__(self, root: str) -> None:
        self._address = root
        self._fs, self.root = opened(root)
        self._process = os.getpid()
        self._local = isinstance(self._fs, LocalFileSystem)
        # A store of objects has no folders, and asking for one costs a request.
        self._flat = root.startswith(BUCKET)
        self.full: NoRoom | None = None
        self._folders: set[str] = set()
        self._known: set[str] = set()

    @property
    def fs(self) -> Any:
        """The file system. What talks to a server in threads of its own does not outlive a fork: there it is opened anew."""
        if self._process != os.getpid():
            self._fs, self._process = opened(self._address)[0], os.getpid()
        return self._fs

    def path(self, digest: str) -> str:
        """Where the object of this hex SHA-256 lies. Raises ValueError for anything that is not one."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 in lower-case hex: {digest!r}")
        return f"{self.root}/{digest[:2]}/{digest}"

    def put(self, data: bytes) -> str:
        """Stores ``data`` unless it is there already and returns its digest.

        The bytes appear under their name only when complete, so a kill leaves no half object.

        :raises NoRoom: the disk is full; ``full`` keeps that for whoever asks later, in case it is passed over.
        """
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if digest in self._known or (not self._flat and self.fs.exists(target)):
            return digest
        try:
            with room(self.root):
                self._write(target, data)
        except NoRoom as fault:
            self.full = fault
            raise
        if self._flat:
            self._known.add(digest)
        return digest

    def _write(self, target: str, data: bytes) -> None:
        folder = target.rsplit("/", 1)[0]
        if folder not in self._folders and not self._flat:
            self.fs.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        if not self._local:
            # One request: a store that keeps objects whole refuses to write over what another process put there meanwhile.
            with suppress(FileExistsError):
                self.fs.pipe_file(target, data, mode="create")
            return
        draft = f"{target}.{secrets.token_hex(4)}.part"
        try:
            with open(draft, "wb") as file:
                file.write(data)
            os.replace(draft, target)
        except OSError:
            with suppress(OSError):
                os.unlink(draft)
            raise

    def take_over(self, other: ObjectStore, digest: str) -> int:
        """Brings an object of another store here and returns its size; the same bytes on one disk are linked, not copied.

        :raises ObjectMissing, ObjectDamaged: the other store has no such object whole.
        """
        body = other.get(digest)
        if self._local and other._local:
            goal = self.path(digest)
            with suppress(OSError):
                self.fs.makedirs(goal.rsplit("/", 1)[0], exist_ok=True)
                os.link(other.path(digest), goal)
                return len(body)
        self.put(body)
        return len(body)

    def get(self, digest: str) -> bytes:
        """Returns the object; raises ObjectMissing or, where its bytes have changed, ObjectDamaged."""
        try:
            data: bytes = self.fs.cat_file(self.path(digest))
        except FileNotFoundError as fault:
            raise ObjectMissing(digest) from fault
        if hashlib.sha256(data).hexdigest() != digest:
            raise ObjectDamaged(f"object {digest} does not match its digest: {self.path(digest)}")
        return data

    def has(self, digest: str) -> bool:
        """Whether the object is there and still matches its digest."""
        try:
            self.get(digest)
        except (ObjectMissing, ObjectDamaged):
            return False
        return True

    def digests(self) -> Iterator[str]:
        """All digests in the store, sorted."""
        if not self.fs.exists(self.root):
            return
        for folder in sorted(self.fs.ls(self.root, detail=False)):
            if len(folder.rstrip("/").rsplit("/", 1)[-1]) == FOLDER_LENGTH:
                yield from sorted(filter(_is_digest, (path.rsplit("/", 1)[-1] for path in self.fs.find(folder))))


def _is_digest(name: str) -> bool:
    return len(name) == 64 and set(name) <= set("0123456789abcdef")
