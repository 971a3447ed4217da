"""A commitment binds to one value at one place, and tells nothing of it to who lacks the key."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.error import BuilderError
from builder.seal.privacy.commitment import commit_to, make_salt, read_key, write_key

KEY = bytes(range(32))
PATH, POINTER, BLOB = "records/inspection/2026/insp-0001.yaml", "/notes", "ab" * 20

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def commitment(value: object, key: bytes = KEY, path: str = PATH, pointer: str = POINTER, blob: str = BLOB) -> str:
    return commit_to(make_salt(key, path, pointer, blob), path, pointer, value)


def test_commitment_is_made_as_the_documentation_says() -> None:
    salt = hmac.new(KEY, f"muster-salt-1\0{PATH}\0{POINTER}\0{BLOB}".encode(), hashlib.sha256).digest()
    canonical = f'{{"path":"{PATH}","pointer":"/notes","value":"Änderung"}}'.encode()

    assert make_salt(KEY, PATH, POINTER, BLOB) == salt
    assert commitment("Änderung") == hashlib.sha256(b"muster-field-1\0" + salt + canonical).hexdigest()


@given(values, values)
def test_another_value_has_another_commitment(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (commitment(one) == commitment(other)) is same


@given(st.binary(min_size=32, max_size=32), texts, texts, st.text("0123456789abcdef", min_size=40, max_size=40))
def test_key_path_pointer_and_revision_each_change_it(key: bytes, path: str, pointer: str, blob: str) -> None:
    usual = commitment("yes")
    for changed in ({"key": key}, {"path": path}, {"pointer": pointer}, {"blob": blob}):
        is_same = changed in ({"key": KEY}, {"path": PATH}, {"pointer": POINTER}, {"blob": BLOB})
        assert (commitment("yes", **changed) == usual) is is_same  # type: ignore[arg-type]


def test_short_value_can_not_be_guessed_without_the_key() -> None:
    said = commitment("P-017")
    guesses = [f"P-{number:03}" for number in range(1000)]
    canonical = [
        json.dumps({"path": PATH, "pointer": POINTER, "value": guess}, sort_keys=True, separators=(",", ":")).encode()
        for guess in guesses
    ]
    plain = {hashlib.sha256(prefix + text).hexdigest() for text in canonical for prefix in (b"", b"muster-field-1\0")}
    no_key = {commitment(guess, key=key) for guess in guesses for key in (b"", bytes(32))}

    assert said not in plain | no_key


def test_salt_of_one_value_opens_no_other() -> None:
    salt = make_salt(KEY, PATH, "/notes", BLOB)

    assert commit_to(salt, PATH, "/area", "Yard") != commitment("Yard", pointer="/area")


def test_key_file_is_read_back_and_others_are_refused() -> None:
    assert read_key(write_key(KEY)) == KEY
    assert read_key(write_key(KEY).replace(b"\n", b"\r\n")) == KEY
    for data in (b"", KEY, KEY.hex().encode(), write_key(KEY)[:-3], write_key(KEY) + b"ab", b"\xff" * 90):
        with pytest.raises(BuilderError) as refused:
            read_key(data)
        assert KEY.hex() not in refused.value.message + refused.value.cure
    with pytest.raises(ValueError, match="31 bytes"):
        write_key(KEY[:31])
