"""The files of the sample company: in a checkout they stand at the top, in an installed package under `builder/sample/`."""

from __future__ import annotations

from pathlib import Path

from builder.model.error import BuilderError
from builder.read.source import FolderSource

_PACKAGE = Path(__file__).resolve().parent.parent


def sample_files() -> dict[str, bytes]:
    """The bytes of every file of the sample company, by path, sorted.

    Raises:
        BuilderError: The installed package is not whole.
    """
    for root in (_PACKAGE / "sample", _PACKAGE.parent):
        if (root / "records" / "company.yaml").is_file():
            source = FolderSource(root)
            return dict(source.read(source.entries()))
    raise BuilderError(
        "The sample company is not part of this installation.",
        "Install Muster again; the package carries the sample with it.",
    )
