"""The earlier pack that a pack follows, from a file that somebody hands over: read without trusting it, and refused in plain words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from builder.model.error import BuilderError
from builder.model.manifest import Manifest
from builder.seal.manifest import UnreadableManifestError, read_manifest
from builder.seal.pack_file import NotAPackError, read_manifest_bytes
from builder.seal.verdict import plain


@dataclass(frozen=True)
class EarlierPack:
    """A pack as it was handed over.

    Attributes:
        manifest: What it says of itself.
        sha256: Of the file.
        manifest_sha256: Of the manifest in it, or of the file where it is the manifest.
    """

    manifest: Manifest
    sha256: str
    manifest_sha256: str


def read_earlier_pack(data: bytes, name: str) -> EarlierPack:
    """The earlier pack in the bytes of a pack, signed or not, or of a manifest that was taken out of one.

    Its signatures are not checked: what counts is whether its commit is part of the history, which no signature can lend it.

    Args:
        data: Any bytes.
        name: Of the file, for people.

    Raises:
        BuilderError: It is neither.
    """
    try:
        # A manifest is a JSON object; what begins otherwise can only be the pack itself.
        written = data if data.lstrip()[:1] == b"{" else read_manifest_bytes(data)
        manifest = read_manifest(written)
    except (NotAPackError, UnreadableManifestError) as error:
        raise BuilderError(
            f"{name} is not a pack: {plain(str(error), 300)}",
            "Give the PDF that `muster pack` or `muster sign` wrote; --previous also takes the manifest.json that is attached to it.",
        ) from error
    return EarlierPack(manifest, hashlib.sha256(data).hexdigest(), hashlib.sha256(written).hexdigest())
