"""An authority's answer taken back: held against what was asked, and made into a record with the files that prove it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from builder.model.error import BuilderError
from builder.model.level import Level
from builder.read.stamp.answer import Answer, NotAStampError, Request, read_answer, read_request
from builder.read.stamp.statement import Statement
from builder.read.stamp.token import Examined, examine_stamp, utc_text
from builder.render.forms.yaml_form import write_yaml
from builder.seal.verifying.trust import Trust

_UNDONE = "Nothing was written."


@dataclass(frozen=True)
class Accepted:
    """An answer that fits.

    Attributes:
        data: Its bytes (.tsr).
        answer: What it says.
        examined: What checking it gave; it has no problem.
        request: The bytes of the request it answers (.tsq); empty if that is not at hand.
    """

    data: bytes
    answer: Answer
    examined: Examined
    request: bytes


def read_stamp(data: bytes) -> Answer:
    """What an authority answered.

    Raises:
        BuilderError: It is no answer, or a refusal.
    """
    try:
        return read_answer(data)
    except NotAStampError as error:
        raise BuilderError(str(error), f"{_UNDONE} Ask the authority again with the .tsq file.") from error


def accept_answer(
    data: bytes, statement: Statement, requests: Sequence[bytes] = (), trust: Trust | None = None
) -> Accepted:
    """Takes an answer for a statement, or refuses it with one clear sentence.

    Args:
        data: The .tsr file.
        statement: Made again from the repository.
        requests: The .tsq files at hand; one over the same imprint has to have the same random number.
        trust: The authorities that the company trusts; without it any authority is taken.

    Raises:
        BuilderError: It is no answer, a refusal, doesn't answer the request, or its stamp doesn't hold.
    """
    answer = read_stamp(data)
    request = _find_request(answer, requests)
    examined = examine_stamp(answer, statement, trust)
    if examined.problem:
        raise BuilderError(f"The authority's answer can't be taken. {examined.problem}", _UNDONE)
    if trust is not None and not examined.is_trusted:
        raise BuilderError(
            f"The stamp of {examined.authority} holds, but {examined.distrust}.",
            f"{_UNDONE} Give the right certificate with --trust, or leave --trust out and name the authority later.",
        )
    return Accepted(data, answer, examined, request)


def _find_request(answer: Answer, requests: Sequence[bytes]) -> bytes:
    """The request that was answered; empty if none is over the imprint."""
    same: list[tuple[bytes, Request]] = []
    for data in requests:
        try:
            request = read_request(data)
        except NotAStampError:
            continue
        if (request.algorithm, request.imprint) == (answer.algorithm, answer.imprint):
            same.append((data, request))
    for data, request in same:
        if request.nonce is None or request.nonce == answer.nonce:
            return data
    if same:
        raise BuilderError(
            "The answer doesn't carry the random number of the request, so it may be an old one handed out again.",
            f"{_UNDONE} Ask the authority again with the .tsq file.",
        )
    return b""


def make_anchor(id: str, statement: Statement, accepted: Accepted, *, by: str | None, zone: tzinfo) -> dict[str, bytes]:
    """The record and the files beside it, by path.

    Args:
        id: The next free one.
        statement: What was stamped.
        accepted: The answer.
        by: Person id of whoever files it; left out if None.
        zone: Of the company, in which the stamp's day is told.
    """
    day = accepted.answer.at.astimezone(zone).date()
    files = {
        f"{id}.txt": (statement.text, "The statement that was stamped: what the commit held"),
        f"{id}.tsr": (accepted.data, "The authority's answer with the time stamp (RFC 3161)"),
    }
    if accepted.request:
        files[f"{id}.tsq"] = (accepted.request, "The request that was sent to the authority")
    record: dict[str, Any] = {
        "id": id,
        "date": day,
        "recorded_by": by,
        "commit": statement.commit,
        "statement": statement.digest().hex(),
        "authority": accepted.examined.authority,
        "stamped_at": utc_text(accepted.answer.at),
        "serial": str(accepted.answer.serial),
        "attachments": [
            # Made by this program from ids and digests: there is nothing in them that somebody would have to look for.
            {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "caption": caption, "level": Level.OFFICE.value}
            for name, (data, caption) in files.items()
        ],
    }
    text = write_yaml({key: value for key, value in record.items() if value}).encode("utf-8")
    folder = f"records/anchor/{day.year}"
    return {f"{folder}/{id}.yaml": text} | {f"{folder}/{name}": data for name, (data, _) in files.items()}
