"""An earlier pack as the sentences of an example describe it."""

from __future__ import annotations

import re
from datetime import date

from builder.model.previous_pack import ChangedSince, Descent, PreviousPack, SinceKind

SAID = (
    r"Held against a pack of (?P<day>\d{4}-\d\d-\d\d) whose commit is "
    r"(?P<where>no longer in the history|in the history, but off its line|in the history)"
    r"(?: and that held `(?P<path>[^`]+)`(?:, (?P<became>otherwise|gone since))?)?"
)
"""The sentence; every example of a rule about earlier packs has one."""

_DESCENTS = {
    "no longer in the history": Descent(is_ancestor=False),
    "in the history, but off its line": Descent(is_ancestor=True, commits=1, since=frozenset({"1" * 40})),
    "in the history": Descent(is_ancestor=True, is_on_line=True, commits=1, since=frozenset({"1" * 40})),
}


def earlier_pack(found: re.Match[str]) -> PreviousPack:
    """The pack that the sentence says."""
    day = date.fromisoformat(found["day"])
    changed, gone = _became(found, date(2026, 6, 2))
    return PreviousPack(
        pack_id=f"{day}-{'2' * 10}-auditor",
        sha256="a" * 64,
        manifest_sha256="b" * 64,
        commit="2" * 40,
        branch="main",
        commits=1,
        as_of=day,
        first=date(day.year - 1, day.month, 1),
        last=day,
        entered_on=day,
        descent=_DESCENTS[found["where"]],
        compared=1 if found["path"] else 0,
        changed=changed,
        gone=gone,
    )


def _became(found: re.Match[str], when: date) -> tuple[tuple[ChangedSince, ...], tuple[ChangedSince, ...]]:
    path, became = found["path"], found["became"]
    if not became:
        return (), ()
    id = path.rpartition("/")[2].removesuffix(".yaml")
    if became == "otherwise":
        return (ChangedSince(path, id, SinceKind.CHANGED, path, days=(when,), commits=("1" * 40,)),), ()
    return (), (ChangedSince(path, id, SinceKind.GONE, "", days=(when,), commits=("1" * 40,)),)
