"""What several checks draw from the same records, worked out once for each snapshot."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from store.snapshot import Snapshot

T = TypeVar("T")
_known: WeakKeyDictionary[Snapshot, dict[str, Any]] = WeakKeyDictionary()


def derived(build: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Makes a function of a snapshot answer from memory when it is asked again about the same one."""
    name = f"{build.__module__}.{build.__qualname__}"

    @functools.wraps(build)
    def known(snapshot: Snapshot) -> T:
        values = _known.setdefault(snapshot, {})
        if name not in values:
            values[name] = build(snapshot)
        value: T = values[name]
        return value

    return known
