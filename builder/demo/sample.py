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
    source = FolderSource(_sample_root())
    return dict(source.read(source.entries()))


def guide_files() -> dict[str, str]:
    """The coordinator's guide, by path, sorted: what each company gets with its first files, because help has to be where she is.

    Raises:
        BuilderError: The installed package is not whole.
    """
    root = _sample_root()
    pages = sorted((root / "content" / "coordinator").glob("*.md"))
    return {page.relative_to(root).as_posix(): page.read_text(encoding="utf-8") for page in pages}


def _sample_root() -> Path:
    for root in (_PACKAGE / "sample", _PACKAGE.parent):
        if (root / "records" / "company.yaml").is_file():
            return root
    raise BuilderError(
        "The sample company is not part of this installation.",
        "Install Muster again; the package carries the sample with it.",
    )
