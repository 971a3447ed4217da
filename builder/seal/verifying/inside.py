"""What stands inside a pack against what its manifest says: the attached files, the printed list, and the files handed over beside it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf

from builder.model.manifest import Manifest
from builder.seal.pack_file import PackFacts
from builder.seal.verdict import Check, Status, plain
from builder.seal.verifying.held_files import check_attached, list_held
from builder.seal.verifying.printed import check_printed

BESIDE = "beside"
"""How the checks of files beside the pack are called, with the file's name behind it."""


@dataclass(frozen=True)
class Found:
    """A file that was found beside the pack.

    Attributes:
        sha256: Of its bytes.
        size: Their number.
    """

    sha256: str
    size: int


LookBeside = Callable[[str], Found | None]
"""Gives what lies beside the pack under a name; None if nothing does."""


def check_inside(data: bytes, facts: PackFacts) -> tuple[Check, ...]:
    """The checks `attached` and `printed` of a pack that `read_pack` could read."""
    # Repairing would show a file that nobody signed.
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        attached = check_attached(facts.manifest, list_held(pdf), names_attached=facts.names_attached)
        return (attached, check_printed(pdf, facts.manifest))


def check_beside(manifest: Manifest, look: LookBeside | None) -> tuple[Check, ...]:
    """A check for each file that was handed over with the pack.

    Args:
        manifest: Of the pack.
        look: Finds files; None if nobody can look.
    """
    checks = []
    for file in manifest.beside:
        name, what = f"{BESIDE} {plain(file.name, 80)}", plain(file.what)
        found = look(file.name) if look else None
        if found is None:
            where = "not in the folder of the pack" if look else "not looked for"
            checks.append(Check(name, Status.NOT_CHECKED, f"Handed over with the pack ({what}), {where}."))
        elif (found.sha256, found.size) == (file.sha256, file.size):
            checks.append(
                Check(name, Status.PASS, f"The file beside the pack is the one handed over with it ({what}).")
            )
        else:
            detail = (
                f"The file beside the pack is not the one handed over with it ({what}): its sha256 is {found.sha256}."
            )
            checks.append(Check(name, Status.FAIL, detail))
    return tuple(checks)
