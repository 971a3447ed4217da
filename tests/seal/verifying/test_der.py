from __future__ import annotations

import pytest
from asn1crypto import core
from hypothesis import given
from hypothesis import strategies as st

from builder.seal.verifying.der import is_strict


@given(st.lists(st.integers() | st.binary(max_size=300), max_size=5))
def test_what_is_written_in_the_strict_form_is_and_no_longer_with_a_byte_behind(values: list[int | bytes]) -> None:
    parts = [core.Integer(each) if isinstance(each, int) else core.OctetString(each) for each in values]
    body = b"".join(part.dump() for part in parts)
    written = core.Sequence(contents=body).dump()

    assert is_strict(written)
    assert not is_strict(written + b"\0")
    assert not is_strict(written[:-1])


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("a length that is not given", b"\x30\x80\x02\x01\x05\0\0"),
        ("a length in more bytes than it needs", b"\x04\x81\x01x"),
        ("a length with a zero in front", b"\x04\x82\x00\x80" + bytes(128)),
        ("text in pieces", b"\x24\x03\x04\x01x"),
        ("true as something else than FF", b"\x01\x01\x01"),
        ("a set out of order", b"\x31\x06\x02\x01\x06\x02\x01\x05"),
        ("a value that ends behind its parent", b"\x30\x02\x04\x05abcde"),
        ("nothing", b""),
        ("half a head", b"\x30"),
    ],
)
def test_what_could_be_written_otherwise_is_not_strict(form: str, data: bytes) -> None:
    assert not is_strict(data), form
