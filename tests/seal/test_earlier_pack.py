"""The file that --previous names: a pack in any form is read, anything else is refused in words."""

from __future__ import annotations

import hashlib

import pytest

from builder.model.error import BuilderError
from builder.seal.earlier_pack import read_earlier_pack
from builder.seal.manifest import write_manifest
from tests.render.pdf.paper import small_pack
from tests.seal.conftest import FILES, manifest_of

WRITTEN = write_manifest(manifest_of(FILES))


def test_a_pack_signed_or_not_and_its_manifest_alone_are_the_same_earlier_pack(unsigned: bytes, signed: bytes) -> None:
    read = [read_earlier_pack(data, "old.pdf") for data in (unsigned, signed, WRITTEN)]

    assert {each.manifest_sha256 for each in read} == {hashlib.sha256(WRITTEN).hexdigest()}
    assert [each.sha256 for each in read] == [hashlib.sha256(data).hexdigest() for data in (unsigned, signed, WRITTEN)]
    assert all(each.manifest == manifest_of(FILES) for each in read)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a PDF that can be read"),
        (b"Dear auditor,", "is not a PDF that can be read"),
        (b"%PDF-1.7 and then nothing", "is not a PDF that can be read"),
        (b'{"schema": "something else"}', "is not of the schema"),
        (b"{" * 100_000, "is not JSON"),
        (WRITTEN[:-20], "is not JSON"),
        (b'{"schema": "\\u001b[31m", "\\u001b": 1}', "is not of the schema"),
    ],
    ids=["empty", "letter", "broken pdf", "other json", "deep", "cut off", "terminal"],
)
def test_what_is_no_pack_is_refused_with_the_reason_and_what_to_give_instead(data: bytes, words: str) -> None:
    with pytest.raises(BuilderError, match=r"old\.pdf is not a pack: ") as caught:
        read_earlier_pack(data, "old.pdf")

    assert words in caught.value.message
    assert caught.value.message.isprintable()
    assert "object at" not in caught.value.message
    assert "--previous" in caught.value.cure


def test_a_pdf_whose_manifest_is_something_else_is_no_pack() -> None:
    with pytest.raises(BuilderError, match="not a pack"):
        read_earlier_pack(small_pack(b"no manifest"), "old.pdf")
