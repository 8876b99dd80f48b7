"""Judging an unpacked package in a process of its own, so that nothing in it can hold up or bring down the one that asked.

``python -m openness.rejudging DATA CONFIG LANGUAGE`` prints one JSON object: problems and notes, each a text of the catalogues with its fields.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from pathlib import Path

from crawler.process import die_with_parent
from openness.rejudging.again import judge

# What the largest audits take is a tenth of it.
MOST_MEMORY = 16 << 30


def main(words: list[str]) -> int:
    """Judges a payload with the registers that this program came with.

    :param words: the folder of the payload, that of the registers, and the reader's language.
    :returns: the exit status.
    """
    data, config, language = words
    die_with_parent()
    logging.disable(logging.CRITICAL)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    judged = judge(Path(data), Path(config), language)
    print(json.dumps({"problems": judged.problems, "notes": judged.notes, "findings": judged.findings}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
