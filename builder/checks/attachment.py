"""Where an attachment stands."""

from __future__ import annotations

from builder.model.record import Attachment, Record
from builder.model.stored import Stored


def attachment_path(stored: Stored[Record], attachment: Attachment) -> str:
    """The attachment's path in the repository: beside its record."""
    return f"{stored.path.rsplit('/', 1)[0]}/{attachment.path}"
