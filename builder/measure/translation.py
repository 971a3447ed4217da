"""Which documents are translations of which, and how many versions they are behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.model.policy import Policy
from builder.model.program import Program
from builder.model.stored import Stored


@dataclass(frozen=True)
class Translation:
    """A document in another language than the one it was approved in.

    Attributes:
        stored: The translation's own file.
        original: The document that it translates.
    """

    stored: Stored[Policy]
    original: Stored[Policy]

    @property
    def language(self) -> str:
        """Of the translation, as BCP 47 writes it."""
        return self.stored.value.language

    @property
    def made_from(self) -> int:
        """The version of the original that it translates."""
        assert self.stored.value.translates is not None
        return self.stored.value.translates.version

    @property
    def behind(self) -> int:
        """How many versions of the original came after the one it translates; 0 for none."""
        return max(0, self.original.value.version - self.made_from)


def measure_translations(program: Program) -> Mapping[str, tuple[Translation, ...]]:
    """The translations of each document by its id, sorted by language and id.

    A translation of a document that isn't there, of itself or of another translation is none; rules say so.
    """
    found: dict[str, list[Translation]] = {}
    for stored in program.policies:
        translates = stored.value.translates
        original = program.policy_by_id.get(translates.id) if translates else None
        if original and original.value.translates is None and original.path != stored.path:
            found.setdefault(original.value.id, []).append(Translation(stored, original))
    return MappingProxyType(
        {
            id: tuple(sorted(each, key=lambda one: (one.language, one.stored.value.id)))
            for id, each in sorted(found.items())
        }
    )


def is_translation(program: Program, policy: Policy) -> bool:
    """Whether a document is the translation of another one and so is no document of its own in lists and counts."""
    return policy.translates is not None and any(
        each.stored.value.id == policy.id for each in program.once(measure_translations).get(policy.translates.id, ())
    )
