"""Runs a program and says what it cost, with every process that it started and left behind: `python watch.py FILE PROGRAM ARGUMENT…`.

The workers that render a pack are children of a server process that nobody waits for, so their cost appears nowhere else. Here they
come home when their parent is gone (Linux: prctl(2), PR_SET_CHILD_SUBREAPER); elsewhere what is left behind isn't counted.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def watch(program: list[str]) -> tuple[float, float, int]:
    """Seconds of CPU of all processes, MiB of the largest of them, and the exit status of the program."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    process = subprocess.Popen(program)
    cpu, memory, status = 0.0, 0.0, 1
    while True:
        try:
            pid, ended, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return cpu, memory, status
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
        if pid == process.pid:
            status = process.returncode = os.waitstatus_to_exitcode(ended)


if __name__ == "__main__":
    total, largest, result = watch(sys.argv[2:])
    Path(sys.argv[1]).write_text(f"{total} {largest}")
    sys.exit(result)
