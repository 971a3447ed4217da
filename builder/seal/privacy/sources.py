"""The sources in a pack: Markdown and YAML of what is printed in full, verbatim or redacted, and what binds the pack to the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from builder.measure.redaction import Redacted, as_plain_days, needs_redaction, redact
from builder.model.level import Level
from builder.model.manifest import ManifestFile
from builder.model.program import Program
from builder.model.record import Record
from builder.model.source_copy import SourceCopy
from builder.model.stored import Stored
from builder.render.forms.yaml_form import write_yaml
from builder.render.pdf.attachments import Embedded, Relationship
from builder.render.pdf.sections.view import View
from builder.seal.privacy.commitment import commit_to, make_salt
from builder.seal.verdict import plain

REDACTIONS_NAME = "redactions.json"
"""Name of the attachment that lists what was withheld from the sources."""
REDACTIONS_SCHEMA = "https://muster.example/schema/redactions-1.json"

WHOLE_FILE = ""
"""Pointer of the whole text of a file (RFC 6901: the empty pointer is the document)."""

_MIME = {"md": "text/markdown", "yaml": "application/yaml"}
_REDACTED = "# A copy without what its readers may not see; what was left out is listed in redactions.json.\n"

Whole = Mapping[str, Stored[Any]]
"""Documents and records with all they hold, by path."""


def copy_sources(view: View, program: Program) -> tuple[SourceCopy, ...]:
    """The sources of all documents and of every record that is printed in full, by path.

    Args:
        view: Of the pack; what its level doesn't show is left out of the copies.
        program: With all it holds.
    """
    whole = _by_path(program)
    copies = (_copy(view, stored, whole[stored.path]) for stored in _printed(view) if stored.path in whole)
    return tuple(sorted(copies, key=lambda copy: copy.path))


def attach_sources(view: View) -> list[Embedded]:
    """The sources as attachments of the pack."""
    return [
        Embedded(
            copy.name,
            copy.data,
            _MIME[copy.name.rpartition(".")[2]],
            # Titles and paths are what somebody wrote: any letter, any length.
            plain(f"{copy.id}, {'redacted copy' if copy.is_redacted else 'source'} of {copy.path}: {copy.title}"),
            Relationship.SOURCE,
            copy.day,
        )
        for copy in view.sources
    ]


def attach_redactions(view: View, program: Program, key: bytes | None) -> list[Embedded]:
    """The list of what was withheld from the sources, as an attachment; none where nothing was.

    Args:
        view: With its sources.
        program: With all it holds.
        key: For the commitments; None: none are made, because without a key a short value could be guessed from them.
    """
    redacted = [copy for copy in view.sources if copy.is_redacted]
    if not redacted:
        return []
    whole = _by_path(program)
    files, rows = [], []
    for copy in redacted:
        stored = whole[copy.path]
        text, found = _redact(view, stored, _lowered(view)[copy.path])
        files.append(
            {
                "path": copy.path,
                "attachment": copy.name,
                "commitment": _commitment(key, stored, WHOLE_FILE, text),
            }
        )
        rows += [
            {
                "path": copy.path,
                "pointer": each.pointer,
                "level": each.level,
                "commitment": _commitment(key, stored, each.pointer, each.value),
            }
            for each in found.hidden
        ]
    said = "What was withheld from the attached sources, each value with a keyed commitment where a key was given."
    data = _write({"schema": REDACTIONS_SCHEMA, "files": files, "redactions": rows})
    return [Embedded(REDACTIONS_NAME, data, "application/json", said, Relationship.DATA, view.snapshot.as_of)]


def seal_rows(
    view: View, program: Program, files: Sequence[ManifestFile], key: bytes | None
) -> tuple[ManifestFile, ...]:
    """The manifest's rows: which file is attached under which name, and no digest of any file that holds more than is shown.

    Args:
        view: With its sources.
        program: With all it holds.
        files: Rows with digests.
        key: For the commitments that stand in the place of digests.
    """
    whole, lowered = _by_path(program), _lowered(view)
    copies = {copy.path: copy for copy in view.sources}
    rows = {file.path: file for file in files}
    for path, copy in copies.items():
        # Below office level records are not listed, but the copies of those that are printed in full are.
        rows.setdefault(path, ManifestFile(path, copy.id, "", "", len(copy.data)))
        rows[path] = replace(rows[path], attachment=copy.name)
    for path, row in rows.items():
        copy_of = copies.get(path)
        if copy_of.is_redacted if copy_of else _is_above(view, whole.get(path), lowered.get(path)):
            # The size of a short file tells much of what it holds.
            size = len(copy_of.data) if copy_of else 0
            commitment = _commitment(key, whole[path], WHOLE_FILE, _text(view, path))
            rows[path] = replace(row, blob="", sha256="", size=size, commitment=commitment)
    return tuple(rows[path] for path in sorted(rows))


def _is_above(view: View, whole: Stored[Any] | None, lowered: Stored[Any] | None) -> bool:
    """Whether a file that is not attached holds more than the readers may see."""
    if whole is None or lowered is None:
        return False
    if view.snapshot.level.shows(Level.OFFICE):
        return bool(whole.value != lowered.value)
    return needs_redaction(_text(view, whole.path), whole.value, lowered.value, view.snapshot.level)


def _copy(view: View, stored: Stored[Any], whole: Stored[Any]) -> SourceCopy:
    value = stored.value
    is_record = isinstance(value, Record)
    title = f"{type(value).TITLE} of {value.date}" if is_record else value.title
    name = f"{value.id.lower()}.{'yaml' if is_record else 'md'}"
    day = value.date if is_record else _changed_on(view, stored)
    text = _text(view, stored.path)
    if not needs_redaction(text, whole.value, value, view.snapshot.level):
        return SourceCopy(stored.path, value.id, title, name, view.read_file(stored.path), day)
    _, redacted = _redact(view, whole, stored)
    withheld = tuple((each.pointer, each.level) for each in redacted.hidden)
    return SourceCopy(stored.path, value.id, title, name, _write_copy(redacted), day, True, withheld)


def _write_copy(redacted: Redacted) -> bytes:
    head = _REDACTED + write_yaml(as_plain_days(redacted.data))
    text = head if redacted.body is None else f"---\n{head}---\n{redacted.body}"
    return text.encode("utf-8")


def _redact(view: View, whole: Stored[Any], lowered: Stored[Any]) -> tuple[str, Redacted]:
    text = _text(view, whole.path)
    return text, redact(text, whole.value, lowered.value, view.snapshot.level)


def _text(view: View, path: str) -> str:
    # What can't be read as UTF-8 is not in the program, and so is not asked for.
    return view.read_file(path).decode("utf-8-sig", "replace")


def _changed_on(view: View, stored: Stored[Any]) -> date:
    history = view.snapshot.history
    file = history.files.get(stored.path) if history else None
    return file.changes[-1].arrived if file else view.snapshot.as_of


def _commitment(key: bytes | None, stored: Stored[Any], pointer: str, value: Any) -> str:
    if key is None:
        return ""
    return commit_to(make_salt(key, stored.path, pointer, stored.blob), stored.path, pointer, value)


def _by_path(program: Program) -> Whole:
    return {stored.path: stored for stored in (*program.policies, *program.records)}


def _lowered(view: View) -> Whole:
    return view.snapshot.program.once(_by_path)


def _printed(view: View) -> Iterator[Stored[Any]]:
    yield from view.selection.documents
    for records in view.selection.samples.values():
        yield from records


def _write(plain: Mapping[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
