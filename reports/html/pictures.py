"""Pictures of the report: small copies as data addresses, each embedded once, within a budget of bytes and number."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from store.harvest import Artifact, ArtifactKind
from store.objects import ObjectDamaged, ObjectMissing, ObjectStore

BYTES = 12_000_000
NUMBER = 240
WIDTH = 640
# A full-page picture is shown as far as one screen; the whole of it lies in the evidence.
SHAPE = 1.1
MAX_PIXELS = 80_000_000
QUALITY = 62
FORMATS = ("PNG", "JPEG", "WEBP")
_PICTURED = {ArtifactKind.ELEMENT: 0, ArtifactKind.SCREENSHOT: 1, ArtifactKind.PHONE: 2}


@dataclass(frozen=True)
class Picture:
    """One embedded picture. ``first`` is false where an earlier finding of the report shows it already."""

    uri: str
    width: int
    height: int
    anchor: str
    first: bool
    whole_page: bool
    cut: bool
    artifact: Artifact


@dataclass(frozen=True)
class Beyond:
    """A picture that is not embedded. ``place`` is where it lies in a run's ``evidence/`` and among the ``objects/`` of a package."""

    place: str
    artifact: Artifact


@dataclass(frozen=True)
class _Small:
    uri: str
    width: int
    height: int
    cut: bool


class Copies:
    """Small copies by what they were made of. Reports in several languages show the same pictures, and making one takes most of the
    time that a report takes."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bool], _Small | None] = {}

    def of(self, objects: ObjectStore, digest: str, crop: bool) -> _Small | None:
        """The small copy of a stored picture; None where it is absent, damaged or none. See ``small_copy``."""
        if (digest, crop) not in self._made:
            try:
                self._made[digest, crop] = small_copy(objects.get(digest), crop)
            except (ObjectMissing, ObjectDamaged):
                self._made[digest, crop] = None
        return self._made[digest, crop]


class Pictures:
    """Finds the picture that proves a finding and makes its small copy, which ``copies`` may hold already."""

    def __init__(
        self,
        objects: ObjectStore,
        artifacts: Iterable[Artifact],
        limit: int = BYTES,
        number: int = NUMBER,
        copies: Copies | None = None,
    ) -> None:
        self._objects = objects
        self._copies = copies or Copies()
        self._limit = limit
        self._number = number
        self._spent = 0
        self._made: dict[str, _Small | None] = {}
        self._whole: dict[str, bool] = {}
        self._by_digest: dict[str, Artifact] = {}
        self._by_url: dict[str, Artifact] = {}
        for artifact in sorted(artifacts, key=_rank):
            if artifact.kind in _PICTURED and artifact.ok and artifact.media_type.startswith("image/"):
                self._by_digest.setdefault(artifact.object_sha256, artifact)
                if artifact.kind is ArtifactKind.SCREENSHOT:
                    self._by_url.setdefault(artifact.url, artifact)

    def of(self, finding: dict[str, Any]) -> Picture | None:
        """The picture of a finding: one of its evidence, the element before the page, else the page it lies on."""
        artifact = self._artifact(finding)
        if artifact is None:
            return None
        first = artifact.object_sha256 not in self._made
        small = self._small(artifact)
        if small is None:
            return None
        return Picture(
            uri=small.uri if first else "",
            width=small.width,
            height=small.height,
            anchor=f"picture-{artifact.object_sha256[:16]}",
            first=first,
            whole_page=artifact.kind is not ArtifactKind.ELEMENT,
            cut=small.cut,
            artifact=artifact,
        )

    def beyond(self, finding: dict[str, Any]) -> Beyond | None:
        """The stored picture of a finding for which the report had no room left; asked after ``of`` gave none."""
        artifact = self._artifact(finding)
        if artifact is None or artifact.object_sha256 in self._made:
            return None
        digest = artifact.object_sha256
        if digest not in self._whole:
            self._whole[digest] = self._objects.has(digest)
        return Beyond(f"{digest[:2]}/{digest}", artifact) if self._whole[digest] else None

    def _artifact(self, finding: dict[str, Any]) -> Artifact | None:
        own = [self._by_digest[digest] for digest in finding["evidence"] if digest in self._by_digest]
        return min(own, key=_rank) if own else self._by_url.get(finding["url"])

    def _small(self, artifact: Artifact) -> _Small | None:
        digest = artifact.object_sha256
        if digest in self._made:
            return self._made[digest]
        if len(self._made) >= self._number or self._spent >= self._limit:
            return None
        small = self._copies.of(self._objects, digest, crop=artifact.kind is not ArtifactKind.ELEMENT)
        if small is not None and self._spent + len(small.uri) > self._limit:
            return None
        self._made[digest] = small
        self._spent += 0 if small is None else len(small.uri)
        return small


def small_copy(data: bytes, crop: bool) -> _Small | None:
    """A WebP copy at most ``WIDTH`` wide, or None for bytes that are no picture or too large to be opened safely."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS or not image.width or not image.height:
                return None
            tallest = int(image.width * SHAPE)
            cut = crop and image.height > tallest
            picture = image.crop((0, 0, image.width, tallest)) if cut else image.copy()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    picture = _on_white(picture)
    picture.thumbnail((WIDTH, WIDTH * 3))
    buffer = BytesIO()
    picture.save(buffer, "WEBP", quality=QUALITY, method=4)
    uri = "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    return _Small(uri, picture.width, picture.height, cut)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    ground.alpha_composite(layer)
    return ground.convert("RGB")


def _rank(artifact: Artifact) -> tuple[Any, ...]:
    return (_PICTURED.get(artifact.kind, 9), artifact.device != "desktop", artifact.url, artifact.lane, artifact.id)
