"""How a pack is handed over: the name its files share, whether it comes in volumes, and whether the sources go with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from builder.model.error import BuilderError
from builder.model.manifest import Manifest

VOLUME = "volume"
"""`what` of a volume among the files beside a pack."""
BAG = "evidence by element and question, as a BagIt folder"
"""`what` of the bulk evidence among the files beside a pack."""

ENDINGS = re.compile(r"-(?:questions\.xlsx|questions\.csv|requests\.xlsx|evidence\.zip|[EM][0-9]{2}\.pdf)\Z")
"""How the names of files beside a pack end, after the name of the pack."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending (Microsoft, "Naming files, paths, and namespaces", read 2026-11-23)."""

LONGEST_STEM = 80
"""Letters of the name that the files of a pack share; with ending and folder it must fit where paths have 260 letters."""


@dataclass(frozen=True)
class Delivery:
    """How a pack is handed over.

    Attributes:
        stem: The name that its files share: `audit-pack` of `audit-pack.pdf` and `audit-pack-questions.xlsx`.
        with_bag: Whether the sources are put beside it as one archive.
        volumes_over: Bytes that the file may have; a larger one comes in volumes. None: always one file.
    """

    stem: str = "audit-pack"
    with_bag: bool = False
    volumes_over: int | None = None


def stem_of(name: str) -> str:
    """The name that the files of a pack share, from the name of the pack's own file.

    Raises:
        BuilderError: Names made from it would not work on every computer they may be handed to.
    """
    stem = PurePosixPath(name).stem
    bad = set(stem) & set('/\\:*?"<>|') or not stem.isprintable() or not stem.strip(". ") or stem.startswith(".")
    if bad or _RESERVED.match(stem) or len(stem) > LONGEST_STEM:
        raise BuilderError(
            f"Files called {stem[:LONGEST_STEM]!r} can't be opened on every computer that a pack is handed to.",
            f"Give a name of at most {LONGEST_STEM} letters, digits, dots and dashes with --out, such as audit-pack.pdf.",
        )
    return stem


def delivery_of(manifest: Manifest) -> Delivery:
    """How the pack of a manifest was handed over, as far as another one can be made in the same way."""
    endings = {file.name: ENDINGS.search(file.name) for file in manifest.beside}
    stems = [name[: found.start()] for name, found in sorted(endings.items()) if found]
    kinds = {file.what for file in manifest.beside}
    return Delivery(
        stem=stems[0] if stems else Delivery.stem,
        with_bag=BAG in kinds,
        # Which limit was given is forgotten, and doesn't matter: that there are volumes says that the file passed it.
        volumes_over=0 if any(kind.startswith(VOLUME) for kind in kinds) else None,
    )
