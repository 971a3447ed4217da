"""The sample's anchors: stamps over commits can't lie among the sample's files, for they name ids that come out of the replay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from builder.demo.object_store import Folder, ObjectStore
from builder.demo.time_authority import demonstration_authority
from builder.read.git.store.commit_object import parse_commit
from builder.read.stamp.answer import make_request
from builder.read.stamp.statement import Statement
from builder.seal.anchor import accept_answer, make_anchor

_BEFORE = timedelta(minutes=3)
"""Between the stamp and the commit that files it."""


def anchor_files(id: str, commit: str, tree: Folder, store: ObjectStore, *, at: datetime, by: str) -> dict[str, bytes]:
    """The record of an anchor over a commit and what lies beside it, by path; the same bytes every time.

    Args:
        id: Of the record, anc-0001.
        commit: What is stamped.
        tree: Of that commit.
        store: With everything that leads to it.
        at: When the record is committed; the stamp is of a few minutes before.
        by: Person id of whoever asked for it.
    """
    number = int(id.rpartition("-")[2])
    statement = _state(commit, tree, store)
    request = make_request(statement, int.from_bytes(hashlib.sha256(id.encode()).digest()[:7]) | 1)
    answer = demonstration_authority().stamp(request, at - _BEFORE, 1000 + number)
    zone = at.tzinfo
    assert zone is not None, "the times of a history have a zone"
    return make_anchor(id, statement, accept_answer(answer, statement, [request]), by=by, zone=zone)


def _state(commit: str, tree: Folder, store: ObjectStore) -> Statement:
    files = sorted((path.encode(), blob) for path, blob in _walk(tree, ""))
    listing = hashlib.sha256()
    for path, blob in files:
        listing.update(hashlib.sha256(store.objects[blob][1]).hexdigest().encode() + b"  " + path + b"\0")
    return Statement(commit, tree.id, _count_commits(commit, store), len(files), listing.hexdigest())


def _walk(folder: Folder, above: str) -> Iterator[tuple[str, str]]:
    """Paths and blob ids."""
    for name, entry in folder.entries.items():
        if isinstance(entry, Folder):
            yield from _walk(entry, f"{above}{name}/")
        else:
            yield f"{above}{name}", entry


def _count_commits(commit: str, store: ObjectStore) -> int:
    found: set[str] = set()
    pending = [commit]
    while pending:
        id = pending.pop()
        if id not in found:
            found.add(id)
            pending.extend(parse_commit(store.objects[id][1]).parents)
    return len(found)
