"""Objects put into a repository byte for byte: hashed here, so that no filter, line end or hook changes what is saved.

An object's file is its header and content, compressed, under the id of both (gitformat-loose(5) of git 2.39, "loose objects").
Writing one changes nothing that anybody sees until a name leads to it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from builder.read.git.store.objects import hash_object

_FEW = 200
"""Files each of which is pressed onto the disk by itself; of more than that, everything is at once."""


def write_objects(objects: Path, contents: Iterable[tuple[str, bytes]]) -> list[str]:
    """Writes objects and gives back their ids in the same order; one that is there already stays.

    Args:
        objects: The repository's folder of that name.
        contents: Kind (blob, tree, commit) and content.

    Raises:
        OSError: The disk doesn't take them.
    """
    found = []
    for number, (kind, data) in enumerate(contents):
        id = hash_object(kind, data)
        found.append(id)
        target = objects / id[:2] / id[2:]
        if not target.exists():
            packed = zlib.compress(b"%s %d\0%s" % (kind.encode(), len(data), data), 1)
            _write(target, packed, press=number < _FEW or not hasattr(os, "sync"))
    if len(found) > _FEW and hasattr(os, "sync"):
        os.sync()
    return found


def _write(target: Path, data: bytes, *, press: bool) -> None:
    target.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix="tmp_obj_")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if press:
                file.flush()
                os.fsync(file.fileno())
        Path(name).chmod(0o444)
        Path(name).replace(target)
    except PermissionError:
        # Windows doesn't put a file over one that may only be read: then the same object arrived meanwhile.
        if not target.exists():
            raise
    finally:
        with contextlib.suppress(FileNotFoundError, PermissionError):
            Path(name).unlink()
