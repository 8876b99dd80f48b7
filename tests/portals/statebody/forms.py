"""What is wrong with a form that a visitor sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
SHORTEST_QUESTION = 10


def feedback_faults(form: Mapping[str, str], topics: Sequence[Any]) -> list[str]:
    """Names of the wrong fields of the feedback form, in the order of the form."""
    right = {
        "name": bool(form.get("name", "").strip()),
        "email": _EMAIL.fullmatch(form.get("email", "").strip()) is not None,
        "topic": form.get("topic", "") in {str(number) for number in range(1, len(topics) + 1)},
        "text": len(form.get("text", "").strip()) >= SHORTEST_QUESTION,
    }
    return [field for field, fine in right.items() if not fine]
