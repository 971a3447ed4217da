"""Commit objects as they come, also from other tools and other centuries."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.history import Moment
from builder.read.git.store.commit_object import parse_commit

TREE = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"


def commit(headers: bytes, message: bytes = b"Subject\n\nBody\n") -> bytes:
    return TREE + headers + b"\n" + message


def test_the_parts_of_an_ordinary_commit() -> None:
    parsed = parse_commit(
        commit(
            b"parent 1111111111111111111111111111111111111111\n"
            b"parent 2222222222222222222222222222222222222222\n"
            b"author Marnie Kowalchuk <m@ridgeline.example> 1767639600 -0700\n"
            b"committer Simran Gill <s@ridgeline.example> 1767643200 +0530\n"
        )
    )
    assert parsed.tree == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    assert parsed.parents == ("1" * 40, "2" * 40)
    assert parsed.author_text == "Marnie Kowalchuk <m@ridgeline.example>"
    assert parsed.authored == Moment(1767639600, -420)
    assert parsed.committer_text == "Simran Gill <s@ridgeline.example>"
    assert parsed.committed == Moment(1767643200, 330)
    assert parsed.subject_text == "Subject"
    assert parsed.message_text == "Subject\n\nBody\n"
    assert parsed.signature is None


def test_a_latin1_commit_is_decoded_by_its_encoding_header() -> None:
    parsed = parse_commit(
        commit(
            b"author Ren\xe9 <r@x> 1 +0000\ncommitter Ren\xe9 <r@x> 1 +0000\nencoding ISO-8859-1\n", b"R\xe9vis\xe9\n"
        )
    )
    assert parsed.author_text == "René <r@x>"
    assert parsed.message_text == "Révisé\n"


@pytest.mark.parametrize("encoding", [b"no-such-encoding", b"rot13", b"hex", b"utf-8", b"idna"])
def test_an_encoding_that_does_not_fit_gives_replaced_letters_and_no_failure(encoding: bytes) -> None:
    parsed = parse_commit(commit(b"author R\xe9 <r@x> 1 +0000\nencoding " + encoding + b"\n", b"R\xe9\n"))
    assert parsed.author_text == "R\N{REPLACEMENT CHARACTER} <r@x>"


def test_control_characters_do_not_reach_a_page() -> None:
    parsed = parse_commit(commit(b"author x\x01y\x1b[31m <r@x> 1 +0000\n", b"a\x00b\x07\tc\n\x85d"))
    assert parsed.author_text == "x\ufffdy\ufffd[31m <r@x>"
    assert parsed.message_text == "a\ufffdb\ufffd\tc\n\ufffdd"


def test_a_parent_line_behind_the_author_is_no_parent() -> None:
    parsed = parse_commit(commit(b"author A <a@x> 1 +0000\nparent 1111111111111111111111111111111111111111\n"))
    assert parsed.parents == ()


@pytest.mark.parametrize("line", [b"", b"Nobody", b"A <a@x>", b"A <a@x> soon +0000", b"A <a@x> 1 east"])
def test_a_broken_identity_keeps_its_text_and_is_dated_1970(line: bytes) -> None:
    parsed = parse_commit(commit(b"author " + line + b"\n"))
    assert parsed.authored == Moment(0, 0)
    assert parsed.author_text == line.decode()


def test_the_signature_is_taken_out_of_what_it_covers() -> None:
    parsed = parse_commit(
        commit(
            b"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"
            b"gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
            b"gpgsig-sha256 other\n continued\nencoding UTF-8\n"
        )
    )
    assert parsed.signature == b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----"
    assert parsed.payload == commit(b"author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\nencoding UTF-8\n")


def test_a_signature_inside_the_message_is_text() -> None:
    raw = commit(b"author A <a@x> 1 +0000\n", b"Subject\n\ngpgsig -----BEGIN SSH SIGNATURE-----\n")
    assert parse_commit(raw).signature is None


@given(st.binary(max_size=300))
def test_any_bytes_can_be_taken_apart(raw: bytes) -> None:
    parsed = parse_commit(raw)
    shown = parsed.author_text + parsed.committer_text + parsed.subject_text + parsed.message_text
    assert not {letter for letter in shown if unicodedata.category(letter) == "Cc"} - {"\t", "\n"}
    assert parsed.authored == Moment(0, 0) or b" " in parsed.author
