"""Arguments, exit status, progress and today's date: nothing else. What the verbs do is in `commands`."""

from __future__ import annotations

import os
import sys

# isort: off
# In the order in which `muster --help` lists the verbs: importing one adds it.
from builder.cli import (  # noqa: F401
    check,
    save,
    bring_in,
    fix,
    coverage,
    history,
    site,
    edit,
    hosting,
    forms,
    talk,
    pack,
    requests,
    sign,
    reveal,
    approve,
    keys,
    anchor,
    overlay,
    start,
    doctor,
)

# isort: on
from builder.cli.app import app
from builder.cli.terminal import tell
from builder.model.error import BuilderError

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line. Exit status: 0 clean, 1 findings or a failed verification, 2 could not run."""
    # Names of people are not ASCII; a pipe or an old locale must not turn that into a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BuilderError as error:
        tell(f"muster: {error.message}" + (f"\n  {error.cure}" if error.cure else ""))
        sys.exit(2)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        tell("muster: stopped; nothing was left half-written.")
        sys.exit(130)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        tell(f"muster: {error.strerror or error}{where}.")
        sys.exit(2)
