"""Objects by digest: written once, verified on read, on any file system."""

import hashlib
from pathlib import Path

import pytest

from store.objects import ObjectDamaged, ObjectMissing, ObjectStore

DATA = "Қазақстан – мемлекет".encode()
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize("root", ["{tmp}/objects", "memory://objects"])
def test_what_was_put_comes_back(root: str, tmp_path: Path) -> None:
    objects = ObjectStore(root.format(tmp=tmp_path))
    assert objects.put(DATA) == DIGEST
    assert objects.put(DATA) == DIGEST
    assert objects.get(DIGEST) == DATA
    assert list(objects.digests()) == [DIGEST]


def test_layout_is_that_of_the_contract(tmp_path: Path) -> None:
    ObjectStore(str(tmp_path)).put(DATA)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [f"{DIGEST[:2]}/{DIGEST}"]


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    objects = ObjectStore(str(tmp_path))
    objects.put(DATA)
    Path(objects.path(DIGEST)).write_bytes(DATA + b" ")
    with pytest.raises(ObjectDamaged, match=DIGEST):
        objects.get(DIGEST)
    assert not objects.has(DIGEST)


def test_an_absent_object_is_named(tmp_path: Path) -> None:
    with pytest.raises(ObjectMissing, match=DIGEST):
        ObjectStore(str(tmp_path)).get(DIGEST)


@pytest.mark.parametrize("name", ["../../etc/passwd", DIGEST.upper(), DIGEST[:-1], "", "g" * 64])
def test_no_other_name_reaches_the_file_system(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        ObjectStore(str(tmp_path)).get(name)


def test_unfinished_drafts_are_no_objects(tmp_path: Path) -> None:
    objects = ObjectStore(str(tmp_path))
    objects.put(DATA)
    Path(objects.path(DIGEST) + ".abcd.part").write_bytes(b"half")
    assert list(objects.digests()) == [DIGEST]
