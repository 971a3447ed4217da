"""The texts of old revisions, read from git only to be compared: what goes on to pages and reports is the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from builder.commands.prepare import Prepared
from builder.measure.past.text_difference import compare_documents, compare_records
from builder.model.difference import Difference, Differences
from builder.model.history import Change, FileHistory
from builder.model.snapshot import Snapshot
from builder.read.git.store.objects import read_objects
from builder.read.git.view import Repository


def read_differences(repository: Repository, files: Iterable[FileHistory]) -> Differences:
    """What every change of the files changed in their text.

    Left out are first revisions, revisions that can't be read, and files that are neither documents nor YAML. All contents are read
    in one stream, and only two are held at a time.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    chains = [chain for chain in map(_readable, files) if len({each.blob for each in chain}) > 1]
    changes = [change for chain in chains for change in chain]
    texts = read_objects(
        repository.view, [change.blob for change in changes], "blob", lambda index: changes[index].path
    )
    return dict(_compare(chains, texts))


def with_differences(prepared: Prepared) -> Snapshot:
    """The snapshot with what changed between the revisions of each document.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    snapshot, repository = prepared.snapshot, prepared.repository
    if snapshot.history is None or repository is None:
        return snapshot
    files = snapshot.history.files
    documents = [files[stored.path] for stored in snapshot.program.policies if stored.path in files]
    return replace(snapshot, differences=read_differences(repository, documents))


def _readable(file: FileHistory) -> list[Change]:
    return [each for each in file.changes if each.blob and each.content is not None and not each.content.problem]


def _compare(chains: Iterable[list[Change]], texts: Iterator[bytes]) -> Iterator[tuple[tuple[str, str], Difference]]:
    for chain in chains:
        decoded = ((change, next(texts).decode("utf-8", "replace")) for change in chain)
        for (before, old), (after, new) in pairwise(decoded):
            if before.blob != after.blob:
                compare = compare_documents if after.path.startswith("policies/") else compare_records
                yield (before.blob, after.blob), compare(old, new)
