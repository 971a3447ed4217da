"""The person at the terminal: what is said to them, what is asked of them, the day, and how far a long work is."""

from __future__ import annotations

import os
import re
import shutil
import sys
from datetime import date, datetime

import typer

from builder.model.error import BuilderError
from builder.model.progress import Progress, Step

PASSPHRASE_VARIABLE = "MUSTER_PASSPHRASE"  # noqa: S105  the name of the variable, not a secret
NEW_PASSPHRASE_VARIABLE = "MUSTER_NEW_PASSPHRASE"  # noqa: S105  likewise
PIN_VARIABLE = "MUSTER_PIN"


_COMMANDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]|\r(?!\n)|\x1b(?!\[[0-9;]{1,5}m)")
"""Signs that a terminal obeys instead of showing them (ECMA-48 §5); colours are ours, and line ends are what they are."""


def harmless(text: str) -> str:
    """The text with an escape for every sign by which a name or a cell from outside could command the terminal."""
    return _COMMANDS.sub(lambda found: ascii(found[0])[1:-1], text)


def say(text: str) -> None:
    """Print a line of the result."""
    try:
        print(harmless(text), flush=True)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; the exit status is still that of the whole result.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str) -> None:
    """Print a line that is not part of the result."""
    print(harmless(text), file=sys.stderr)


def now() -> datetime:
    """The time, in the time zone of the machine's user."""
    # The only clock of the program, in the time zone of the machine's user.
    return datetime.now().astimezone()  # noqa: TID251


def today() -> date:
    """The day, in the time zone of the machine's user."""
    return now().date()


def show_progress(quiet: bool) -> Progress | None:
    """On a terminal a bar with the section's title, elsewhere a line for each quarter; nothing when quiet."""
    if quiet:
        return None
    return _Bar() if sys.stderr.isatty() else _Lines()


class _Bar:
    """One line that is written over and over until all sections are ready."""

    def __call__(self, step: Step) -> None:
        if not step.total:
            tell(f"  {step.title} …")
            return
        width = 16 * step.done // step.total
        line = f"  [{'█' * width}{' ' * (16 - width)}] {_count(step)}"
        if step.done < step.total and step.title:
            line += f" · {harmless(step.title)}"
        # One column stays free: a full line would make the terminal begin another.
        room = shutil.get_terminal_size().columns - 1
        line = line if len(line) <= room else f"{line[: room - 1]}…"
        end = "\n" if step.done == step.total else ""
        print(f"\r{line:<{room}}", end=end, file=sys.stderr, flush=True)


class _Lines:
    """For a log: four lines, however many sections there are."""

    def __init__(self) -> None:
        self._quarter = 0

    def __call__(self, step: Step) -> None:
        if not step.total:
            tell(f"  {step.title} …")
        elif (quarter := 4 * step.done // step.total) > self._quarter:
            self._quarter = quarter
            tell(f"  {_count(step)}")


def _count(step: Step) -> str:
    unchanged = f", {step.kept} of them unchanged" if step.kept else ""
    return f"{step.done} of {step.total} sections{unchanged}"


def ask_passphrase(confirm: bool) -> str:
    """The passphrase of a key, from the environment or typed without being shown.

    Raises:
        BuilderError: There is neither a variable nor a terminal.
    """
    return _ask_secret("passphrase", "The key needs a passphrase", PASSPHRASE_VARIABLE, confirm)


def ask_new_passphrase() -> str:
    """The passphrase for a key that is yet to be made, beside that of the key which makes it.

    Raises:
        BuilderError: There is neither a variable nor a terminal.
    """
    return _ask_secret(
        "passphrase of the new key", "The new key needs a passphrase", NEW_PASSPHRASE_VARIABLE, confirm=True
    )


def ask_pin() -> str:
    """The PIN of a card, from the environment or typed without being shown.

    Raises:
        BuilderError: There is neither a variable nor a terminal.
    """
    return _ask_secret("PIN", "The card needs a PIN", PIN_VARIABLE, confirm=False)


def _ask_secret(name: str, need: str, variable: str, confirm: bool) -> str:
    found = os.environ.get(variable)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise BuilderError(
            f"{need}, and there is no terminal to ask for it.", f"Put it into the environment variable {variable}."
        )
    return str(typer.prompt(name[0].upper() + name[1:], hide_input=True, confirmation_prompt=confirm))


def ask(question: str, default: str) -> str:
    """What the person answers.

    Raises:
        BuilderError: They left with Ctrl+C; everything is asked before anything is written.
    """
    try:
        return str(typer.prompt(harmless(question), default=default, show_default=bool(default))).strip()
    except typer.Abort:
        tell("")
        raise BuilderError("Stopped at a question, and nothing was written.", "Run it again when you like.") from None
