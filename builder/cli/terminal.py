"""The person at the terminal: what is said to them, what is asked of them, the day, and how far a long work is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime

import typer

from builder.model.error import BuilderError

PASSPHRASE_VARIABLE = "MUSTER_PASSPHRASE"  # noqa: S105  the name of the variable, not a secret


def say(text: str) -> None:
    """Print a line of the result."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; the exit status is still that of the whole result.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str) -> None:
    """Print a line that is not part of the result."""
    print(text, file=sys.stderr)


def now() -> datetime:
    """The time, in the time zone of the machine's user."""
    # The only clock of the program, in the time zone of the machine's user.
    return datetime.now().astimezone()  # noqa: TID251


def today() -> date:
    """The day, in the time zone of the machine's user."""
    return now().date()


def show_progress(quiet: bool) -> Callable[[int, int, str], None] | None:
    """A bar on a terminal, a line for each quarter elsewhere, nothing when quiet."""
    if quiet:
        return None
    reported = [-1]

    def show(done: int, total: int, _key: str) -> None:
        if sys.stderr.isatty():
            width = 30 * done // max(total, 1)
            end = "\n" if done == total else ""
            print(
                f"\r  [{'█' * width}{' ' * (30 - width)}] {done} of {total} sections",
                end=end,
                file=sys.stderr,
                flush=True,
            )
        elif (quarter := 4 * done // max(total, 1)) > reported[0]:
            reported[0] = quarter
            tell(f"  {done} of {total} sections")

    return show


def ask_passphrase(confirm: bool) -> str:
    """The passphrase of a key, from the environment or typed without being shown.

    Raises:
        BuilderError: There is neither a variable nor a terminal.
    """
    found = os.environ.get(PASSPHRASE_VARIABLE)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise BuilderError(
            "The key needs a passphrase, and there is no terminal to ask for it.",
            f"Put it into the environment variable {PASSPHRASE_VARIABLE}.",
        )
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))


def ask(question: str, default: str) -> str:
    """What the person answers."""
    return str(typer.prompt(question, default=default, show_default=bool(default))).strip()
