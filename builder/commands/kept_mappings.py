"""The mappings of earlier imports, kept beside the program."""

from __future__ import annotations

from pathlib import Path

from builder.bring_in.mapping import FOLDER, SheetMapping, read_mapping
from builder.model.error import BuilderError

_LARGEST = 2_000_000
_MOST = 500


def kept_mappings(root: Path) -> dict[str, SheetMapping]:
    """The mappings kept in a program by path, those with more columns first, because they say more.

    Raises:
        BuilderError: One of them can't be read; it says where.
    """
    folder = root / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        return {}
    files = sorted(folder.glob("*.yaml"))[:_MOST]
    found = [(f"{FOLDER}/{file.name}", read_mapping_file(file)) for file in files if not file.is_symlink()]
    return dict(sorted(found, key=lambda each: -len(each[1].headings)))


def read_mapping_file(file: Path) -> SheetMapping:
    """The mapping in a file.

    Raises:
        BuilderError: It isn't one; the message says where it goes wrong.
    """
    if not file.is_file() or file.stat().st_size > _LARGEST:
        raise BuilderError(
            f"{file} is no mapping of columns.", "Give the file that `muster import … --map FILE` wrote."
        )
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BuilderError(f"{file} is not UTF-8 text.", "Save it again as UTF-8.") from None
    mapping, faults = read_mapping(text, file.name)
    if mapping is None:
        first = faults[0]
        raise BuilderError(f"{first.place}: {first.message}", first.fix or f"Correct {file}, or delete it.")
    return mapping
