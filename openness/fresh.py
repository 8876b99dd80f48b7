"""The database of a command that may make one: none is left behind by a command that was given wrongly."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from store.db import StoreError, open_database
from store.dbfaults import NONE_THERE

IN_MEMORY = "sqlite://"


def proven(address: str, prove: Callable[[Engine], object]) -> Engine:
    """Opens a database; one that is not there yet is made only when the command has been proved on an empty one in memory.

    :param prove: does what the command would, as far as that touches nothing but the database it is given; raises what the
        command would. It is not called where there is a database.
    :raises StorageFault: as ``open_database``.
    """
    try:
        return open_database(address, create=False)
    except StoreError as fault:
        if fault.key != NONE_THERE:
            raise
    empty = open_database(IN_MEMORY)
    try:
        prove(empty)
    finally:
        empty.dispose()
    return open_database(address)
