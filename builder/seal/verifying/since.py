"""What was entered after a pack's commit: no untruth of the pack, but a reader should know that there is more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from builder.model.manifest import Manifest
from builder.model.previous_pack import is_record_path
from builder.seal.verdict import Check, Status

SINCE = "since"
"""Name of the check."""
_DAY = re.compile(rb"^(?:date|day): *['\"]?(\d{4}-\d\d-\d\d)", re.MULTILINE)


class Blobs(Protocol):
    """What is asked of a repository."""

    def read(self, blobs: Sequence[str]) -> Iterator[bytes]:
        """The bytes of blobs, in the order asked for."""


def describe_since(manifest: Manifest, then: Mapping[str, str], now: Mapping[str, str], history: Blobs) -> Check:
    """How many records of the pack's days came later, and how many of its files are not as they were.

    Args:
        manifest: Of the pack.
        then: Blob id by path in the pack's commit.
        now: The same at the tip of the branch.
        history: To read the records that are new.
    """
    listed = {file.path: file.blob for file in manifest.files if file.blob}
    changed = sum(path in now and now[path] != blob for path, blob in listed.items())
    gone = sum(path not in now for path in listed)
    new = sorted(path for path in now if path not in then and is_record_path(path))
    days = (_DAY.search(data) for data in history.read([now[path] for path in new]))
    inside = sum(bool(day) and manifest.first <= day[1].decode("ascii") <= manifest.last for day in days if day)
    said = (
        (inside, "record of its days was entered", "records of its days were entered"),
        (changed, "of its files was changed", "of its files were changed"),
        (gone, "of its files was moved or taken out", "of its files were moved or taken out"),
    )
    words = [f"{count:,} {one if count == 1 else many}" for count, one, many in said if count]
    if not words:
        return Check(
            SINCE,
            Status.PASS,
            "Nothing of what it shows was changed since, and no record of its days was entered later.",
        )
    return Check(
        SINCE, Status.PASS, f"It is what it was then; since then {', '.join(words)}. A newer pack would show that."
    )
