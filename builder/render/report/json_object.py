"""How every report writes JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def write_object(value: Mapping[str, Any]) -> str:
    """One object, indented, letters as they are, with a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
