"""The real command line in a process of its own, as a person runs it, without a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """Nothing of the machine but its search path; no cache that another run could have filled."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "HOME": os.devnull,
        "PYTHONPATH": str(TOP),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "America/Edmonton",
        **more,
    }


def muster(*arguments: str | Path, cwd: Path, timeout: float = 120, **more: str) -> subprocess.CompletedProcess[str]:
    """What `muster ARGUMENTS` printed, and its exit status."""
    return subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
