"""`muster verify --rebuild`: the pack is made once more from the repository it names, and held against the one at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builder.commands.choice import Choice
from builder.commands.commitment_key import open_key
from builder.commands.pack_making import make_pack
from builder.commands.prepare import prepare
from builder.model.cache import Cache
from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.model.progress import Progress
from builder.seal.delivery import delivery_of
from builder.seal.verdict import Check, Status
from builder.seal.verifying.rebuild import REBUILD, compare_rebuild


@dataclass(frozen=True)
class Rebuild:
    """What a pack needs to be made once more beside the repository and what its manifest says.

    Attributes:
        today: The day of the clock.
        previous, keys, commitment_key: As given to `muster pack` when it was made; None if they were not.
        cache: For rendered sections.
        workers: Processes that render.
        progress: Told of each step.
    """

    today: date
    previous: Path | None = None
    keys: Path | None = None
    commitment_key: Path | None = None
    cache: Cache | None = None
    workers: int = 1
    progress: Progress | None = None


def check_rebuild(data: bytes, manifest: Manifest, repo: Path, rebuild: Rebuild) -> tuple[Check, ...]:
    """The checks of a pack against its rebuild; one that says why there is none, if something for it is missing.

    Args:
        data: The pack.
        manifest: Of it.
        repo: The program's repository.
        rebuild: What else is needed.
    """
    if missing := _find_missing(manifest, rebuild):
        return (Check(REBUILD, Status.NOT_CHECKED, missing),)
    choice = Choice(
        repo,
        manifest.commit,
        date.fromisoformat(manifest.as_of),
        rebuild.today,
        date.fromisoformat(manifest.first),
        date.fromisoformat(manifest.last),
        by_commit=True,
        keys=rebuild.keys,
    )
    try:
        with prepare(choice) as prepared:
            # Which branch is checked out now is no matter; whether the commit is on the pack's one is another check.
            again = make_pack(
                replace(prepared, branch=manifest.branch),
                manifest.choice,
                delivery_of(manifest),
                previous=rebuild.previous,
                cache=rebuild.cache,
                workers=rebuild.workers,
                progress=rebuild.progress,
                commitment_key=open_key(rebuild.commitment_key, repo) if rebuild.commitment_key else None,
            )
    except BuilderError as error:
        detail = f"It could not be made anew: {error.message} {error.cure}".strip()
        return (Check(REBUILD, Status.NOT_CHECKED, " ".join(detail.split())),)
    return compare_rebuild(data, manifest, again.pdf, again.manifest)


def _find_missing(manifest: Manifest, rebuild: Rebuild) -> str:
    if manifest.previous is not None and rebuild.previous is None:
        return f"It follows pack {manifest.previous.pack_id}, which is needed to make it anew (--previous)."
    if any(file.commitment for file in manifest.files) and rebuild.commitment_key is None:
        return (
            "It has commitments to values that it holds back; their key is needed to make it anew (--commitment-key)."
        )
    return ""
