"""The people's keys as they were before some earlier commit arrived, told again from the lives of the people's files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from builder.read.git.keys.keyring import Keyring
from builder.read.git.keys.keyring_line import KeyringLine
from builder.read.git.past.change_log import RawChange
from builder.read.git.past.content import MAX_CONTENT
from builder.read.git.past.packed_commits import PackedCommits
from builder.read.git.past.packed_lives import open_entries
from builder.read.git.past.story import PEOPLE, Story
from builder.read.git.store.blobs import read_blobs

if TYPE_CHECKING:
    from builder.read.git.view import View


class PastKeys:
    """Keyrings by the commit before whose arrival they counted.

    Args:
        view: Of the opened repository.
        story: Told to the commit that is examined.
        commits: Its commits.
        verifier: Whose keys count instead of those in the repository.
    """

    def __init__(self, view: View, story: Story, commits: PackedCommits, verifier: Keyring | None) -> None:
        self._view = view
        self._story = story
        self._commits = commits
        self._verifier = verifier
        self._changes: dict[int, list[RawChange]] | None = None
        self._blobs: dict[str, bytes] = {}
        self._known: dict[int, Keyring] = {}

    def before(self, commit: str) -> Keyring | None:
        """The keys before a commit arrived; None if it doesn't lead to the commit that is examined."""
        place = self._commits.place(commit)
        if place is None:
            return None
        arrival = self._commits.place(self._commits.commit(place).arrival)
        assert arrival is not None
        changes = self._read_changes()
        earlier = [number for number in changes if number < arrival]
        last = earlier[-1] if earlier else -1
        if last not in self._known:
            line = KeyringLine(verifier=self._verifier)
            for number in earlier:
                line.apply(self._commits.id(number), changes[number], lambda ids: (self._blobs[id] for id in ids))
            self._known[last] = line.current
        return self._known[last]

    def _read_changes(self) -> dict[int, list[RawChange]]:
        """What happened to the people's files, by number of the first-parent commit, oldest first."""
        if self._changes is None:
            found: dict[int, list[RawChange]] = defaultdict(list)
            for life in self._story.lives.all:
                if PEOPLE in life.entries.decode("ascii"):
                    for number, kind, path, old_path, blob, _, content in open_entries(life.entries):
                        # What says nothing of itself is a link or stands elsewhere, and holds no keys.
                        is_read = kind != "D" and content is not None
                        change = RawChange(kind if is_read else "D", blob if is_read else "", path, old_path)
                        found[number].append(change)
            blobs = sorted({change.blob for changes in found.values() for change in changes if change.blob})
            read = read_blobs(
                self._view, blobs, MAX_CONTENT, lambda index: f"an earlier version of {PEOPLE}: {blobs[index]}"
            )
            self._blobs = {id: data or b"" for id, data in zip(blobs, read, strict=True)}
            self._changes = dict(sorted(found.items()))
        return self._changes
