"""Parts as bytes, to be kept under a key made of everything they depend on."""

from __future__ import annotations

import dataclasses
import hashlib
import json

from builder.render.pdf.part import Job, Part
from builder.render.pdf.toolchain import engine_digest

_FORMAT = b"muster-part-1\n"


def part_key(job: Job) -> str:
    """A key that two jobs share only if they give the same bytes; the section's name is not in it."""
    digest = hashlib.sha256(engine_digest().encode())
    texts = [("html", job.html.encode()), ("css", job.css.encode())]
    for name, data in [*texts, *((f"asset:{name}", job.assets[name]) for name in sorted(job.assets))]:
        digest.update(f"\0{name}\0".encode())
        digest.update(hashlib.sha256(data).digest())
    return f"part-{digest.hexdigest()}"


def write_part(part: Part) -> bytes:
    """The part as bytes."""
    facts = {
        "pages": part.pages,
        "anchors": dict(part.anchors),
        "warnings": list(part.warnings),
        "sha256": hashlib.sha256(part.pdf).hexdigest(),
    }
    return _FORMAT + json.dumps(facts, sort_keys=True).encode() + b"\n" + part.pdf


def read_part(data: bytes, key: str) -> Part | None:
    """The part that was written, under the section name `key`; None when the bytes were damaged or are of another format."""
    if not data.startswith(_FORMAT):
        return None
    head, _, pdf = data[len(_FORMAT) :].partition(b"\n")
    try:
        facts = json.loads(head)
        part = Part(key, pdf, int(facts["pages"]), dict(facts["anchors"]), tuple(facts["warnings"]))
        return part if facts["sha256"] == hashlib.sha256(pdf).hexdigest() else None
    except (ValueError, KeyError, TypeError):
        return None


def rename_part(part: Part, key: str) -> Part:
    """The same part under another section name."""
    return dataclasses.replace(part, key=key)
