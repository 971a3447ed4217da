"""An annotated tag taken apart, as untrusted bytes: what it stands on, its name, its tagger, its message and its signature.

An approval is a tag whose message ends with a paragraph that a program can read:

    Approve PRG-07 Inspections, version 3

    (what the approver wished to say)

    muster-approval: 1
    approves policies/inspections.md 2f1c…(40 hex digits of git's id of the approved bytes)

The first line is for people. The number is the version of this form; a tag made by hand may leave that line out. Each line
`approves` binds one file to exactly the bytes that were approved.
Source: git, Documentation/git-mktag (strict order of headers), and `parse_signed_buffer` for where a signature begins (git 2.39,
read 2026-11-22).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.model.error import BuilderError
from builder.read.git.store.commit_object import ParsedCommit, decode_text

FORM = 1
"""Version of the paragraph that binds an approval to files."""

_BEGIN = re.compile(rb"^-----BEGIN (?:SSH SIGNATURE|PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----", re.MULTILINE)
_HEAD = re.compile(
    rb"object ([0-9a-f]{40})\ntype (commit|tree|blob|tag)\ntag ([^\n]*)(?:\ntagger ([^\n]*))?(?:\nencoding ([^\n]*))?((?:\n[^\n]+)*)"
)
_APPROVES = re.compile(rb"approves (.+) ([0-9a-f]{40})")
_FORM_LINE = re.compile(rb"muster-approval: (\d{1,9})")
_CONTROL_BUT_LINES = {code: "�" for code in (*range(32), *range(127, 160)) if code not in (0x09, 0x0A)}


class ParsedTag(NamedTuple):
    """The parts of a tag object.

    Attributes:
        object, kind: What it stands on: an id of 40 hex digits, and commit, tree, blob or tag.
        name: As the object itself calls it; bytes, as stored.
        tagger: "Name <mail> seconds zone" in bytes; empty where there is none.
        encoding: What the object says its texts are written in.
        message: Bytes without the signature.
        signature: The armoured signature, or None when unsigned.
        payload: The bytes that the signature covers: everything before it.
    """

    object: str
    kind: str
    name: bytes
    tagger: bytes
    encoding: str
    message: bytes
    signature: bytes | None
    payload: bytes

    @property
    def message_text(self) -> str:
        """The message in readable characters, lines kept."""
        return decode_text(self.message, self.encoding).translate(_CONTROL_BUT_LINES).strip()

    @property
    def approves(self) -> tuple[tuple[str, str], ...]:
        """The (path, blob) pairs of the last paragraph; bytes of a path that are not UTF-8 stand as surrogates."""
        found = (_APPROVES.fullmatch(line) for line in self._last_paragraph)
        return tuple((each[1].decode("utf-8", "surrogateescape"), each[2].decode("ascii")) for each in found if each)

    @property
    def form(self) -> int:
        """The version of the form in which it approves; 1 where it doesn't say."""
        found = (_FORM_LINE.fullmatch(line) for line in self._last_paragraph)
        return next((int(each[1]) for each in found if each), FORM)

    @property
    def as_signed(self) -> ParsedCommit:
        """The tag in the shape in which signatures are judged: the tagger in the place of author and committer."""
        return ParsedCommit("", (), self.tagger, self.tagger, self.encoding, self.message, self.signature, self.payload)

    @property
    def _last_paragraph(self) -> list[bytes]:
        return self.message.rstrip().rpartition(b"\n\n")[2].split(b"\n")


def parse_tag(raw: bytes) -> ParsedTag | None:
    """The parts of a tag object; None for one that git itself would not make: other headers, or in another order."""
    begins = [found.start() for found in _BEGIN.finditer(raw)]
    end = begins[-1] if begins else len(raw)
    payload = raw[:end]
    head, separator, message = payload.partition(b"\n\n")
    found = _HEAD.fullmatch(head)
    if found is None or not separator:
        return None
    return ParsedTag(
        found[1].decode("ascii"),
        found[2].decode("ascii"),
        found[3],
        found[4] or b"",
        (found[5] or b"utf-8").decode("ascii", "replace"),
        message,
        raw[end:] if begins else None,
        payload if begins else b"",
    )


def write_tag(*, commit: str, name: str, tagger: str, message: str) -> bytes:
    """The bytes of a tag on a commit, without a signature: what is to be signed.

    Args:
        commit: 40 hex digits.
        name: `policy/PRG-07/v3`.
        tagger: "Name <mail> seconds zone".
        message: Whole.

    Raises:
        BuilderError: A name holds what would end its line, or the message isn't text.
    """
    if "\n" in name or "\n" in tagger or "\0" in message:
        raise BuilderError("A name with a line break in it can't stand in a tag.", "Correct it in records/people/.")
    head = f"object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n"
    try:
        return f"{head}{message.rstrip()}\n".encode()
    except UnicodeEncodeError:
        raise BuilderError("The message has characters in it that are not UTF-8.", "Write it again.") from None


def write_approval(*, subject: str, said: str, approves: tuple[tuple[str, str], ...]) -> str:
    """The message of an approval.

    Args:
        subject: The first line.
        said: What the approver wishes to say; may be empty.
        approves: (path, blob) pairs.

    Raises:
        BuilderError: A path can't be written on one line.
    """
    if any(not path.isprintable() for path, _ in approves):
        raise BuilderError(
            "The document's file name has characters in it that can't be printed.", "Rename the file and commit it."
        )
    binding = "\n".join((f"muster-approval: {FORM}", *(f"approves {path} {blob}" for path, blob in approves)))
    return "\n\n".join(filter(None, (subject, said.strip(), binding)))
