"""An annotated tag as bytes: what git writes is read, what git would not write is no tag."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.error import BuilderError
from builder.read.git.store.tag_object import parse_tag, write_approval, write_tag
from tests.histories.repository import GitRepository

COMMIT = "ab" * 20
BLOB = "cd" * 20
TAGGER = "Dale Friesen <dale@ridgeline.example> 1771264800 -0700"
ARMOUR = b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"


def approval(said: str = "", *approves: tuple[str, str]) -> str:
    listed = approves or (("policies/prg-03.md", BLOB),)
    return write_approval(subject="Approve PRG-03 Inspections, version 3", said=said, approves=listed)


def tag(message: str) -> bytes:
    return write_tag(commit=COMMIT, name="policy/PRG-03/v3", tagger=TAGGER, message=message)


def test_a_tag_is_read_as_it_was_written() -> None:
    raw = tag(approval("Talked through on the toolbox day.", ("policies/a file.md", BLOB), ("policies/b.md", COMMIT)))
    parsed = parse_tag(raw + ARMOUR)
    assert parsed is not None
    assert (parsed.object, parsed.kind, parsed.name, parsed.tagger) == (
        COMMIT,
        "commit",
        b"policy/PRG-03/v3",
        TAGGER.encode(),
    )
    assert parsed.approves == (("policies/a file.md", BLOB), ("policies/b.md", COMMIT))
    assert (parsed.form, parsed.payload, parsed.signature) == (1, raw, ARMOUR)
    assert parsed.message_text.startswith("Approve PRG-03 Inspections, version 3\n\nTalked through")


def test_git_reads_the_tag_that_muster_writes(tmp_path: Path) -> None:
    repository = GitRepository.make(tmp_path)
    raw = tag(approval()).replace(COMMIT.encode(), repository.commit({"a": "b"}).encode())
    id = repository.git("hash-object", "-t", "tag", "-w", "--stdin", stdin=raw).decode().strip()
    assert repository.git("cat-file", "-t", id) == b"tag\n"
    repository.git("fsck", "--strict", "--no-dangling", id)


def test_what_the_approver_says_can_not_pass_for_a_binding() -> None:
    parsed = parse_tag(tag(approval(f"approves policies/other.md {BLOB}")))
    assert parsed is not None
    assert parsed.approves == (("policies/prg-03.md", BLOB),)


def test_a_signature_begins_where_git_says_at_the_last_such_line() -> None:
    raw = tag("See\n-----BEGIN PGP SIGNATURE-----\nas an example\n\n" + approval())
    parsed = parse_tag(raw + ARMOUR)
    assert parsed is not None
    assert (parsed.payload, parsed.signature) == (raw, ARMOUR)


def test_the_encoding_header_counts() -> None:
    raw = tag("Genehmigt für alle").decode().replace(TAGGER, f"{TAGGER}\nencoding ISO-8859-1").encode("latin-1")
    parsed = parse_tag(raw)
    assert parsed is not None
    assert parsed.message_text == "Genehmigt für alle"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"object ab", b"object AB", id="an id in capitals"),
        pytest.param(b"type commit\ntag ", b"tag commit\ntype ", id="headers in another order"),
        pytest.param(b"type commit", b"type branch", id="of no kind that git knows"),
        pytest.param(b"\n\nApprove", b"\nApprove", id="no message"),
    ],
)
def test_what_git_would_not_make_is_no_tag(old: bytes, new: bytes) -> None:
    raw = write_tag(commit=COMMIT, name="policy/PRG-03/v3", tagger=TAGGER, message="Approve")
    assert old in raw
    assert parse_tag(raw) is not None
    assert parse_tag(raw.replace(old, new, 1)) is None


def test_a_line_break_in_a_name_is_refused() -> None:
    with pytest.raises(BuilderError):
        write_tag(commit=COMMIT, name="policy/A", tagger="Dale\ntag other <x> 0 +0000", message="Approve")
    with pytest.raises(BuilderError):
        approval("", ("policies/a\nb.md", BLOB))


def test_a_message_that_is_not_text_is_refused() -> None:
    with pytest.raises(BuilderError, match="not UTF-8"):
        tag("Approve \udcff")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_no_tag(raw: bytes) -> None:
    head = f"object {COMMIT}\ntype commit\ntag x\n".encode()
    for data in (raw, head + raw):
        parsed = parse_tag(data)
        if parsed is not None:
            assert parsed.payload + (parsed.signature or b"") in (data, b"")
            assert isinstance(parsed.approves, tuple)
            assert isinstance(parsed.message_text, str)
            assert parsed.as_signed.author_text is not None


@given(
    st.text(max_size=100),
    st.lists(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30), min_size=1, max_size=4),
)
def test_every_path_comes_back_whatever_was_said(said: str, paths: list[str]) -> None:
    listed = tuple((path, BLOB) for path in paths)
    parsed = parse_tag(tag(write_approval(subject="Approve", said=said.replace("\0", ""), approves=listed)) + ARMOUR)
    assert parsed is not None
    assert parsed.approves == listed
