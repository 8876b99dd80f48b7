"""What an XML file is made like, told by a parser that builds nothing, before one that builds reads it."""

from __future__ import annotations

import re
from xml.parsers import expat

MAX_DEPTH = 250
MAX_ATTRIBUTES = 500
MAX_ELEMENTS = 250_000
CHUNK = 1 << 16
ENTITIES = "declares entities of its own"
_ENTITY = "<!ENTITY"
# The ways of writing that parsers tell by the first bytes. Source: XML 1.0, appendix F.
_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")


class _Told(Exception):
    """Enough is known."""


class _Form:
    """Counts while expat reads; ``fault`` is why the file is not to be built."""

    def __init__(self, prologue_only: bool) -> None:
        self.fault = ""
        self.begun = False
        self._only = prologue_only
        self._depth = self._elements = 0

    def read(self, body: bytes) -> bool:
        """Goes through the file; whether its prologue was understood."""
        parser = expat.ParserCreate()
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for at in range(0, len(body), CHUNK):
                parser.Parse(body[at : at + CHUNK], False)
            parser.Parse(b"", True)
        except (_Told, expat.ExpatError, ValueError, LookupError):
            pass
        return self.begun or bool(self.fault)

    def _entity(self, *_: object) -> None:
        self.fault = ENTITIES
        raise _Told

    def _start(self, _name: str, attributes: dict[str, str]) -> None:
        self.begun = True
        if self._only:
            raise _Told
        self._depth += 1
        self._elements += 1
        for number, most, what in (
            (self._depth, MAX_DEPTH, "nested deeper than {}"),
            (len(attributes), MAX_ATTRIBUTES, "an element of more than {} attributes"),
            (self._elements, MAX_ELEMENTS, "more than {} elements"),
        ):
            if number > most:
                self.fault = what.format(most)
                raise _Told

    def _end(self, _name: str) -> None:
        self._depth -= 1


def declares_entities(body: bytes) -> bool:
    """Whether an XML file declares entities of its own, in whatever encoding it is written."""
    form = _Form(prologue_only=True)
    return form.fault == ENTITIES if form.read(body) else _mentions(body)


def refusal(body: bytes) -> str:
    """Why a file is not given to a parser that builds: entities of its own, or a form that costs more than its size; else empty."""
    form = _Form(prologue_only=False)
    if form.read(body):
        return form.fault
    return ENTITIES if _mentions(body) else ""


def _mentions(body: bytes) -> bool:
    """The same of what no strict parser takes, on which a lenient one may be let loose."""
    if any(_ENTITY.encode(codec) in body for codec in _CODECS):
        return True
    declared = _DECLARED.search(body[:400])
    try:
        return declared is not None and _ENTITY in body.decode(declared[1].decode(), "ignore")
    except LookupError:
        return False
