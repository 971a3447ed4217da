"""The options that all verbs share: which bytes (`--repo`, `--commit`), and which day (`--as-of`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Choice:
    """The options that choose bytes and day.

    Attributes:
        repo: A folder of the program.
        commit: The revision whose bytes are read; None for the files on disk.
        as_of: The day everything is judged on; None for `today`, or for the commit's own entry day where `by_commit` is set.
        first, last: `--from` and `--to`; None for the twelve months up to the as-of day.
        today: The day of the clock, known only to the command line.
        by_commit: Whether the bytes must come from a commit (a pack never comes from the work tree).
        keys: A verifier's list of whose keys count (`--keys`); None for those that people's records name.
    """

    repo: Path
    commit: str | None
    as_of: date | None
    today: date
    first: date | None = None
    last: date | None = None
    by_commit: bool = False
    keys: Path | None = None

    @property
    def needs_commit(self) -> bool:
        """Whether the bytes must come from a commit."""
        return self.by_commit or self.commit is not None
