"""A value together with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from builder.model.place import FieldPath, Place

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Stored(Generic[T_co]):
    """A policy, record or register entry, the place of every field, and the digests of its file.

    Attributes:
        value: The thing itself.
        path: Its file, relative to the repository.
        places: Where each value stands; the empty path is the file.
        sha256: Of the file's bytes, 64 hex digits.
        blob: Git's object id of the same bytes, 40 hex digits (SHA-1 repositories).
        size: Of the file in bytes.
    """

    value: T_co
    path: str
    places: Mapping[FieldPath, Place] = field(repr=False)
    sha256: str
    blob: str
    size: int

    def place(self, *steps: str | int) -> Place:
        """Where a value stands; for a value that isn't written, the nearest thing around it."""
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps) or Place(self.path)

    def beside(self, name: str) -> str:
        """The path of a file in the same folder: an attachment stands beside its record."""
        return f"{self.path.rpartition('/')[0]}/{name}"
