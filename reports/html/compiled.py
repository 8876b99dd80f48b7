"""Templates compiled once for all languages of a process: their environments differ in what templates are given, not in how they are read."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Holds code in memory, by template and the digest of its source."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives code that another environment compiled; a template that changed since is compiled anew."""
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps code for the other environments."""
        self._held[bucket.key] = bucket.bytecode_to_string()
