"""Processes and what they cost: CPU of a child and of all that it started, which a busy machine disturbs less than the clock does."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]


class Cost(NamedTuple):
    """User and system time in seconds, the largest memory of one process in MiB, and what the program printed."""

    cpu: float
    memory: float
    said: str


def cost_of(
    argv: Sequence[str | Path], env: Mapping[str, str] | None = None, *, may_exit: Sequence[int] = (0,)
) -> Cost:
    """What a program costs, its own children included.

    Raises:
        RuntimeError: It ended with an exit status other than those it may have.
    """
    # Bytecode is written as on a user's machine; without it every run would compile the whole package again (0.5 s).
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A file instead of a second pipe: nobody has to read two of them at once.
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [str(each) for each in argv],
            cwd=TOP,
            env={**kept, **(env or {})},
            stdout=out,
            stderr=subprocess.PIPE,
        )
        assert process.stderr is not None
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        out.seek(0)
        said = out.read().decode(errors="replace")
    if process.returncode not in may_exit:
        raise RuntimeError(f"{argv} ended with {process.returncode}: {complaint.decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def cost_with_all_left(argv: Sequence[str | Path], env: Mapping[str, str] | None = None) -> Cost:
    """What a program costs with every process that it started, those too that it left behind.

    Raises:
        RuntimeError: It did not end with exit status 0.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cost"
        said = cost_of([sys.executable, Path(__file__).with_name("watch.py"), file, *argv], env).said
        cpu, memory = map(float, file.read_text().split())
    return Cost(cpu, memory, said)
