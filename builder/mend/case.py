"""A fault in a text that is to be put right, with what a mender needs to know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.model.finding import Fault
from builder.model.place import FieldPath
from builder.model.program import FileEntry
from builder.write.file_model import FileModel
from builder.write.yaml_edit import Edit


@dataclass(frozen=True)
class Case:
    """One fault.

    Attributes:
        fault: As the reader found it.
        path: The way to the value, or to the field that isn't known.
        value: The data of the whole text.
        held: What the file should hold.
        files: All files of the program, with their digests.
    """

    fault: Fault
    path: FieldPath
    value: Any
    held: FileModel
    files: Mapping[str, FileEntry]

    @property
    def within(self) -> FieldPath:
        """The path inside the file's model."""
        return self.path[1:] if self.held.is_list else self.path


@dataclass(frozen=True)
class Mended:
    """What a mender does about a fault.

    Attributes:
        edit: Of the text.
        said: In one sentence.
    """

    edit: Edit
    said: str
