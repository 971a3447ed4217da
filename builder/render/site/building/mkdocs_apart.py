"""MkDocs in a process of its own: what a build takes of memory and what the program takes don't add up, and each is looked after alone.

In one process Python would search everything that was read of a company for garbage again and again while MkDocs makes pages: a third of
the time of a build of 5,000 records.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from builder.model.error import BuilderError

_ROOT = str(Path(__file__).resolve().parents[4])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from builder.render.site.building.mkdocs_apart import serve; serve(*sys.argv[2:])"


def run_mkdocs_apart(settings: Path, as_of: date) -> None:
    """Like `run_mkdocs`, in another process.

    Raises:
        BuilderError: MkDocs ended with an error or, being strict, with a warning.
    """
    # -I: neither the user's own modules nor variables of the environment come into this process.
    done = subprocess.run(
        [sys.executable, "-I", "-c", _START, _ROOT, str(settings), as_of.isoformat()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode == 0:
        return
    try:
        message, cure = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        message = f"The process in which MkDocs ran ended with status {done.returncode}{': ' if last else ''}{last}."
        cure = "If the computer was short of memory, close other programs and try again; otherwise please report this."
    raise BuilderError(message, cure)


def serve(settings: str, as_of: str) -> None:
    """What the other process does: builds, and says on standard output what went wrong."""
    from builder.render.site.building.mkdocs_run import run_mkdocs

    try:
        run_mkdocs(Path(settings), date.fromisoformat(as_of))
    except BuilderError as error:
        sys.stdout.write(json.dumps([error.message, error.cure]))
        sys.exit(1)
