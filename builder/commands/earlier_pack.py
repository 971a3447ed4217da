"""`--previous PACK`: an earlier pack is read, refused where it can't be followed, and held against the program's history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builder.commands.prepare import Prepared
from builder.measure.past.earlier_pack import measure_previous
from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.model.previous_pack import Descent, PreviousPack
from builder.model.snapshot import Snapshot
from builder.read.differing_fields import list_differing_fields
from builder.seal.earlier_pack import read_earlier_pack
from builder.seal.verdict import plain
from builder.seal.verifying.git_history import GitHistory


def follow(prepared: Prepared, pack: Path) -> Prepared:
    """The same, with the earlier pack in its snapshot.

    Args:
        prepared: The program, its bytes from a commit.
        pack: The earlier pack, or its manifest; nothing in the file is trusted.

    Raises:
        BuilderError: The file is no pack, one of another company, of the same commit or of a later one; or there is no history to
            hold it against.
    """
    snapshot, repository = prepared.snapshot, prepared.repository
    if repository is None or snapshot.history is None:
        raise BuilderError(
            f"The pack can't be held against an earlier one, because the history was not examined. {snapshot.history_note}".strip(),
            "Leave --previous out, or compile the pack in the program's own git repository.",
        )
    earlier = read_earlier_pack(_read(pack), str(pack))
    history = GitHistory(repository)
    descent = history.descent(earlier.manifest.commit, prepared.commit)
    _refuse_other_company(earlier.manifest, snapshot, descent, pack)
    is_later = history.has_commit(earlier.manifest.commit) and history.is_ancestor(
        prepared.commit, earlier.manifest.commit
    )
    _refuse_younger(earlier.manifest, prepared, pack, is_later=is_later)
    previous = measure_previous(
        earlier.manifest, snapshot, descent, sha256=earlier.sha256, manifest_sha256=earlier.manifest_sha256
    )
    if descent.is_ancestor:
        previous = _look_into(previous, earlier.manifest, prepared.commit, history)
    return replace(prepared, snapshot=replace(snapshot, previous=previous))


def _look_into(previous: PreviousPack, manifest: Manifest, commit: str, history: GitHistory) -> PreviousPack:
    """The same with what the earlier pack's own commit says: whether the pack told the truth of it, and which fields differ since."""
    (_, then), (_, now) = history.tree(manifest.commit), history.tree(commit)
    untrue = sum(then.get(file.path) != file.blob for file in manifest.files if file.blob)
    texts = [
        (index, then[each.path], now[each.path_now])
        for index, each in enumerate(previous.changed)
        if each.path.endswith((".md", ".yaml")) and each.path in then and each.path_now in now
    ]
    before = history.read([old for _, old, _ in texts])
    after = history.read([new for _, _, new in texts])
    changed = list(previous.changed)
    for (index, _, _), old, new in zip(texts, before, after, strict=True):
        changed[index] = replace(changed[index], fields=list_differing_fields(old, new, changed[index].path))
    return replace(previous, untrue=untrue, changed=tuple(changed))


def _read(pack: Path) -> bytes:
    try:
        return pack.read_bytes()
    except OSError as error:
        raise BuilderError(
            f"{pack} can't be read ({error.strerror}).", "Give the earlier pack's PDF with --previous."
        ) from error


def _refuse_other_company(manifest: Manifest, snapshot: Snapshot, descent: Descent, pack: Path) -> None:
    company = snapshot.program.company.value.name if snapshot.program.company else ""
    # A company that took another name still has the commit of its old packs.
    if manifest.company != company and not descent.is_ancestor:
        raise BuilderError(
            f"{pack} is a pack of {plain(manifest.company)}, and this program is that of {company or 'a company without a name'}.",
            "Give the last pack that was handed out of this program.",
        )


def _refuse_younger(manifest: Manifest, prepared: Prepared, pack: Path, *, is_later: bool) -> None:
    if manifest.commit == prepared.commit:
        raise BuilderError(
            f"{pack} was made from the same commit {prepared.commit[:10]}, so nothing lies between the two.",
            "Give the pack that was handed out before it; or name none, and make a whole pack.",
        )
    if is_later or manifest.as_of > prepared.snapshot.as_of.isoformat():
        raise BuilderError(
            f"{pack} is younger than the pack to be made: it is of {manifest.as_of}, this one of {prepared.snapshot.as_of}, "
            f"from the {'earlier ' if is_later else ''}commit {prepared.commit[:10]}.",
            "Give an earlier pack, or take a later commit with --commit or a later day with --as-of.",
        )
