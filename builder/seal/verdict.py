"""What verifying a pack gives: one word, and every check that led to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.model.manifest import Manifest

VERIFICATION_SCHEMA = "https://muster.example/schema/verify-1.json"
_SHOWN = 5
"""Files or tags named in a detail; the rest is counted."""


class Verdict(StrEnum):
    """What may be said of a file.

    `genuine`: signed by somebody whom the reader trusts, and unchanged since. `intact`: unchanged since it was signed, by somebody
    the reader does not know. `altered`: changed after it was signed. `not-from-this-history`: what it says stood in the repository
    did not. `unverifiable`: nothing can be said, because it isn't a pack, can't be read, or isn't signed; or its signatures hold, but
    something in it could have been changed without breaking one, or was not looked into.
    """

    GENUINE = "genuine"
    INTACT = "intact"
    ALTERED = "altered"
    FOREIGN = "not-from-this-history"
    UNVERIFIABLE = "unverifiable"


class Status(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - a word, not a secret
    FAIL = "fail"
    NOT_CHECKED = "not-checked"


def plain(text: str, longest: int = 200) -> str:
    """Text from a file that somebody else made, fit for a line on a terminal: nothing that moves the cursor or turns letters round."""
    line = "".join(char if char.isprintable() else "?" for char in text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def enumerate_names(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(plain(name) for name in names[:_SHOWN]) + more


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What, as a slug; those of a signature carry the field's name: `signature hs_manager`.
        status: How it ended.
        detail: A sentence with the facts.
    """

    name: str
    status: Status
    detail: str


@dataclass(frozen=True)
class Verification:
    """The result of verifying a pack.

    Attributes:
        verdict: In one word.
        checks: In the order made.
        manifest: What the pack says it was made from, if it could be read.
    """

    verdict: Verdict
    checks: tuple[Check, ...]
    manifest: Manifest | None = None

    @property
    def has_failed(self) -> bool:
        """Whether the file must not be relied on as it was asked to be."""
        bad = self.verdict not in (Verdict.GENUINE, Verdict.INTACT)
        return bad or any(check.status is Status.FAIL for check in self.checks)


def write_verification(verification: Verification) -> str:
    """The result as JSON, the contract of `muster verify --format json`."""
    checks = [
        {"name": check.name, "status": check.status.value, "detail": check.detail} for check in verification.checks
    ]
    plain = {"schema": VERIFICATION_SCHEMA, "verdict": verification.verdict.value, "checks": checks}
    return json.dumps(plain, ensure_ascii=False, indent=2)
