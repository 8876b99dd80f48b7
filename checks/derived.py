"""What several checks draw from the same records, worked out once for each snapshot."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from store.snapshot import Snapshot

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_known: WeakKeyDictionary[Snapshot, dict[object, Any]] = WeakKeyDictionary()


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


def derived_few(most: int) -> Callable[[Callable[[Snapshot, K], T]], Callable[[Snapshot, K], T]]:
    """The same for what is asked of each page or place: answers asked for last are kept, at most so many; others are worked out anew."""

    def made(build: Callable[[Snapshot, K], T]) -> Callable[[Snapshot, K], T]:
        name = f"{build.__module__}.{build.__qualname__}"

        @functools.wraps(build)
        def known(snapshot: Snapshot, key: K) -> T:
            values: OrderedDict[K, T] = _known.setdefault(snapshot, {}).setdefault(name, OrderedDict())
            if key in values:
                values.move_to_end(key)
                return values[key]
            value = build(snapshot, key)
            values[key] = value
            if len(values) > most:
                # The first of a plain dictionary is looked for behind all that were taken out before it.
                values.popitem(last=False)
            return value

        return known

    return made


def derived_by(build: Callable[[Snapshot, K], T]) -> Callable[[Snapshot, K], T]:
    """The same for a function that also takes what is asked for: each is worked out once."""
    name = f"{build.__module__}.{build.__qualname__}"

    @functools.wraps(build)
    def known(snapshot: Snapshot, key: K) -> T:
        values = _known.setdefault(snapshot, {})
        if (name, key) not in values:
            values[name, key] = build(snapshot, key)
        value: T = values[name, key]
        return value

    return known
