"""YAML 1.2 by its core schema, read by the parser in C: cases are read in every worker before the first test.

«no» and «on» are words, 12:30 is no number of seconds, 010 is ten; a date without quotation marks is a date. A key that stands twice in
a mapping is refused.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

CORE = {
    "null": (r"~|null|Null|NULL|", "~nN\0"),
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    "float": (
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
    "merge": ("<<", "<"),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789"),
}


class Plain(yaml.CSafeLoader):
    """The core schema, dates, and ``<<`` for what stands in another mapping."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def flatten_mapping(self, node: Any) -> None:
        """Looks at the keys as they are written, before those of ``<<`` stand among them."""
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) < len(keys):
            twice = next(key for place, key in enumerate(keys) if key in keys[:place])
            raise yaml.constructor.ConstructorError(None, None, f"the key «{twice}» stands twice", node.start_mark)
        super().flatten_mapping(node)


def _whole(loader: Any, node: Any) -> int:
    text = node.value
    return int(text, 0) if text.lstrip("+-")[:2] in ("0o", "0x") else int(text)


for name, (pattern, first) in CORE.items():
    Plain.add_implicit_resolver(
        f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), ["", *first] if name == "null" else list(first)
    )
Plain.add_constructor("tag:yaml.org,2002:int", _whole)


def read_yaml(path: Path) -> Any:
    """The one document of a file."""
    loader = Plain(path.read_bytes())
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
