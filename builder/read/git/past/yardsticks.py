"""By what the company let its days be judged, commit by commit: the day of adoption, the time zone and the branch in its own file.

Whoever writes into that file afterwards can make a whole year of late records count as taken over, or move every day of entry by one.
So what it said before is kept beside what it says now. It is known by its path alone: by a rename it would lose its past.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from builder.read.git.past.change_log import RawChange
from builder.read.git.past.content import MAX_CONTENT, read_fields

COMPANY = "records/company.yaml"
"""The company's own file."""

_DEFAULTS = {"time_zone": "America/Edmonton", "branch": "main"}
"""What counts where the file says nothing; as in `builder.model.register.Company`."""


class Yardsticks(NamedTuple):
    """What one revision of the file says; empty where it says nothing and nothing counts instead."""

    adopted_on: str
    time_zone: str
    branch: str


def find_company(changes: Sequence[RawChange]) -> str:
    """The content that a commit gave the company's file; empty if it left it alone or took it away."""
    return next((change.blob for change in changes if change.path == COMPANY and change.is_file), "")


def read_yardsticks(data: bytes) -> Yardsticks | None:
    """What a revision says; None for one that can't be read or is empty."""
    if len(data) > MAX_CONTENT:
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    found, problem = read_fields(text)
    return None if problem or not found else Yardsticks(*(_say(found, name) for name in Yardsticks._fields))


def _say(found: Mapping[str, object], name: str) -> str:
    value = found.get(name)
    said = value if isinstance(value, str) and value.isprintable() and len(value) <= 100 else ""
    return "" if said in ("null", "~") else said or _DEFAULTS.get(name, "")
