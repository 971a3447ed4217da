"""What is known of a history up to a commit of the line, packed, and what it takes to go on from there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import tzinfo

from builder.read.git.keys.keyring import Keyring
from builder.read.git.keys.keyring_line import KeyringLine
from builder.read.git.past.lives import Lives, Turn
from builder.read.git.past.oddity_line import OddityLine
from builder.read.git.past.packed_commits import CommitPages
from builder.read.git.past.yardsticks import Yardsticks

PEOPLE = "records/people/"
"""Where the people's files are, with their keys."""


@dataclass
class Story:
    """All that is known up to a commit of the line, packed, and what it takes to go on from there.

    Attributes:
        zone: The company's.
        tip: The commit; empty before the first.
        line: How many commits are on the first-parent line.
        pages: Every commit.
        lives: Every file.
        verdicts: How many commits have each verdict on their signature.
        identity_changes: (number of the commit, the turn).
        key_changes: (number of the commit, person, added, removed, verdict, signer, is first).
        yardsticks: (number of the commit, what the company's file says from it on), where that changed.
        keys: The people's keys after the tip.
        oddities: The clocks up to the tip.
        changed: Numbers of the lives that were carried on since the story was opened.
    """

    zone: tzinfo
    keys: KeyringLine
    oddities: OddityLine
    tip: str = ""
    line: int = 0
    pages: CommitPages = field(default_factory=CommitPages)
    lives: Lives = field(default_factory=Lives)
    verdicts: Counter[str] = field(default_factory=Counter)
    identity_changes: list[tuple[int, Turn]] = field(default_factory=list)
    key_changes: list[tuple[int, str, tuple[str, ...], tuple[str, ...], str, str | None, bool]] = field(
        default_factory=list
    )
    yardsticks: list[tuple[int, Yardsticks]] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)


def begin_story(zone: tzinfo, verifier: Keyring | None = None) -> Story:
    """A story before its first commit.

    Args:
        zone: The company's.
        verifier: Whose keys count instead of those in the repository.
    """
    return Story(zone, KeyringLine(verifier=verifier), OddityLine(zone=zone))
