"""The history of every file at a commit, in a few streams over all commits and never a call per file.

The date that counts is the day a change *arrived* on the branch: the committer date of the first-parent commit with which it
came. For a merge, who changed the file and when they claim to have done it comes from the merged side.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model.history import History, IdentityChange, KeyChange, SignatureVerdict, Tag, YardstickChange
from builder.read.git.keys.keyring import Keyring
from builder.read.git.keys.openpgp import read_version
from builder.read.git.moment import open_zone
from builder.read.git.past.packed_commits import PackedCommits
from builder.read.git.past.packed_lives import PackedFiles, order_alive, order_gone
from builder.read.git.past.past_keys import PastKeys
from builder.read.git.past.story import Story, begin_story
from builder.read.git.past.telling import carry_story
from builder.read.git.past.yardsticks import Yardsticks
from builder.read.git.tags import list_tag_names, read_tags

if TYPE_CHECKING:
    from builder.read.git.view import Repository


def read_history(repository: Repository, commit: str, *, time_zone: str, verifier: Keyring | None = None) -> History:
    """The history of every file at `commit`.

    Signatures are judged by the keys in people's records as they were before the commit with which something arrived: a change of
    a key is itself something to be signed with the key before it.

    Args:
        repository: Opened.
        commit: A full id, from `Repository.resolve`.
        time_zone: IANA name; all days are days there.
        verifier: Whose keys count instead of those in the repository.

    Raises:
        BuilderError: An object is missing or damaged, or the time zone doesn't exist.
    """
    story = begin_story(open_zone(time_zone), verifier)
    carry_story(story, repository.view, commit)
    return tell_history(repository, story, verifier)


def tell_history(repository: Repository, story: Story, verifier: Keyring | None = None) -> History:
    """The story as a value of the model; files and commits are unpacked when somebody looks at them."""
    commits = PackedCommits(story.pages.pages(), story.zone)
    number = len(commits) - 1
    gone = PackedFiles(order_gone(story.lives.all), commits)
    return History(
        commit=story.tip,
        commits=len(commits),
        entered_on=commits.facts(number).committed,
        tip=commits.commit(number),
        files=PackedFiles(order_alive(story.lives.all), commits),
        line=story.line,
        gone=gone,
        by_id=commits,
        signatures={
            verdict: story.verdicts[verdict.value] for verdict in SignatureVerdict if story.verdicts[verdict.value]
        },
        oddities=tuple(story.oddities.finish()),
        identity_changes=_identity_changes(story, commits),
        key_changes=_key_changes(story, commits),
        yardstick_changes=tuple(_yardstick_changes(story, commits)),
        tags=_read_tags(repository, story, commits, verifier),
        verifier=verifier.source if verifier else "",
        gpgv=_gpgv(story),
    )


def _gpgv(story: Story) -> str:
    """The program on which verdicts depend, if anybody ever had a key for it."""
    marks = (mark for _, _, added, *_ in story.key_changes for mark in added)
    return read_version(os.environ.get("PATH", "")) if any(mark.startswith("OpenPGP:") for mark in marks) else ""


def _identity_changes(story: Story, commits: PackedCommits) -> tuple[IdentityChange, ...]:
    return tuple(
        IdentityChange(
            commits.id(number), commits.facts(number).committed, turn.path, turn.old_path, turn.old, turn.new
        )
        for number, turn in story.identity_changes
    )


def _key_changes(story: Story, commits: PackedCommits) -> tuple[KeyChange, ...]:
    return tuple(
        KeyChange(
            commits.id(number),
            commits.facts(number).committed,
            person,
            tuple(added),
            tuple(removed),
            SignatureVerdict(verdict),
            signer,
            is_first,
        )
        for number, person, added, removed, verdict, signer, is_first in story.key_changes
    )


def _yardstick_changes(story: Story, commits: PackedCommits) -> Iterator[YardstickChange]:
    before: Yardsticks | None = None
    for number, said in story.yardsticks:
        for field, new in said._asdict().items():
            old = getattr(before, field) if before else ""
            if old != new:
                day = commits.facts(number).committed
                yield YardstickChange(commits.id(number), day, field, old, new, before is None)
        before = said


def _read_tags(
    repository: Repository, story: Story, commits: PackedCommits, verifier: Keyring | None
) -> tuple[Tag, ...]:
    names = list_tag_names(repository)
    if not names:
        return ()
    past = PastKeys(repository.view, story, commits, verifier)
    return read_tags(repository.view, names, past.before, story.zone)
