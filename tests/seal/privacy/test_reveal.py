"""One withheld value can be revealed and proved; any other value, place or pack fails, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder.seal
from builder.model.error import BuilderError
from builder.seal.privacy.commitment import commit_to, make_salt
from builder.seal.privacy.reveal import (
    Redactions,
    check_revealed,
    read_redactions,
    read_revealed,
    reveal_value,
    write_revealed,
)
from builder.seal.verdict import Status

SCHEMAS = Path(builder.seal.__file__).parent / "schemas"
KEY, BLOB, PATH = bytes(range(32)), "ab" * 20, "records/inspection/2026/insp-0003.yaml"
SECRET = {"person": "P-017", "why": "hurt his back"}


def committed(pointer: str, value: Any, key: bytes = KEY) -> str:
    return commit_to(make_salt(key, PATH, pointer, BLOB), PATH, pointer, value)


def listed(*, with_key: bool = True) -> bytes:
    values = {"/notes": "Bob was off sick", "/people/0": SECRET}
    return json.dumps(
        {
            "schema": "https://muster.example/schema/redactions-1.json",
            "files": [
                {"path": PATH, "attachment": "insp-0003.yaml", "commitment": committed("", "all") if with_key else ""}
            ],
            "redactions": [
                {"path": PATH, "pointer": at, "level": "office", "commitment": committed(at, each) if with_key else ""}
                for at, each in values.items()
            ],
        }
    ).encode()


def known() -> Redactions:
    return read_redactions(listed())


def handed_over(pointer: str = "/people/0", value: Any = SECRET) -> bytes:
    return write_revealed(reveal_value(known(), KEY, (PATH, pointer), value, BLOB))


def test_revealed_value_is_exactly_what_the_pack_held_back() -> None:
    for pointer, value in (("/people/0", SECRET), ("/notes", "Bob was off sick"), ("", "all")):
        check = check_revealed(listed(), handed_over(pointer, value))

        assert check.status is Status.PASS
        assert PATH in check.detail
        schema = json.loads((SCHEMAS / "revealed-1.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(json.loads(handed_over(pointer, value)))


@pytest.mark.parametrize(
    "change",
    [
        {"value": {"person": "P-018", "why": "hurt his back"}},
        {"value": "P-017"},
        {"value": None},
        {"pointer": "/notes"},
        {"pointer": ""},
        {"pointer": "/signatures/0"},
        {"path": "records/inspection/2026/insp-0004.yaml"},
        {"salt": "0" * 64},
    ],
)
def test_any_other_value_place_or_salt_fails(change: dict[str, Any]) -> None:
    said = json.loads(handed_over()) | change

    assert check_revealed(listed(), json.dumps(said).encode()).status is Status.FAIL


def test_revealing_one_value_does_not_reveal_the_next() -> None:
    salt = read_revealed(handed_over("/notes", "Bob was off sick")).salt
    guesses = [commit_to(salt, PATH, "/people/0", SECRET), commit_to(salt, PATH, "", "all")]

    assert not set(guesses) & {known().commitments[PATH, "/people/0"], known().commitments[PATH, ""]}
    assert KEY.hex() not in handed_over().decode()


@pytest.mark.parametrize(
    ("redactions", "key", "pointer", "words"),
    [
        (listed(), KEY, "/area", "Nothing was withheld"),
        (listed(), bytes(32), "/notes", "not the commitment key"),
        (listed(with_key=False), KEY, "/notes", "no commitments"),
    ],
)
def test_what_can_not_be_revealed_is_said_in_words(redactions: bytes, key: bytes, pointer: str, words: str) -> None:
    with pytest.raises(BuilderError) as refused:
        reveal_value(read_redactions(redactions), key, (PATH, pointer), "Bob was off sick", BLOB)

    assert words in refused.value.message
    assert "Bob" not in refused.value.message + refused.value.cure


def test_pack_without_commitments_or_without_redactions_proves_nothing() -> None:
    assert check_revealed(listed(with_key=False), handed_over()).status is Status.NOT_CHECKED
    assert check_revealed(None, handed_over()).status is Status.FAIL


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert check_revealed(listed(), data).status is Status.FAIL
    assert check_revealed(data, handed_over()).status is Status.FAIL


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "x"}',
        handed_over().replace(b'"value"', b'"path": "x", "value"'),
        handed_over().replace(b"P-017", b"\xff"),
        handed_over().replace(b'"hurt his back"', b"NaN"),
        b"[" * 100_000,
        handed_over().replace(b'"hurt his back"', b"[" * 900 + b"]" * 900),
    ],
)
def test_file_that_is_no_revealed_value_fails_in_words(data: bytes) -> None:
    check = check_revealed(listed(), data)

    assert check.status is Status.FAIL
    assert check.detail.endswith(".")
