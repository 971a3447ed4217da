"""An attachment that is there, and whose SHA-256 isn't written: an editor on the web can't know it."""

from __future__ import annotations

from builder.mend.case import Case, Mended
from builder.write.plain_data import at_path
from builder.write.yaml_edit import Put


def mend(case: Case) -> Mended | None:
    """The SHA-256 of the file as it is now. One that is written already is never touched, whatever the file holds."""
    entry = at_path(case.value, case.path)
    if not isinstance(entry, dict) or entry.get("sha256") is not None:
        return None
    folder = case.fault.place.path.rpartition("/")[0]
    file = case.files.get(f"{folder}/{entry.get('path')}")
    if file is None or not file.sha256:
        return None
    return Mended(Put((*case.path, "sha256"), file.sha256), f"wrote in the SHA-256 of {entry['path']}")
