"""The texts of old revisions, read from git only to be compared: what goes on to pages and reports is the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from types import MappingProxyType

from builder.commands.prepare import Prepared
from builder.measure.past.in_force import Revision, approved_steps
from builder.measure.past.text_difference import compare_documents, compare_records
from builder.measure.past.text_steps import compare_passages, passages_of
from builder.model.difference import Difference, Differences
from builder.model.history import Change, FileHistory
from builder.model.snapshot import Snapshot
from builder.model.text_change import TextChange, TextChanges
from builder.read.git.store.objects import read_objects
from builder.read.git.view import Repository
from builder.read.markdown_passages import PlainPassage


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


def read_text_changes(
    repository: Repository, files: Iterable[FileHistory], known: TextChanges = MappingProxyType({})
) -> TextChanges:
    """What each approved revision of the documents changed in the text of the approved one before it.

    Drafts are never read: two approved revisions are held against each other, however much was tried out between them.

    Args:
        repository: Where they are read from.
        files: The documents.
        known: What was found before; a document all of whose steps are in it isn't read again.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    chains = [chain for chain in ([after for _, after in approved_steps(file)] for file in files) if len(chain) > 1]
    found = {key: known[key] for chain in chains for key in _steps(chain) if key in known}
    chains = [chain for chain in chains if not all(key in known for key in _steps(chain))]
    wanted = [revision for chain in chains for revision in _worth_reading(chain)]
    texts = read_objects(repository.view, [each.blob for each in wanted], "blob", lambda index: wanted[index].path)
    return found | {key: change for chain in chains for key, change in _compare_approved(chain, texts)}


def _steps(chain: Sequence[Revision]) -> list[tuple[str, str]]:
    return [(before.blob, after.blob) for before, after in pairwise(chain) if before.blob != after.blob]


def with_text_changes(prepared: Prepared, snapshot: Snapshot, known: TextChanges = MappingProxyType({})) -> Snapshot:
    """A snapshot of the program with what changed in the texts of its documents, to be read on pages; see `read_text_changes`.

    Raises:
        BuilderError: An object is missing or damaged.
    """
    history = prepared.snapshot.history
    if history is None or prepared.repository is None:
        return snapshot
    documents = [history.files[each.path] for each in snapshot.program.policies if each.path in history.files]
    return replace(snapshot, text_changes=read_text_changes(prepared.repository, documents, known))


def _worth_reading(chain: Sequence[Revision]) -> Iterator[Revision]:
    """The revisions that brought a text of their own; none where all of them say the same under new numbers."""
    found = [first for _, (first, *_) in groupby(chain, key=lambda each: each.text)]
    yield from found if len(found) > 1 else ()


def _compare_approved(
    chain: Sequence[Revision], texts: Iterator[bytes]
) -> Iterator[tuple[tuple[str, str], TextChange]]:
    """What each revision changed; `texts` are those worth reading, of which two are held at a time."""
    worth = list(_worth_reading(chain))
    passages: Sequence[PlainPassage] = ()
    for before, after in pairwise((None, *chain)):
        old = passages
        if after in worth:
            passages = passages_of(next(texts).decode("utf-8", "replace"))
        if before is not None and after is not None and before.blob != after.blob:
            yield (before.blob, after.blob), TextChange(()) if old is passages else compare_passages(old, passages)


def _readable(file: FileHistory) -> list[Change]:
    return [each for each in file.changes if each.blob and each.content is not None and not each.content.problem]


def _compare(chains: Iterable[list[Change]], texts: Iterator[bytes]) -> Iterator[tuple[tuple[str, str], Difference]]:
    for chain in chains:
        decoded = ((change, next(texts).decode("utf-8", "replace")) for change in chain)
        for (before, old), (after, new) in pairwise(decoded):
            if before.blob != after.blob:
                compare = compare_documents if after.path.startswith("policies/") else compare_records
                yield (before.blob, after.blob), compare(old, new)
